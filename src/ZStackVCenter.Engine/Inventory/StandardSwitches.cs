namespace ZStackVCenter.Engine.Inventory;

/// <summary>The standard port groups of a vCenter, and which hosts of a cluster share each: the part of the import filter that compares.</summary>
internal sealed class StandardSwitches
{
    private readonly Dictionary<StandardPortGroup, HashSet<string>> _hosts = [];
    private readonly Dictionary<StandardPortGroup, HashSet<string>> _hostOnly = [];
    private readonly Dictionary<string, int> _clusterSizes;
    private readonly Dictionary<string, string> _hostNames;

    public StandardSwitches(IEnumerable<SeenHost> hosts)
    {
        var clustered = hosts.Where(h => h.ClusterId is not null).ToList();
        _clusterSizes = clustered.GroupBy(h => h.ClusterId!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        _hostNames = clustered.ToDictionary(h => h.Id, h => h.Name, StringComparer.Ordinal);
        foreach (var (host, key, group) in clustered.SelectMany(Groups))
        {
            var kind = group.ForHostOnly ? _hostOnly : _hosts;
            if (!kind.TryGetValue(key, out var with))
            {
                kind[key] = with = new HashSet<string>(StringComparer.Ordinal);
            }
            with.Add(host.Id);
        }
    }

    /// <summary>True when the host has a port group for VMs that another host of its cluster has too, or is its cluster's only host and has any.</summary>
    public bool Offers(SeenHost host) => Groups(host).Any(g => !g.Group.ForHostOnly && Shared(g.Key));

    /// <summary>The shared port groups, with the number of taken hosts that have each.</summary>
    public Dictionary<StandardPortGroup, int> Taken(HashSet<string> taken) => _hosts
        .Where(g => Shared(g.Key))
        .Select(g => (g.Key, Count: g.Value.Count(taken.Contains)))
        .Where(g => g.Count > 0)
        .ToDictionary(g => g.Key, g => g.Count);

    /// <summary>The port groups of taken hosts that are not taken, each once with its reason.</summary>
    public IEnumerable<ZsExclusion> LeftOut(HashSet<string> taken)
    {
        foreach (var (key, hosts) in _hosts.Where(g => !Shared(g.Key)))
        {
            foreach (var id in hosts.Where(taken.Contains))
            {
                yield return ImportFilter.LeftOut(ZsResourceType.Network, key.Name, id,
                    $"Of its cluster only host '{_hostNames[id]}' has it on switch '{key.Switch}' with VLAN {key.VlanId}.");
            }
        }
        foreach (var (key, hosts) in _hostOnly.Where(g => !_hosts.ContainsKey(g.Key)))
        {
            if (hosts.Where(taken.Contains).Min(StringComparer.Ordinal) is { } id)
            {
                yield return ImportFilter.LeftOut(ZsResourceType.Network, key.Name, id,
                    $"On switch '{key.Switch}' it serves VMkernel or management interfaces and is no network for VMs.");
            }
        }
    }

    private bool Shared(StandardPortGroup key) =>
        _hosts.TryGetValue(key, out var hosts) && (hosts.Count > 1 || _clusterSizes[key.ClusterId] == 1);

    private static IEnumerable<(SeenHost Host, StandardPortGroup Key, SeenPortGroup Group)> Groups(SeenHost host) =>
        host.ClusterId is null || host.Switches is null
            ? []
            : host.Switches.SelectMany(s => s.PortGroups.Select(g => (host, new StandardPortGroup(host.ClusterId, s.Name, g.Name, g.VlanId), g)));
}
