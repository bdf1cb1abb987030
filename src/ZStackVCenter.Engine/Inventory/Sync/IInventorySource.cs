namespace ZStackVCenter.Engine.Inventory;

/// <summary>Where a run takes what it writes from: a vCenter read anew, or what a watch has seen of it.</summary>
internal interface IInventorySource
{
    /// <summary>True when the devices of all VMs can come in one pass with everything else.</summary>
    bool GivesDevicesAtOnce { get; }

    /// <summary>Everything that is not a VM.</summary>
    Task<Landscape> ReadLandscapeAsync(CancellationToken cancellationToken);

    /// <summary>Of some distributed port groups those that have a VM on them.</summary>
    Task<IReadOnlySet<string>> WithVmsAsync(IEnumerable<string> portGroups, CancellationToken cancellationToken);

    /// <summary>Every VM and template: the leaves, and the devices too when asked.</summary>
    IAsyncEnumerable<SeenObject> ReadVmsAsync(bool devices, CancellationToken cancellationToken);

    /// <summary>The devices of some VMs, put into them. One that is gone meanwhile is not among the answers.</summary>
    IAsyncEnumerable<SeenObject> AddDevicesAsync(IReadOnlyList<SeenObject> vms, CancellationToken cancellationToken);
}
