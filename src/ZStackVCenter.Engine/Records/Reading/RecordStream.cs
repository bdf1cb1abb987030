using System.Data.Common;
using System.Runtime.CompilerServices;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>
/// Streams rows as objects, a vCenter after the other and each along the index of names, so that the first object is there before the last
/// is read. A vCenter's rows are those of one moment.
/// </summary>
internal sealed class RecordStream(RecordStore store)
{
    // Enough that handing over costs nothing, few enough that a reader that stops early has read little in vain.
    private const int Batch = 128;

    public async IAsyncEnumerable<T> ReadAsync<T>(Reading<T> reading, ResourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : ZsInventoryResource
    {
        if (query.First <= 0)
        {
            yield break;
        }
        var names = new NameFilter(query.Names);
        names.Narrow(reading.Filter, "t.name_key");
        reading.Filter.Ids("t.id", query.Ids);
        var left = query.First ?? int.MaxValue;
        var exact = reading.IsExact && names.IsExact;
        await using var connection = await store.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var places = await store.GuardAsync(() => PlacesAsync(connection, reading.Type, query.VCenterIds, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var place in places)
        {
            if (reading.NeedsHosts)
            {
                await store.GuardAsync(() => FillAsync(connection, place, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            await using var command = connection.Command($"""
                {reading.Select}
                WHERE t.vcenter_id = @vcenter{reading.Filter.Conditions}
                ORDER BY {reading.Order}{(exact && query.First is not null ? " LIMIT @left" : "")}
                """);
            command.Set("vcenter", place.Id);
            if (exact && query.First is not null)
            {
                command.Set("left", left);
            }
            reading.Filter.Fill(command);
            await using var rows = await store.GuardAsync(() => command.ExecuteReaderAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            var row = store.Dialect.Row(rows);
            var batch = new List<T>(Batch);
            bool more;
            do
            {
                batch.Clear();
                more = await store.GuardAsync(() => FillAsync(batch, rows, row, reading, names, place, cancellationToken), cancellationToken).ConfigureAwait(false);
                foreach (var one in batch)
                {
                    yield return one;
                    if (--left == 0)
                    {
                        yield break;
                    }
                }
            }
            while (more);
        }
    }

    /// <summary>Reads on until a batch is full; false when there are no more rows.</summary>
    private static async Task<bool> FillAsync<T>(
        List<T> batch, DbDataReader rows, Row row, Reading<T> reading, NameFilter names, Place place, CancellationToken cancellationToken)
        where T : ZsInventoryResource
    {
        while (batch.Count < Batch)
        {
            if (!await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
            if (reading.Read(row, place) is { } one && (names.IsExact || names.Matches(one.Name)))
            {
                batch.Add(one);
            }
        }
        return true;
    }

    private async Task<List<Place>> PlacesAsync(
        DbConnection connection, ZsResourceType type, IReadOnlyCollection<Guid> vCenterIds, CancellationToken cancellationToken)
    {
        // Network adapters and volumes are looked at together with their VMs.
        var types = type is ZsResourceType.VmNic or ZsResourceType.Volume ? new[] { type, ZsResourceType.Vm } : [type];
        var filter = new RowFilter(store.Dialect).Ids("v.id", vCenterIds);
        var places = new List<Place>();
        await using var command = connection.Command($"""
            SELECT v.id, v.name, (SELECT max(s.seen_at) FROM sync_stamps s WHERE s.vcenter_id = v.id AND {filter.Among("s.type", [.. types.Select(EnumText<ZsResourceType>.Write)])})
            FROM vcenters v
            WHERE 1 = 1{filter.Conditions}
            ORDER BY v.name_key
            """);
        filter.Fill(command);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            places.Add(new Place(rows.GetGuid(0), rows.GetString(1), rows.IsDBNull(2) ? 0 : rows.GetInt64(2)));
        }
        return places;
    }

    private static async Task<bool> FillAsync(DbConnection connection, Place place, CancellationToken cancellationToken)
    {
        await using (var command = connection.Command("SELECT managed_object_id, id, name FROM clusters WHERE vcenter_id = @id", ("id", place.Id)))
        {
            await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                place.Clusters[rows.GetString(0)] = new ClusterReference(rows.GetGuid(1), rows.GetString(2));
            }
        }
        await using (var command = connection.Command("SELECT managed_object_id, id, name, cluster_id FROM hosts WHERE vcenter_id = @id", ("id", place.Id)))
        {
            await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                place.Hosts[rows.GetString(0)] = new HostReference(rows.GetGuid(1), rows.GetString(2), rows.Uuid(3));
            }
        }
        return true;
    }
}
