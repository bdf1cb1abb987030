using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Types;
using HostPaths = ZStackVCenter.Engine.Inventory.LandscapePaths.Host;

namespace ZStackVCenter.Engine.Networking;

/// <summary>Port groups of a standard switch: one on every host of a cluster, or on none.</summary>
internal static class StandardPortGroups
{
    private const string NetworkSystem = "configManager.networkSystem";

    private static readonly string[] Paths = ["name", NetworkSystem, HostPaths.ConnectionState, HostPaths.VirtualSwitches, HostPaths.PortGroups, HostPaths.Networks];

    /// <summary>Looks at every host of the cluster: each has to have the switch, and no other port group of that name.</summary>
    /// <exception cref="ZsException">A host lacks the switch, is not connected, or has a port group of that name that is another.</exception>
    public static async Task<PortGroupSite> LookAsync(SessionUse use, IReadOnlyCollection<string> hosts, PortGroupPlan plan, CancellationToken cancellationToken)
    {
        var site = new PortGroupSite();
        foreach (var host in await ReadAsync(use, hosts, cancellationToken).ConfigureAwait(false))
        {
            var name = VmTransform.Name(host);
            site.Hosts.Add(host.Id);
            if (host.Text(HostPaths.ConnectionState) is not "connected" and not "Connected")
            {
                throw new ZsException(ZsErrorId.VCenterFault, ZsErrorCategory.InvalidOperation,
                    $"Host '{name}' is not connected, and the port group '{plan.Name}' has to be on every host of the cluster.", "Connect the host, or take it out of the cluster.", name);
            }
            var groups = host.List<HostPortGroup>(HostPaths.PortGroups).Where(g => g.Spec is not null).ToList();
            if (!host.List<HostVirtualSwitch>(HostPaths.VirtualSwitches).Any(s => s.Name == plan.Switch) && !groups.Exists(g => g.Spec!.VswitchName == plan.Switch))
            {
                throw new ZsException(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound,
                    $"Host '{name}' has no standard switch '{plan.Switch}'.", "Get-ZsSwitch lists the switches; a standard one has to be on every host of the cluster.", plan.Switch);
            }
            if (groups.Find(g => g.Spec!.Name == plan.Name)?.Spec is not { } there)
            {
                site.MissingOn[host.Id] = host.Link(NetworkSystem)?.Value ?? throw new ZsException(ZsErrorId.PermissionDenied, ZsErrorCategory.PermissionDenied,
                    $"vCenter '{use.VCenter.Name}' does not give the network system of host '{name}'.", "Give the user the privilege Host.Config.Network.", name);
            }
            else if (there.VswitchName != plan.Switch || there.VlanId != plan.VlanId)
            {
                throw new ZsException(ZsErrorId.PortGroupDiffers, ZsErrorCategory.ResourceExists,
                    $"Host '{name}' has a port group '{plan.Name}' on switch '{there.VswitchName}' with {PortGroupPlan.Words(VlanText.Of(there.VlanId).Text)}.",
                    "Give the network another name, or the VLAN and switch that the port group has.", plan.Name);
            }
        }
        site.WasThere = site.MissingOn.Count == 0;
        site.ManagedObjectId = await NetworkIdAsync(use, site.Hosts, plan.Name, cancellationToken).ConfigureAwait(false);
        return site;
    }

    /// <summary>Makes the port group on every host that lacks it; a host where an earlier try made it is passed over.</summary>
    /// <returns>The managed object id of the network; null when vCenter does not tell it yet.</returns>
    public static async Task<string?> MakeAsync(SessionUse use, PortGroupSite site, PortGroupPlan plan, Action<int>? report, CancellationToken cancellationToken)
    {
        var done = 0;
        var spec = new HostPortGroupSpec { Name = plan.Name, VlanId = plan.VlanId, VswitchName = plan.Switch };
        foreach (var system in site.MissingOn.Values)
        {
            await VimErrors.GuardAsync(use.VCenter.Name, async () =>
            {
                try
                {
                    await use.Client.AddPortGroup(System(system), spec, cancellationToken).ConfigureAwait(false);
                }
                catch (VimFaultException e) when (e.Fault is AlreadyExists)
                {
                    // An earlier try of this operation made it: it was not there when the operation began.
                }
            }).ConfigureAwait(false);
            report?.Invoke(++done * 100 / site.MissingOn.Count);
        }
        return await NetworkIdAsync(use, site.Hosts, plan.Name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the port group from the hosts that lacked it.</summary>
    public static async Task UnmakeAsync(SessionUse use, PortGroupSite site, PortGroupPlan plan, CancellationToken cancellationToken)
    {
        foreach (var system in site.MissingOn.Values)
        {
            await VimErrors.GuardAsync(use.VCenter.Name, async () =>
            {
                try
                {
                    await use.Client.RemovePortGroup(System(system), plan.Name, cancellationToken).ConfigureAwait(false);
                }
                catch (VimFaultException e) when (e.Fault is NotFound)
                {
                    // It was not made here.
                }
            }).ConfigureAwait(false);
        }
    }

    private static async Task<string?> NetworkIdAsync(SessionUse use, IReadOnlyCollection<string> hosts, string name, CancellationToken cancellationToken)
    {
        var networks = (await ReadAsync(use, hosts, cancellationToken).ConfigureAwait(false))
            .SelectMany(h => h.List<ManagedObjectReference>(HostPaths.Networks)).Where(n => n.Type == "Network").Distinct().ToList();
        return networks.Count == 0 ? null : await VimErrors.GuardAsync(use.VCenter.Name, async () =>
        {
            await foreach (var row in use.Client.Properties.RetrieveAsync(networks, [new PropertySelection("Network", "name")], cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (VmTransform.Unescape(row[0].Text ?? "") == name)
                {
                    return row.Object.Value;
                }
            }
            return null;
        }).ConfigureAwait(false);
    }

    private static Task<List<SeenObject>> ReadAsync(SessionUse use, IReadOnlyCollection<string> hosts, CancellationToken cancellationToken) => VimErrors.GuardAsync(use.VCenter.Name, async () =>
    {
        var found = new List<SeenObject>();
        var references = hosts.Select(h => new ManagedObjectReference("HostSystem", h));
        await foreach (var row in use.Client.Properties.RetrieveAsync(references, [new PropertySelection("HostSystem", Paths)], cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(new SeenObject(row));
        }
        return found;
    });

    private static ManagedObjectReference System(string id) => new("HostNetworkSystem", id);
}
