namespace ZStackVCenter;

/// <summary>The two kinds of vSphere switch.</summary>
public enum ZsSwitchKind
{
    /// <summary>A standard switch, made on each host (<c>HostVirtualSwitch</c>).</summary>
    Standard,

    /// <summary>A distributed switch, made once in vCenter (<c>VmwareDistributedVirtualSwitch</c>).</summary>
    Distributed,
}

/// <summary>
/// A switch: a distributed one once, a standard one once for each cluster and name, over the hosts that have it.
/// </summary>
public sealed record ZsSwitch : ZsInventoryResource
{
    /// <summary>Standard or distributed.</summary>
    public ZsSwitchKind Kind { get; init; }

    /// <summary>The datacenter of a distributed switch.</summary>
    public string? Datacenter { get; init; }

    /// <summary>The clusters whose hosts have it.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = [];

    /// <summary>The hosts that have it.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Its port groups for virtual machines; VMkernel and management port groups are not among them.</summary>
    public IReadOnlyList<ZsPortGroup> PortGroups { get; init; } = [];

    /// <summary>The port groups that a VM on a host can be put on.</summary>
    /// <param name="host">The host's name.</param>
    public IEnumerable<ZsPortGroup> PortGroupsOn(string host) => Hosts.Contains(host) ? PortGroups.Where(g => !g.MissingOn.Contains(host)) : [];
}

/// <summary>A port group for virtual machines.</summary>
public sealed record ZsPortGroup
{
    /// <summary>Its name (vSphere's network label).</summary>
    public string Name { get; init; } = "";

    /// <summary>Its VLAN: null for none, 1 to 4094 for one, 4095 or a range in <see cref="VlanText"/> for a trunk.</summary>
    public int? VlanId { get; init; }

    /// <summary>The VLAN as shown: <c>-</c>, <c>2200</c>, <c>trunk 1-100,200</c>, <c>pvlan 30</c>.</summary>
    public string VlanText { get; init; } = "-";

    /// <summary>vSphere's managed object id of the network, such as <c>dvportgroup-21</c> or <c>network-7</c>; null when vCenter does not tell.</summary>
    public string? ManagedObjectId { get; init; }

    /// <summary>How many hosts have it.</summary>
    public int HostCount { get; init; }

    /// <summary>The names of hosts that have the switch and not this port group; a distributed switch gives all of its hosts the same ones.</summary>
    public IReadOnlyList<string> MissingOn
    {
        get;
        // The one empty list there is, so that port groups without such hosts are equal when their values are; also for records of before, which lack it.
        init => field = value is null or { Count: 0 } ? [] : value;
    } = [];

    /// <summary>The name and VLAN.</summary>
    public override string ToString() => VlanId is null && VlanText == "-" ? Name : $"{Name} ({VlanText})";
}
