using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>A datastore in short (DatastoreSummary in the vSphere API).</summary>
[VimType]
public sealed partial record DatastoreSummary : DynamicData
{
    /// <summary>The datastore.</summary>
    public ManagedObjectReference? Datastore { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where it is, the same from every host.</summary>
    public string Url { get; init; } = "";

    /// <summary>Its size in bytes.</summary>
    public long Capacity { get; init; }

    /// <summary>Bytes free, as of the last look.</summary>
    public long FreeSpace { get; init; }

    /// <summary>Bytes that disks on it may still grow by.</summary>
    public long? Uncommitted { get; init; }

    /// <summary>Whether it can be reached.</summary>
    public bool Accessible { get; init; }

    /// <summary>Whether more than one host has it.</summary>
    public bool? MultipleHostAccess { get; init; }

    /// <summary>Its file system, as <c>VMFS</c>, <c>NFS</c> or <c>vsan</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary><c>normal</c>, <c>enteringMaintenance</c> or <c>inMaintenance</c>.</summary>
    public string? MaintenanceMode { get; init; }
}

/// <summary>A datastore as one host has it (DatastoreHostMount in the vSphere API).</summary>
[VimType]
public sealed partial record DatastoreHostMount : DynamicData
{
    /// <summary>The host.</summary>
    public required ManagedObjectReference Key { get; init; }

    /// <summary>How it has it.</summary>
    public HostMountInfo? MountInfo { get; init; }
}

/// <summary>How a host has a datastore (HostMountInfo in the vSphere API).</summary>
[VimType]
public sealed partial record HostMountInfo : DynamicData
{
    /// <summary>Where.</summary>
    public string? Path { get; init; }

    /// <summary><c>readOnly</c> or <c>readWrite</c>.</summary>
    public string AccessMode { get; init; } = "";

    /// <summary>Whether it is mounted.</summary>
    public bool? Mounted { get; init; }

    /// <summary>Whether it can be reached.</summary>
    public bool? Accessible { get; init; }

    /// <summary>Why not.</summary>
    public string? InaccessibleReason { get; init; }
}

/// <summary>A datastore cluster in short (StoragePodSummary in the vSphere API).</summary>
[VimType]
public sealed partial record StoragePodSummary : DynamicData
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its size in bytes.</summary>
    public long Capacity { get; init; }

    /// <summary>Bytes free.</summary>
    public long FreeSpace { get; init; }
}
