namespace ZStackVCenter;

/// <summary>A host's administrative state (domain.md §4).</summary>
public enum ZsHostState
{
    /// <summary>May take VMs.</summary>
    Enabled,

    /// <summary>Keeps its VMs and takes no new ones.</summary>
    Disabled,

    /// <summary>On its way into maintenance.</summary>
    PreMaintenance,

    /// <summary>In maintenance mode in vCenter.</summary>
    Maintenance,
}

/// <summary>An ESXi host (vSphere's <c>HostSystem</c>; domain.md §4).</summary>
public sealed record ZsHost : ZsInventoryResource
{
    /// <summary>The record's id of its cluster; null for a host outside a cluster, which the module does not use.</summary>
    public Guid? ClusterId { get; init; }

    /// <summary>Its cluster's name; null for a host outside a cluster.</summary>
    public string? Cluster { get; init; }

    /// <summary>The address of its management interface; null when vCenter does not tell.</summary>
    public string? ManagementIp { get; init; }

    /// <summary>Its administrative state.</summary>
    public ZsHostState State { get; init; }

    /// <summary>True when vCenter holds it in maintenance mode.</summary>
    public bool MaintenanceMode { get; init; }

    /// <summary>Whether vCenter has a connection to it.</summary>
    public ZsStatus Status { get; init; }

    /// <summary>vSphere's own word for the connection: connected, disconnected or notResponding.</summary>
    public string ConnectionState { get; init; } = "";

    /// <summary>Processor sockets.</summary>
    public int CpuSockets { get; init; }

    /// <summary>Processor cores over all sockets.</summary>
    public int CpuCores { get; init; }

    /// <summary>The speed of one core in MHz.</summary>
    public int CpuMhz { get; init; }

    /// <summary>Processor use in MHz when last seen.</summary>
    public int CpuUsedMhz { get; init; }

    /// <summary>Memory in bytes.</summary>
    public long MemorySize { get; init; }

    /// <summary>Memory in use in bytes when last seen.</summary>
    public long MemoryUsed { get; init; }

    /// <summary>ESXi's version, such as <c>8.0.2</c>.</summary>
    public string Version { get; init; } = "";

    /// <summary>The maker and model of the machine.</summary>
    public string Model { get; init; } = "";

    /// <summary>True when a VMkernel interface is enabled for vMotion.</summary>
    public bool VMotionEnabled { get; init; }

    /// <summary>True when the import filter left the host out: it is listed with -IncludeExcluded only.</summary>
    public bool Excluded { get; init; }

    /// <summary>Why the import filter left it out; null when it did not.</summary>
    public string? ExclusionReason { get; init; }
}
