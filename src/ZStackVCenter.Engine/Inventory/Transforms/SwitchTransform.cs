using ZStackVCenter.Vim.Types;
using DvsPaths = ZStackVCenter.Engine.Inventory.LandscapePaths.DistributedSwitch;
using GroupPaths = ZStackVCenter.Engine.Inventory.LandscapePaths.DistributedPortGroup;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>The switches that the import filter takes: each distributed one, and each standard one once for a cluster and a name.</summary>
internal static class SwitchTransform
{
    /// <summary>The rows of all switches that have a taken host.</summary>
    public static IEnumerable<SwitchRow> From(Landscape landscape, ImportDecision decision) =>
        landscape.DistributedSwitches.Select(d => Distributed(d, landscape, decision)).OfType<SwitchRow>().Concat(Standard(landscape, decision));

    private static SwitchRow? Distributed(SeenObject dvs, Landscape landscape, ImportDecision decision)
    {
        var hosts = dvs.List<ManagedObjectReference>(DvsPaths.Members).Select(m => m.Value).Where(decision.Hosts.Contains).Order(StringComparer.Ordinal).ToList();
        return hosts.Count == 0 ? null : new SwitchRow(dvs.Id, VmTransform.Name(dvs))
        {
            Kind = ZsSwitchKind.Distributed,
            Datacenter = landscape.DatacenterName(dvs),
            HostManagedObjectIds = hosts,
            ClusterManagedObjectIds = [.. hosts.Select(h => landscape.TryGet(h, out var host) ? Landscape.ClusterOf(host) : null)
                .OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            PortGroups = [.. landscape.DistributedPortGroups
                .Where(g => decision.DistributedPortGroups.Contains(g.Id) && g.Link(GroupPaths.Switch)?.Value == dvs.Id)
                .Select(g => Group(g, hosts.Count)).OrderBy(g => g.Name, StringComparer.Ordinal)],
        };
    }

    private static ZsPortGroup Group(SeenObject group, int hosts)
    {
        group.TryGet<VMwareDVSPortSetting>(GroupPaths.PortConfig, out var setting);
        var (id, text) = VlanText.Of(setting?.Vlan);
        return new ZsPortGroup { Name = VmTransform.Name(group), VlanId = id, VlanText = text, ManagedObjectId = group.Id, HostCount = hosts };
    }

    private static IEnumerable<SwitchRow> Standard(Landscape landscape, ImportDecision decision)
    {
        foreach (var one in decision.StandardPortGroups.GroupBy(g => (g.Key.ClusterId, g.Key.Switch)).OrderBy(g => g.Key.ClusterId, StringComparer.Ordinal).ThenBy(g => g.Key.Switch, StringComparer.Ordinal))
        {
            var hosts = landscape.Hosts.Where(h => decision.Hosts.Contains(h.Id) && Landscape.ClusterOf(h) == one.Key.ClusterId
                && (HostNetworks.Switches(h)?.Any(s => s.Name == one.Key.Switch) ?? false)).ToList();
            yield return new SwitchRow($"vswitch:{one.Key.ClusterId}:{one.Key.Switch}", one.Key.Switch)
            {
                Kind = ZsSwitchKind.Standard,
                Datacenter = hosts.Count > 0 ? landscape.DatacenterName(hosts[0]) : null,
                ClusterManagedObjectIds = [one.Key.ClusterId],
                HostManagedObjectIds = [.. hosts.Select(h => h.Id)],
                PortGroups = [.. one.OrderBy(g => g.Key.Name, StringComparer.Ordinal).ThenBy(g => g.Key.VlanId).Select(g => Group(g.Key, g.Value, hosts, landscape))],
            };
        }
    }

    private static ZsPortGroup Group(StandardPortGroup group, int count, List<SeenObject> hosts, Landscape landscape)
    {
        var (id, text) = VlanText.Of(group.VlanId);
        var network = hosts.SelectMany(h => h.List<ManagedObjectReference>(LandscapePaths.Host.Networks)).Where(n => n.Type == "Network").Distinct()
            .FirstOrDefault(n => landscape.TryGet(n.Value, out var seen) && VmTransform.Name(seen) == group.Name);
        return new ZsPortGroup
        {
            Name = group.Name,
            VlanId = id,
            VlanText = text,
            ManagedObjectId = network?.Value,
            HostCount = count,
            MissingOn = [.. hosts.Where(h => !Has(h, group)).Select(VmTransform.Name).Order(StringComparer.Ordinal)],
        };
    }

    private static bool Has(SeenObject host, StandardPortGroup group) => HostNetworks.Switches(host)!.Any(
        s => s.Name == group.Switch && s.PortGroups.Any(g => g.Name == group.Name && g.VlanId == group.VlanId));
}
