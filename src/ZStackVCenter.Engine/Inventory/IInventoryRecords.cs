namespace ZStackVCenter.Engine.Inventory;

/// <summary>What a synchronisation and a watch need of the records. One implementation stands on the store, another one tests the walls.</summary>
internal interface IInventoryRecords
{
    /// <summary>Takes the one lease of a vCenter for bringing in its inventory, over all processes; waits while another holds it.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.ResourceBusy"/> when it was not free within the time-out.</exception>
    Task<IAsyncDisposable> LeaseAsync(Guid vCenterId, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>What the records know of a vCenter: enough to tell what need not be read again.</summary>
    Task<KnownInventory> ReadKnownAsync(Guid vCenterId, CancellationToken cancellationToken);

    /// <summary>Begins writing rows. Nothing is in the records before <see cref="IInventoryWriter.CommitAsync"/>.</summary>
    /// <param name="vCenterId">The record's id of the vCenter.</param>
    /// <param name="seenAt">When what is written was seen (UTC).</param>
    /// <param name="tellChanges">True when <see cref="IInventoryWriter.ChangesAsync"/> will be asked for.</param>
    /// <param name="cancellationToken">Cancels the beginning.</param>
    Task<IInventoryWriter> BeginAsync(Guid vCenterId, DateTime seenAt, bool tellChanges, CancellationToken cancellationToken);

    /// <summary>Keeps a report.</summary>
    Task SaveReportAsync(ZsSyncReport report, CancellationToken cancellationToken);
}

/// <summary>What the records know of a vCenter before it is read again.</summary>
/// <param name="Vms">Each VM and template by managed object id.</param>
/// <param name="Hosts">For each host by managed object id whether it was taken.</param>
internal sealed record KnownInventory(IReadOnlyDictionary<string, KnownVm> Vms, IReadOnlyDictionary<string, bool> Hosts);

/// <summary>What tells whether a VM's devices have to be read again.</summary>
/// <param name="ChangeVersion">vSphere's <c>config.changeVersion</c> when its devices were last read.</param>
/// <param name="State">Its state.</param>
/// <param name="DefaultIp">Its default address.</param>
/// <param name="IsImage">True for a template.</param>
internal readonly record struct KnownVm(string ChangeVersion, ZsVmState State, string? DefaultIp, bool IsImage);

/// <summary>
/// Puts rows into the records in one transaction, which is short: while rows come, nobody waits for it. They stay in no memory of the
/// writer's. A row comes after those that it refers to (clusters, hosts, storage); one that has no record by then is recorded as none.
/// Disposing without <see cref="CommitAsync"/> leaves the records as they were.
/// </summary>
internal interface IInventoryWriter : IAsyncDisposable
{
    /// <summary>Writes a row: made when it is new, changed where a remote column differs. A VM is found by managed object id, else by instance UUID.</summary>
    ValueTask WriteAsync(InventoryRow row, CancellationToken cancellationToken);

    /// <summary>Notes that an object is there though its properties could not be read: it is not taken for gone. One without a record stays without.</summary>
    /// <param name="type">Its kind: cluster, host, storage, network, image or VM.</param>
    /// <param name="managedObjectId">Its managed object id.</param>
    /// <param name="state">A VM's state where that much is known; null leaves the recorded one.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    ValueTask KeepAsync(ZsResourceType type, string managedObjectId, ZsVmState? state, CancellationToken cancellationToken);

    /// <summary>Removes an object that is gone, with what hangs on it.</summary>
    ValueTask RemoveAsync(ZsResourceType type, string managedObjectId, CancellationToken cancellationToken);

    /// <summary>Removes every object of some kinds that was neither written nor kept: it vanished.</summary>
    ValueTask RemoveUnseenAsync(IReadOnlyCollection<ZsResourceType> types, CancellationToken cancellationToken);

    /// <summary>The difference. Nothing more may be written, kept or removed from then on.</summary>
    Task<InventoryDifference> DifferenceAsync(CancellationToken cancellationToken);

    /// <summary>Puts it into the records for good. When it was a whole read, also notes the time as the vCenter's last synchronisation.</summary>
    Task CommitAsync(bool wholeRead, CancellationToken cancellationToken);

    /// <summary>Each object made, changed or removed, as a watch streams it. Only after <see cref="CommitAsync"/>, and when it was said that it will be asked for.</summary>
    Task<IReadOnlyList<ZsChange>> ChangesAsync(CancellationToken cancellationToken);
}

/// <summary>What a writer made, changed and removed.</summary>
/// <param name="Counts">The numbers by kind, network adapters and volumes among them; the totals of the kinds that were read whole.</param>
/// <param name="Vanished">Each object removed, with what hung on it.</param>
internal sealed record InventoryDifference(IReadOnlyList<ZsSyncCount> Counts, IReadOnlyList<ZsVanished> Vanished);
