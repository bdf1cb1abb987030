using System.Data.Common;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>What synchronisations and watches read and write of the records.</summary>
internal sealed class InventoryRecords(RecordStore store, IRecordReader reader) : IInventoryRecords
{
    private readonly LeaseTable _leases = new(store);

    public async Task<IAsyncDisposable> LeaseAsync(Guid vCenterId, TimeSpan timeout, CancellationToken cancellationToken) =>
        await _leases.TakeAsync($"inventory:{vCenterId}", "The inventory is being brought in", timeout, cancellationToken).ConfigureAwait(false);

    public Task<KnownInventory> ReadKnownAsync(Guid vCenterId, CancellationToken cancellationToken) => store.ReadAsync(
        async connection =>
        {
            var vms = new Dictionary<string, KnownVm>(StringComparer.Ordinal);
            await using (var command = connection.Command(
                "SELECT managed_object_id, change_version, state, default_ip FROM vms WHERE vcenter_id = @vcenter AND managed_object_id IS NOT NULL", ("vcenter", vCenterId)))
            {
                await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    vms[rows.GetString(0)] = new KnownVm(rows.GetString(1), EnumText<ZsVmState>.Read(rows.GetString(2)), rows.Text(3), IsImage: false);
                }
            }
            await using (var command = connection.Command(
                "SELECT managed_object_id, change_version FROM images WHERE vcenter_id = @vcenter AND managed_object_id IS NOT NULL", ("vcenter", vCenterId)))
            {
                await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    vms[rows.GetString(0)] = new KnownVm(rows.GetString(1), ZsVmState.Stopped, null, IsImage: true);
                }
            }
            return new KnownInventory(vms, await ReadHostsAsync(connection, vCenterId, cancellationToken).ConfigureAwait(false));
        },
        cancellationToken);

    public async Task<IInventoryWriter> BeginAsync(Guid vCenterId, DateTime seenAt, bool tellChanges, CancellationToken cancellationToken)
    {
        var connection = await store.ConnectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var teller = tellChanges ? new ChangeTeller(reader, await NameAsync(connection, vCenterId, cancellationToken).ConfigureAwait(false), seenAt) : null;
            return new InventoryWriter(store, connection, vCenterId, seenAt, teller);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task SaveReportAsync(ZsSyncReport report, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync(
            """
            INSERT INTO sync_reports (id, vcenter_id, started_at, duration, added, changed, removed, excluded, counts, exclusions, vanished, warnings)
            VALUES (@id, @vcenter, @started, @duration, @added, @changed, @removed, @excluded, @counts, @exclusions, @vanished, @warnings)
            """,
            cancellationToken,
            ("id", report.Id), ("vcenter", report.VCenterId), ("started", RecordText.ToMicroseconds(report.StartedAt)), ("duration", (long)report.Duration.TotalMicroseconds),
            ("added", report.Added), ("changed", report.Changed), ("removed", report.Removed), ("excluded", report.Excluded), ("counts", RecordJson.Write(report.Counts)),
            ("exclusions", RecordJson.Write(report.Exclusions)), ("vanished", RecordJson.Write(report.Vanished)), ("warnings", RecordJson.Write(report.Warnings))),
        cancellationToken);

    private static async Task<IReadOnlyDictionary<string, bool>> ReadHostsAsync(DbConnection connection, Guid vCenterId, CancellationToken cancellationToken)
    {
        var hosts = new Dictionary<string, bool>(StringComparer.Ordinal);
        await using var command = connection.Command(
            "SELECT managed_object_id, excluded FROM hosts WHERE vcenter_id = @vcenter AND managed_object_id IS NOT NULL", ("vcenter", vCenterId));
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            hosts[rows.GetString(0)] = !rows.GetBoolean(1);
        }
        return hosts;
    }

    private static async Task<string> NameAsync(DbConnection connection, Guid vCenterId, CancellationToken cancellationToken) =>
        await connection.ScalarAsync<string>("SELECT name FROM vcenters WHERE id = @id", cancellationToken, ("id", vCenterId)).ConfigureAwait(false) ?? "";
}
