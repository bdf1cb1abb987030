using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>What the module itself writes of a VM: the state it shows meanwhile, its life, what hangs on it. The rest comes from vCenter.</summary>
internal sealed class VmRecords(RecordStore store)
{
    /// <summary>Shows a VM in a state until its record is brought up to date.</summary>
    public Task<int> MarkAsync(Guid vmId, ZsVmState state, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync(
            // Without its digest, so that the next look at vCenter writes the state anew.
            "UPDATE vms SET state = @state, hash = 0 WHERE id = @id", cancellationToken, ("id", vmId), ("state", EnumText<ZsVmState>.Write(state))),
        cancellationToken);

    /// <summary>Says whether availability leaves a VM alone until it is started again.</summary>
    public Task<int> PauseHaAsync(Guid vmId, bool paused, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync("UPDATE vms SET ha_paused = @paused WHERE id = @id", cancellationToken, ("id", vmId), ("paused", paused)),
        cancellationToken);
}
