namespace ZStackVCenter.Engine.Inventory;

/// <summary>How a synchronisation goes about it.</summary>
public sealed record SyncOptions
{
    /// <summary>The kinds to bring in; empty for all. Network adapters and volumes come with their VMs.</summary>
    public IReadOnlyCollection<ZsResourceType> Types { get; init; } = [];

    /// <summary>Reads the devices of every VM again, also where vCenter says that nothing moved.</summary>
    public bool Full { get; init; }

    /// <summary>Tells the difference and writes nothing.</summary>
    public bool WhatIf { get; init; }

    /// <summary>The id that the report is to have; null for one of its own.</summary>
    public Guid? ReportId { get; init; }

    /// <summary>How long to wait while another process synchronises the same vCenter.</summary>
    public TimeSpan LeaseTimeout { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>What a synchronisation is doing.</summary>
public enum SyncPhase
{
    /// <summary>Waiting for another synchronisation of the same vCenter, or for the session.</summary>
    Waiting,

    /// <summary>Reading clusters, hosts, storage and networks.</summary>
    Landscape,

    /// <summary>Reading virtual machines and templates.</summary>
    Vms,

    /// <summary>Finding what vanished and writing it all down.</summary>
    Writing,

    /// <summary>Done.</summary>
    Done,
}

/// <summary>How far a synchronisation is.</summary>
/// <param name="VCenter">The name of the vCenter.</param>
/// <param name="Phase">What it is doing.</param>
/// <param name="Done">How many objects this phase has seen.</param>
/// <param name="Expected">How many it will see as far as the records tell; null when they do not.</param>
public sealed record SyncProgress(string VCenter, SyncPhase Phase, int Done, int? Expected)
{
    /// <summary>How much of the whole is done, 0 to 100; null when that cannot be told.</summary>
    public int? Percent => Phase switch
    {
        SyncPhase.Waiting => 0,
        SyncPhase.Landscape => 5,
        SyncPhase.Vms => Expected is > 0 and var all ? Math.Min(90, 10 + (80 * Done / all)) : null,
        SyncPhase.Writing => 95,
        _ => 100,
    };
}
