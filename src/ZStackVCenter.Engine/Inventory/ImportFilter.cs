namespace ZStackVCenter.Engine.Inventory;

/// <summary>
/// The import filter of the guide, chapter 3: which hosts, networks and datastores of a vCenter are taken.
/// <para>
/// Distributed switches: a host that joined one is taken, with the port groups of its switches. Standard switches: a host is taken when
/// another host of its cluster has a switch of the same name with an identical port group (same label and same VLAN), and those identical
/// port groups are taken. One of the two is enough, so a host on both kinds brings in both kinds of network.
/// </para>
/// <para>What the guide leaves open is decided so:</para>
/// <list type="bullet">
/// <item>A host outside a cluster is never taken: the guide's chapter 2 asks for datacenter, cluster, host.</item>
/// <item>The only host of a cluster has nobody to be compared with: it is taken when it has a port group for VMs, and all of them are taken.</item>
/// <item>Port groups for VMkernel and management interfaces, which every ESXi host has, are no networks for VMs and make no two hosts alike.
/// One that VMs use too is a network for VMs.</item>
/// <item>A port group that only one of a cluster's hosts has is left out, though its host may be taken for another: a VM on it could not move.</item>
/// <item>The port groups of a distributed switch without a taken host, and the groups of uplinks, are left out.</item>
/// <item>A host whose switches cannot be read now keeps what was decided for it before; a new one is left out until they can be.</item>
/// <item>A datastore in a datastore cluster is left out: the guide's chapter 2 says that they are not supported.</item>
/// </list>
/// </summary>
internal static class ImportFilter
{
    /// <summary>Decides for a whole vCenter. The same input in any order gives the same decision.</summary>
    public static ImportDecision Decide(SeenInventory seen)
    {
        var members = seen.DistributedSwitches.SelectMany(s => s.HostIds).ToHashSet(StringComparer.Ordinal);
        var standard = new StandardSwitches(seen.Hosts);
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var host in seen.Hosts)
        {
            if (ReasonForHost(host, members, standard) is { } reason)
            {
                reasons[host.Id] = reason;
            }
            else
            {
                taken.Add(host.Id);
            }
        }

        var exclusions = new List<ZsExclusion>();
        exclusions.AddRange(seen.Hosts.Where(h => reasons.ContainsKey(h.Id))
            .Select(h => LeftOut(ZsResourceType.Host, h.Name, h.Id, reasons[h.Id])));
        var distributed = Distributed(seen.DistributedSwitches, taken, exclusions);
        exclusions.AddRange(standard.LeftOut(taken));
        var pods = seen.Datastores.Where(d => d.DatastoreCluster is not null).ToList();
        exclusions.AddRange(pods.Select(d => LeftOut(ZsResourceType.Storage, d.Name, d.Id,
            $"It is in the datastore cluster '{d.DatastoreCluster}'. Datastore clusters are not supported: take the datastore out of it.")));

        return new ImportDecision
        {
            Hosts = taken,
            HostReasons = reasons,
            DistributedPortGroups = distributed,
            StandardPortGroups = standard.Taken(taken),
            DatastoresLeftOut = pods.Select(d => d.Id).ToHashSet(StringComparer.Ordinal),
            Exclusions = [.. exclusions.OrderBy(e => e.Type).ThenBy(e => e.Name, StringComparer.Ordinal)
                .ThenBy(e => e.ManagedObjectId, StringComparer.Ordinal).ThenBy(e => e.Reason, StringComparer.Ordinal)],
        };
    }

    internal static ZsExclusion LeftOut(ZsResourceType type, string name, string id, string reason) =>
        new() { Type = type, Name = name, ManagedObjectId = id, Reason = reason };

    private static string? ReasonForHost(SeenHost host, HashSet<string> members, StandardSwitches standard)
    {
        if (host.ClusterId is null)
        {
            return "It is in no cluster. Move it into one.";
        }
        if (members.Contains(host.Id))
        {
            return null;
        }
        if (host.Switches is null)
        {
            return host.TakenBefore == true
                ? null
                : "It joined no distributed switch, and its standard switches cannot be read: it is not connected, or the user may not read its configuration.";
        }
        if (standard.Offers(host))
        {
            return null;
        }
        if (!host.Switches.SelectMany(s => s.PortGroups).Any(g => !g.ForHostOnly))
        {
            return "It joined no distributed switch and has no standard port group for VMs.";
        }
        return "It joined no distributed switch, and no other host of its cluster has a standard switch of the same name with an identical port group (same label and VLAN).";
    }

    private static HashSet<string> Distributed(IReadOnlyList<SeenDistributedSwitch> switches, HashSet<string> taken, List<ZsExclusion> exclusions)
    {
        var groups = new HashSet<string>(StringComparer.Ordinal);
        foreach (var dvs in switches)
        {
            var used = dvs.HostIds.Any(taken.Contains);
            foreach (var group in dvs.PortGroups)
            {
                if (ReasonForGroup(dvs, group, used) is { } reason)
                {
                    exclusions.Add(LeftOut(ZsResourceType.Network, group.Name, group.Id, reason));
                }
                else
                {
                    groups.Add(group.Id);
                }
            }
        }
        return groups;
    }

    private static string? ReasonForGroup(SeenDistributedSwitch dvs, SeenDistributedPortGroup group, bool used)
    {
        if (group.Uplink)
        {
            return $"It holds the uplinks of the distributed switch '{dvs.Name}' and is no network for VMs.";
        }
        if (group.ForHostOnly)
        {
            return $"On the distributed switch '{dvs.Name}' it serves VMkernel or management interfaces and is no network for VMs.";
        }
        return used ? null : $"No host that is taken joined its distributed switch '{dvs.Name}'.";
    }
}
