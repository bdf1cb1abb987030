using ZStackVCenter.Vim.Types;
using Paths = ZStackVCenter.Engine.Inventory.LandscapePaths.Host;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>A host's standard switches and VMkernel adapters, as the import filter wants them.</summary>
internal static class HostNetworks
{
    /// <summary>A host's standard switches; null when vCenter did not tell them.</summary>
    public static IReadOnlyList<SeenSwitch>? Switches(SeenObject host)
    {
        if (!host.Has(Paths.VirtualSwitches) && !host.Has(Paths.PortGroups))
        {
            return null;
        }
        var kernel = host.List<HostVirtualNic>(Paths.VmKernelAdapters).Concat(host.List<HostVirtualNic>(Paths.ConsoleAdapters))
            .Select(v => v.Portgroup).ToHashSet(StringComparer.Ordinal);
        var groups = host.List<HostPortGroup>(Paths.PortGroups).Where(g => g.Spec is not null)
            .GroupBy(g => g.Spec!.VswitchName, StringComparer.Ordinal)
            .Select(g => new SeenSwitch(g.Key, [.. g.Select(p => One(p, kernel))]))
            .ToList();
        var empty = host.List<HostVirtualSwitch>(Paths.VirtualSwitches)
            .Where(s => !groups.Exists(g => g.Name == s.Name)).Select(s => new SeenSwitch(s.Name, []));
        return [.. groups, .. empty];
    }

    /// <summary>The keys of the distributed port groups that the host's VMkernel adapters are on.</summary>
    public static IEnumerable<string> KernelPortGroups(SeenObject host) =>
        host.List<HostVirtualNic>(Paths.VmKernelAdapters).Concat(host.List<HostVirtualNic>(Paths.ConsoleAdapters))
            .Select(v => v.Spec?.DistributedVirtualPort?.PortgroupKey).OfType<string>();

    private static SeenPortGroup One(HostPortGroup group, HashSet<string> kernel)
    {
        var forHost = kernel.Contains(group.Spec!.Name) || group.Port.Any(p => p.Type is "host" or "systemManagement");
        return new SeenPortGroup(group.Spec.Name, group.Spec.VlanId)
        {
            ForHostOnly = forHost && !group.Port.Any(p => p.Type == "virtualMachine"),
        };
    }
}
