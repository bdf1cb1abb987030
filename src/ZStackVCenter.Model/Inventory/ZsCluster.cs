namespace ZStackVCenter;

/// <summary>A cluster of hosts (vSphere's <c>ClusterComputeResource</c>; domain.md §3).</summary>
public sealed record ZsCluster : ZsInventoryResource
{
    /// <summary>The datacenter it belongs to.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>Whether new VMs may be placed on it.</summary>
    public ZsState State { get; init; }

    /// <summary>The hypervisor of its hosts; always <c>ESX</c>.</summary>
    public string HypervisorType { get; init; } = "ESX";

    /// <summary>How many hosts it has in vCenter.</summary>
    public int HostCount { get; init; }

    /// <summary>How many virtual machines run or lie on its hosts, templates not counted.</summary>
    public int VmCount { get; init; }

    /// <summary>The sum of its hosts' processor speed in MHz.</summary>
    public int CpuMhz { get; init; }

    /// <summary>The sum of its hosts' memory in bytes.</summary>
    public long MemorySize { get; init; }

    /// <summary>True when vSphere DRS is on.</summary>
    public bool DrsEnabled { get; init; }

    /// <summary>True when vSphere HA is on.</summary>
    public bool HaEnabled { get; init; }
}
