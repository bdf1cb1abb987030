namespace ZStackVCenter.Engine.Networking;

/// <summary>A port group that a network is to stand on.</summary>
/// <param name="Name">Its name (vSphere's network label).</param>
/// <param name="Switch">The name of its switch.</param>
/// <param name="VlanId">The VLAN, 1 to 4,094; 0 for untagged frames.</param>
internal sealed record PortGroupPlan(string Name, string Switch, int VlanId)
{
    /// <summary>The VLAN in words.</summary>
    public static string Words(string vlan) => vlan == "-" ? "no VLAN" : $"VLAN {vlan}";
}

/// <summary>Where a port group is to be made, found out before anything is changed: what its undoing needs.</summary>
internal sealed class PortGroupSite
{
    /// <summary>The managed object id of the distributed switch; null for a standard one.</summary>
    public string? DistributedSwitch { get; set; }

    /// <summary>Its managed object type: VMware's own, or the general one.</summary>
    public string DistributedSwitchType { get; set; } = "VmwareDistributedVirtualSwitch";

    /// <summary>For a standard switch each host of the cluster by managed object id, with its network system's, where the port group has to be made.</summary>
    public Dictionary<string, string> MissingOn { get; set; } = [];

    /// <summary>For a standard switch the hosts of the cluster by managed object id.</summary>
    public List<string> Hosts { get; set; } = [];

    /// <summary>The managed object id of the network that the port group is: known when it was there, else once it was made.</summary>
    public string? ManagedObjectId { get; set; }

    /// <summary>True when the port group was there before and is adopted.</summary>
    public bool WasThere { get; set; }
}
