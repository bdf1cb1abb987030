namespace ZStackVCenter;

/// <summary>A datastore, seen as a place for disks (domain.md §5).</summary>
public sealed record ZsPrimaryStorage : ZsInventoryResource
{
    /// <summary>Its URL, such as <c>ds:///vmfs/volumes/5f0…/</c> (<c>DatastoreInfo.url</c>).</summary>
    public string Url { get; init; } = "";

    /// <summary>The storage's type; always <c>VCenter</c>, as in the guide's figure 7.</summary>
    public string Type { get; init; } = "VCenter";

    /// <summary>The file system as vSphere names it: VMFS, NFS, NFS41, vsan, VVOL.</summary>
    public string FileSystem { get; init; } = "";

    /// <summary>The datacenter it belongs to.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>Capacity in bytes.</summary>
    public long TotalCapacity { get; init; }

    /// <summary>
    /// Bytes that new disks may still take: free space less what thin disks may yet grow to (<c>DatastoreSummary.uncommitted</c>), never below zero.
    /// </summary>
    public long AvailableCapacity { get; init; }

    /// <summary>Free bytes on the device (<c>DatastoreSummary.freeSpace</c>).</summary>
    public long AvailablePhysicalCapacity { get; init; }

    /// <summary>Whether new disks may be placed on it.</summary>
    public ZsState State { get; init; }

    /// <summary>True when vCenter holds it in maintenance.</summary>
    public bool MaintenanceMode { get; init; }

    /// <summary>Whether at least one host reaches it.</summary>
    public ZsStatus Status { get; init; }

    /// <summary>True when several hosts can mount it: what live migration needs.</summary>
    public bool Shared { get; init; }

    /// <summary>The hosts that mount it.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The datastore cluster it is in; such a datastore is reported as not supported. Null when it is in none.</summary>
    public string? DatastoreCluster { get; init; }
}
