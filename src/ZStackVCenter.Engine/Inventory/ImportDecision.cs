namespace ZStackVCenter.Engine.Inventory;

/// <summary>
/// A standard port group that is taken, told from others by cluster, switch, label and VLAN: standard port groups have no identity over hosts.
/// </summary>
internal readonly record struct StandardPortGroup(string ClusterId, string Switch, string Name, int VlanId);

/// <summary>What the import filter takes, and a reason for each host, network and datastore that it leaves out.</summary>
internal sealed record ImportDecision
{
    /// <summary>The managed object ids of the hosts taken.</summary>
    public required IReadOnlySet<string> Hosts { get; init; }

    /// <summary>The reason for each host left out, by managed object id.</summary>
    public required IReadOnlyDictionary<string, string> HostReasons { get; init; }

    /// <summary>The managed object ids of the distributed port groups taken.</summary>
    public required IReadOnlySet<string> DistributedPortGroups { get; init; }

    /// <summary>The standard port groups taken, with the number of taken hosts that have each.</summary>
    public required IReadOnlyDictionary<StandardPortGroup, int> StandardPortGroups { get; init; }

    /// <summary>Everything left out except VMs and templates, which are told by <see cref="ReasonForVm"/> as they stream by.</summary>
    public required IReadOnlyList<ZsExclusion> Exclusions { get; init; }

    /// <summary>The managed object ids of the datastores left out.</summary>
    public required IReadOnlySet<string> DatastoresLeftOut { get; init; }

    /// <summary>Why a VM or a template is left out; null when it is taken.</summary>
    /// <param name="hostId">The managed object id of its host; null when vCenter did not tell.</param>
    /// <param name="takenBefore">True when the records hold it: what cannot be seen now is not thrown away.</param>
    public string? ReasonForVm(string? hostId, bool takenBefore)
    {
        if (hostId is null)
        {
            return takenBefore ? null : "vCenter does not tell its host: the user may not read it.";
        }
        if (Hosts.Contains(hostId))
        {
            return null;
        }
        if (HostReasons.TryGetValue(hostId, out var reason))
        {
            return "Its host is left out: " + reason;
        }
        return takenBefore ? null : "Its host cannot be seen by the user.";
    }
}
