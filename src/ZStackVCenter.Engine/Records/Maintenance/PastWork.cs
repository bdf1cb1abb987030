using System.Data.Common;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Maintenance;

/// <summary>
/// What a backup tells to be under way, or about to be, and what is long past when it is put back: going on with it, or undoing it, would be
/// done to what has become of it in vCenter since.
/// </summary>
internal static class PastWork
{
    /// <summary>
    /// Ends it within a transaction: operations are closed, half-made records go, for the next synchronisation to bring in what stands in
    /// vCenter, and what is in the recycle bin is there as long again.
    /// </summary>
    public static async Task<int> EndAsync(DbConnection connection, Dialect dialect, DateTime now, CancellationToken cancellationToken)
    {
        var rows = await OperationStore.UnfinishedAsync(connection, dialect, cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            await ForgetHalfMadeAsync(connection, row.Subject.Id, cancellationToken).ConfigureAwait(false);
            await OperationStore.InterruptAsync(
                connection, row, now, $"The records were put back from a backup that was made while it was at '{row.StepName}'.",
                "What it did in the vCenter after that stays as it is there.", cancellationToken).ConfigureAwait(false);
        }
        return await connection.ExecuteAsync(
            "UPDATE vms SET life = @deleted, deleted_at = @now WHERE life = @deleted OR life = @expunging", cancellationToken,
            ("deleted", EnumText<VmLife>.Write(VmLife.Deleted)), ("expunging", EnumText<VmLife>.Write(VmLife.Expunging)), ("now", RecordText.ToMicroseconds(now))).ConfigureAwait(false);
    }

    private static async Task ForgetHalfMadeAsync(DbConnection connection, Guid resourceId, CancellationToken cancellationToken)
    {
        var making = ("making", (object?)EnumText<VmLife>.Write(VmLife.Making));
        await connection.ExecuteAsync(
            "DELETE FROM ip_addresses WHERE owner_id IN (SELECT id FROM vms WHERE id = @id AND life = @making)", cancellationToken, ("id", resourceId), making).ConfigureAwait(false);
        await connection.ExecuteAsync("DELETE FROM vms WHERE id = @id AND life = @making", cancellationToken, ("id", resourceId), making).ConfigureAwait(false);
        // A network is disabled, and knows no port group, until it stands; its port group can be adopted.
        await connection.ExecuteAsync(
            "DELETE FROM networks WHERE id = @id AND state = @state AND managed_object_id IS NULL", cancellationToken,
            ("id", resourceId), ("state", EnumText<ZsState>.Write(ZsState.Disabled))).ConfigureAwait(false);
    }
}
