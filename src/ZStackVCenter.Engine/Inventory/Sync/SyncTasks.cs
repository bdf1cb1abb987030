using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>Synchronisations that go on by themselves, as tasks of the records. Safe for use from many threads at once.</summary>
public sealed class SyncTasks
{
    private static readonly SyncVCenter Sync = new();

    private readonly CloudEngine _engine;

    internal SyncTasks(CloudEngine engine) => _engine = engine;

    /// <summary>The kinds of operation on inventories.</summary>
    internal static IReadOnlyList<IOperation> Operations => [Sync];

    /// <summary>
    /// Begins to synchronise a vCenter, now or when its turn has come, and returns at once. The report will have the task's id. Several of one
    /// vCenter take turns; should this process end, the next one that synchronises or watches the vCenter, or waits for the task, does it.
    /// </summary>
    /// <param name="vCenterId">The record's id of the vCenter, which must be connected.</param>
    /// <param name="types">The kinds to read; empty for all.</param>
    /// <param name="full">Whether to read the devices of every VM again.</param>
    /// <param name="caller">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the beginning; what has begun goes on.</param>
    /// <exception cref="ZsException">
    /// The vCenter is not connected; a kind is none that is brought in (<see cref="ZsErrorId.InvalidArgument"/>); or the records failed.
    /// </exception>
    public async Task<ZsTask> StartAsync(Guid vCenterId, IReadOnlyCollection<ZsResourceType> types, bool full, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(types);
        SyncTypes.Require(types);
        var vCenter = await _engine.VCenters.GetAsync(vCenterId, cancellationToken).ConfigureAwait(false);
        // Refused here rather than in a task that nobody may look at.
        await using var use = _engine.VCenters.Sessions.Use(vCenter.Id, vCenter.Name);
        var subject = new Subject(ZsResourceType.VCenter, vCenter.Id, vCenter.Name, vCenter.Id, vCenter.Name);
        var memory = new SyncVCenterMemory { VCenterId = vCenter.Id, Types = types, Full = full };
        return await _engine.Operations.StartAsync(Sync, subject, memory, caller, cancellationToken).ConfigureAwait(false);
    }
}
