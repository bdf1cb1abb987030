using System.Data.Common;
using System.Runtime.CompilerServices;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>Streams the reports of synchronisations, newest first over all vCenters.</summary>
internal static class SyncReportStream
{
    public static async IAsyncEnumerable<ZsSyncReport> ReadAsync(
        RecordStore store, SyncReportQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (query.First <= 0)
        {
            yield break;
        }
        var filter = new RowFilter(store.Dialect).Ids("t.id", query.Ids).Ids("t.vcenter_id", query.VCenterIds);
        if (query.Start is { } start)
        {
            filter.Add($"t.started_at >= {filter.Parameter(RecordText.ToMicroseconds(start))}");
        }
        if (query.Finish is { } finish)
        {
            filter.Add($"t.started_at < {filter.Parameter(RecordText.ToMicroseconds(finish))}");
        }
        var limit = query.First is { } first ? $" LIMIT {filter.Parameter(first)}" : "";
        await using var connection = await store.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var command = connection.Command($"""
            SELECT t.id, t.vcenter_id, v.name, t.started_at, t.duration, t.added, t.changed, t.removed, t.excluded, t.counts, t.exclusions,
                t.vanished, t.warnings
            FROM sync_reports t
            JOIN vcenters v ON v.id = t.vcenter_id
            WHERE 1 = 1{filter.Conditions}
            ORDER BY t.started_at DESC, t.id DESC{limit}
            """);
        filter.Fill(command);
        await using var rows = await store.GuardAsync(() => command.ExecuteReaderAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        while (await store.GuardAsync(() => rows.ReadAsync(cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            yield return Read(rows);
        }
    }

    private static ZsSyncReport Read(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        VCenterId = row.GetGuid(1),
        VCenter = row.GetString(2),
        StartedAt = row.Time(3),
        Duration = TimeSpan.FromMicroseconds(row.GetInt64(4)),
        Added = row.GetInt32(5),
        Changed = row.GetInt32(6),
        Removed = row.GetInt32(7),
        Excluded = row.GetInt32(8),
        Counts = RecordJson.ReadCounts(row.GetString(9)),
        Exclusions = RecordJson.ReadExclusions(row.GetString(10)),
        Vanished = RecordJson.ReadVanished(row.GetString(11)),
        Warnings = RecordJson.ReadTexts(row.GetString(12)),
    };
}
