using ZStackVCenter.Vim.Types;
using DvsPaths = ZStackVCenter.Engine.Inventory.LandscapePaths.DistributedSwitch;
using GroupPaths = ZStackVCenter.Engine.Inventory.LandscapePaths.DistributedPortGroup;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>Turns a landscape into what the import filter looks at.</summary>
internal static class SeenInventoryReader
{
    /// <summary>What the filter looks at.</summary>
    /// <param name="landscape">Everything that was seen but the VMs.</param>
    /// <param name="hostsBefore">What was decided before, by managed object id of the host.</param>
    /// <param name="sharedWithVms">The distributed port groups that serve the hosts themselves and have VMs on them too.</param>
    public static SeenInventory From(Landscape landscape, IReadOnlyDictionary<string, bool> hostsBefore, IReadOnlySet<string> sharedWithVms)
    {
        var kernel = KernelPortGroups(landscape);
        return new SeenInventory
        {
            Hosts = [.. landscape.Hosts.Select(h => new SeenHost(h.Id, VmTransform.Name(h), Landscape.ClusterOf(h))
            {
                Switches = HostNetworks.Switches(h),
                TakenBefore = hostsBefore.TryGetValue(h.Id, out var taken) ? taken : null,
            })],
            DistributedSwitches = [.. landscape.DistributedSwitches.Select(d => Switch(d, landscape, id => kernel.Contains(id) && !sharedWithVms.Contains(id)))],
            Datastores = [.. landscape.Datastores.Select(d => new SeenDatastore(d.Id, VmTransform.Name(d), landscape.DatastoreClusterOf(d)))],
        };
    }

    /// <summary>The distributed port groups that VMkernel or management interfaces are on.</summary>
    public static IReadOnlySet<string> KernelPortGroups(Landscape landscape) =>
        landscape.Hosts.SelectMany(HostNetworks.KernelPortGroups).ToHashSet(StringComparer.Ordinal);

    private static SeenDistributedSwitch Switch(SeenObject dvs, Landscape landscape, Func<string, bool> forHostOnly)
    {
        var uplinks = dvs.List<ManagedObjectReference>(DvsPaths.Uplinks).Select(u => u.Value).ToHashSet(StringComparer.Ordinal);
        return new SeenDistributedSwitch(dvs.Id, VmTransform.Name(dvs))
        {
            HostIds = [.. dvs.List<ManagedObjectReference>(DvsPaths.Members).Select(m => m.Value)],
            PortGroups = [.. landscape.DistributedPortGroups.Where(g => g.Link(GroupPaths.Switch)?.Value == dvs.Id)
                .Select(g => new SeenDistributedPortGroup(g.Id, VmTransform.Name(g)) { Uplink = uplinks.Contains(g.Id), ForHostOnly = forHostOnly(g.Id) })],
        };
    }
}
