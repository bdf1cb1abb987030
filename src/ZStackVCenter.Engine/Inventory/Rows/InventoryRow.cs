namespace ZStackVCenter.Engine.Inventory;

/// <summary>
/// An object as vCenter tells it: what the transforms make of vim25 objects and what the records take. It names other objects by their
/// managed object ids, and holds nothing that is ours alone (ids, owner, state, description given here).
/// </summary>
/// <param name="ManagedObjectId">vSphere's id, unique within its vCenter.</param>
/// <param name="Name">vCenter's own name.</param>
internal abstract record InventoryRow(string ManagedObjectId, string Name);

/// <summary>A cluster (vSphere's <c>ClusterComputeResource</c>).</summary>
internal sealed record ClusterRow(string ManagedObjectId, string Name) : InventoryRow(ManagedObjectId, Name)
{
    public string Datacenter { get; init; } = "";
    public int HostCount { get; init; }
    public int CpuMhz { get; init; }
    public long MemorySize { get; init; }
    public bool DrsEnabled { get; init; }
    public bool HaEnabled { get; init; }
}

/// <summary>A host (vSphere's <c>HostSystem</c>).</summary>
internal sealed record HostRow(string ManagedObjectId, string Name) : InventoryRow(ManagedObjectId, Name)
{
    public string? ClusterManagedObjectId { get; init; }
    public string? ManagementIp { get; init; }
    public bool MaintenanceMode { get; init; }
    public string ConnectionState { get; init; } = "";
    public int CpuSockets { get; init; }
    public int CpuCores { get; init; }
    public int CpuMhz { get; init; }
    public int CpuUsedMhz { get; init; }
    public long MemorySize { get; init; }
    public long MemoryUsed { get; init; }
    public string Version { get; init; } = "";
    public string Model { get; init; } = "";
    public bool VMotionEnabled { get; init; }

    /// <summary>Why the import filter left it out; null when it is taken. Hosts left out are recorded too.</summary>
    public string? ExclusionReason { get; init; }
}

/// <summary>A datastore (vSphere's <c>Datastore</c>): one row makes a primary and a backup storage.</summary>
internal sealed record DatastoreRow(string ManagedObjectId, string Name) : InventoryRow(ManagedObjectId, Name)
{
    public string Url { get; init; } = "";
    public string FileSystem { get; init; } = "";
    public string Datacenter { get; init; } = "";
    public long TotalCapacity { get; init; }

    /// <summary>Free bytes less what thin disks may yet take, never below zero: a primary storage's available capacity.</summary>
    public long AvailableCapacity { get; init; }

    /// <summary>Free bytes on the device: a backup storage's available capacity.</summary>
    public long FreeSpace { get; init; }

    public bool MaintenanceMode { get; init; }

    /// <summary>True when at least one host reaches it.</summary>
    public bool Accessible { get; init; }

    public bool Shared { get; init; }

    /// <summary>The managed object ids of the hosts that mount it, in order.</summary>
    public IReadOnlyList<string> HostManagedObjectIds { get; init; } = [];

    public string? DatastoreCluster { get; init; }
}

/// <summary>
/// A switch. A distributed one has vSphere's own id; a standard one, which has none, is known by <c>vswitch:CLUSTER:NAME</c>.
/// </summary>
internal sealed record SwitchRow(string ManagedObjectId, string Name) : InventoryRow(ManagedObjectId, Name)
{
    public ZsSwitchKind Kind { get; init; }
    public string? Datacenter { get; init; }

    /// <summary>The managed object ids of the clusters whose hosts have it, in order.</summary>
    public IReadOnlyList<string> ClusterManagedObjectIds { get; init; } = [];

    /// <summary>The managed object ids of the hosts that have it, in order.</summary>
    public IReadOnlyList<string> HostManagedObjectIds { get; init; } = [];

    /// <summary>Its port groups for VMs, ordered by name.</summary>
    public IReadOnlyList<ZsPortGroup> PortGroups { get; init; } = [];
}
