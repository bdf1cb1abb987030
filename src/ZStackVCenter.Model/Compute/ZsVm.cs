namespace ZStackVCenter;

/// <summary>What a VM is doing (domain.md §10.1).</summary>
public enum ZsVmState
{
    /// <summary>Not known: its host is not in reach, or vCenter lost it.</summary>
    Unknown,

    /// <summary>Recorded, and not yet made in vCenter.</summary>
    Created,

    /// <summary>Being started.</summary>
    Starting,

    /// <summary>Powered on.</summary>
    Running,

    /// <summary>Being stopped.</summary>
    Stopping,

    /// <summary>Powered off.</summary>
    Stopped,

    /// <summary>Being restarted.</summary>
    Rebooting,

    /// <summary>Being suspended.</summary>
    Pausing,

    /// <summary>Suspended, its memory kept on disk.</summary>
    Paused,

    /// <summary>Being resumed.</summary>
    Resuming,

    /// <summary>Being moved to another host.</summary>
    Migrating,

    /// <summary>Being put into the recycle bin.</summary>
    Destroying,

    /// <summary>In the recycle bin.</summary>
    Destroyed,

    /// <summary>Being removed for good.</summary>
    Expunging,

    /// <summary>Making it failed.</summary>
    Error,
}

/// <summary>What happens when a VM stops by itself (domain.md §10.13).</summary>
public enum ZsHaLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is started again.</summary>
    NeverStop,
}

/// <summary>A virtual machine (domain.md §10).</summary>
public sealed record ZsVm : ZsInventoryResource
{
    /// <summary>What it is doing.</summary>
    public ZsVmState State { get; init; }

    /// <summary>Virtual processors.</summary>
    public int CpuCount { get; init; }

    /// <summary>Memory in bytes.</summary>
    public long MemorySize { get; init; }

    /// <summary>The address to reach it by: what its guest reports, else what the module handed out for its default network; null when neither is known.</summary>
    public string? DefaultIp { get; init; }

    /// <summary>The name the guest system calls itself; null when VMware Tools do not tell.</summary>
    public string? HostName { get; init; }

    /// <summary>The record's id of its host; null when it has none.</summary>
    public Guid? HostId { get; init; }

    /// <summary>The name of its host (not named Host: PowerShell keeps that word); null when it has none.</summary>
    public string? VMHost { get; init; }

    /// <summary>The record's id of its cluster; null when it is in none.</summary>
    public Guid? ClusterId { get; init; }

    /// <summary>The name of its cluster; null when it is in none.</summary>
    public string? Cluster { get; init; }

    /// <summary>The record's id of the datastore of its configuration file; null when not known.</summary>
    public Guid? PrimaryStorageId { get; init; }

    /// <summary>The name of that datastore; null when not known.</summary>
    public string? PrimaryStorage { get; init; }

    /// <summary>The names of the port groups its network adapters are on.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>What runs in it, told from <see cref="GuestOs"/>.</summary>
    public ZsPlatform Platform { get; init; }

    /// <summary>The guest system as vSphere names it.</summary>
    public string GuestOs { get; init; } = "";

    /// <summary>VMware Tools: guestToolsRunning, guestToolsNotRunning, guestToolsExecutingScripts; null when not known.</summary>
    public string? ToolsStatus { get; init; }

    /// <summary>vSphere's instance UUID, unique within a vCenter and kept over a re-registration.</summary>
    public Guid InstanceUuid { get; init; }

    /// <summary>The BIOS UUID.</summary>
    public Guid BiosUuid { get; init; }

    /// <summary>Its configuration file, such as <c>[iscsi-1] web01/web01.vmx</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>Bytes its disks take on datastores when last seen.</summary>
    public long CommittedSize { get; init; }

    /// <summary>The name of the image it was made from; null for one that was brought in, or whose image is gone.</summary>
    public string? Image { get; init; }

    /// <summary>The name of the instance offering it was made by; null for one that was brought in, was resized, or whose offering is gone.</summary>
    public string? InstanceOffering { get; init; }

    /// <summary>When it was put into the recycle bin (UTC); null when it is not there.</summary>
    public DateTime? DeletedAt { get; init; }

    /// <summary>What happens when it stops by itself.</summary>
    public ZsHaLevel HaLevel { get; init; }

    /// <summary>The owning account.</summary>
    public string Owner { get; init; } = "admin";
}
