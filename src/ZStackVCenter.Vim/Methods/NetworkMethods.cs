using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Methods;

/// <summary>Methods of HostNetworkSystem, DistributedVirtualSwitch and DistributedVirtualPortgroup.</summary>
public static partial class NetworkMethods
{
    /// <summary>Adds a port group to a switch of one host (HostNetworkSystem.AddPortGroup). AlreadyExists when the host has one of that name.</summary>
    [VimMethod]
    public static partial Task AddPortGroup(this VimClient client, ManagedObjectReference networkSystem, HostPortGroupSpec portgrp, CancellationToken cancellationToken = default);

    /// <summary>Changes a port group of one host; the specification is the whole of it (HostNetworkSystem.UpdatePortGroup).</summary>
    [VimMethod]
    public static partial Task UpdatePortGroup(this VimClient client, ManagedObjectReference networkSystem, string pgName, HostPortGroupSpec portgrp, CancellationToken cancellationToken = default);

    /// <summary>Takes a port group from one host (HostNetworkSystem.RemovePortGroup). ResourceInUse while a machine is on it.</summary>
    [VimMethod]
    public static partial Task RemovePortGroup(this VimClient client, ManagedObjectReference networkSystem, string pgName, CancellationToken cancellationToken = default);

    /// <summary>Adds port groups to a distributed switch, all or none (DistributedVirtualSwitch.AddDVPortgroup_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> AddDVPortgroup_Task(this VimClient client, ManagedObjectReference dvs, IReadOnlyList<DVPortgroupConfigSpec> spec, CancellationToken cancellationToken = default);

    /// <summary>Changes a distributed port group (DistributedVirtualPortgroup.ReconfigureDVPortgroup_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> ReconfigureDVPortgroup_Task(this VimClient client, ManagedObjectReference portgroup, DVPortgroupConfigSpec spec, CancellationToken cancellationToken = default);
}
