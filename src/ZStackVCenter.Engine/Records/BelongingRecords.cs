using System.Data.Common;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>Reads what hangs on a vCenter's record, within a transaction.</summary>
internal static class BelongingRecords
{
    // What stands below a vCenter and goes with it.
    private static readonly (ZsResourceType Type, string Table)[] Below =
    [
        (ZsResourceType.Cluster, "clusters"), (ZsResourceType.Host, "hosts"), (ZsResourceType.Storage, "datastores"), (ZsResourceType.Network, "switches"),
        (ZsResourceType.Image, "images"), (ZsResourceType.Vm, "vms"), (ZsResourceType.VmNic, "vm_nics"), (ZsResourceType.Volume, "volumes"),
    ];

    public static async Task<VCenterBelongings> ReadAsync(DbConnection connection, Dialect dialect, Guid vCenterId, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<ZsResourceType, int>();
        foreach (var (type, table) in Below)
        {
            var count = await connection.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE vcenter_id = @id", cancellationToken, ("id", vCenterId)).ConfigureAwait(false);
            if (count > 0)
            {
                counts.Add(type, (int)count);
            }
        }
        var open = await OperationStore.UnfinishedAsync(connection, dialect, vCenterId, cancellationToken).ConfigureAwait(false);
        return new VCenterBelongings
        {
            Counts = counts,
            Networks = await NamesAsync(connection, "SELECT name FROM networks WHERE vcenter_id = @id ORDER BY name_key", vCenterId, cancellationToken).ConfigureAwait(false),
            AddressesInUse = (int)await connection.ScalarAsync<long>(
                "SELECT count(*) FROM ip_addresses a JOIN networks n ON n.id = a.network_id WHERE n.vcenter_id = @id", cancellationToken, ("id", vCenterId)).ConfigureAwait(false),
            RecycleBin = await NamesAsync(
                connection, "SELECT name FROM vms WHERE vcenter_id = @id AND deleted_at IS NOT NULL ORDER BY name_key", vCenterId, cancellationToken).ConfigureAwait(false),
            Running = [.. open.Where(r => !r.IsAbandoned).Select(r => r.ToTask())],
            Abandoned = [.. open.Where(r => r.IsAbandoned)],
        };
    }

    /// <summary>Ends operations that nobody works on and nobody can go on with.</summary>
    public static async Task EndAbandonedAsync(DbConnection connection, IEnumerable<OperationRow> rows, DateTime now, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            await OperationStore.InterruptAsync(
                connection, row, now, $"Its process ended at '{row.StepName}', and then its vCenter was removed from the records.",
                "What it had begun in the vCenter stays as it is there.", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(DbConnection connection, string sql, Guid vCenterId, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(sql, ("id", vCenterId));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            names.Add(reader.GetString(0));
        }
        return names;
    }
}
