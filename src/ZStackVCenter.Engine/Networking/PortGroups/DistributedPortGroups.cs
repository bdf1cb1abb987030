using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Networking;

/// <summary>Port groups of a distributed switch: each is made once, for all its hosts.</summary>
internal static class DistributedPortGroups
{
    private const int FirstPorts = 8;

    private static readonly string[] Paths = ["name", "config.distributedVirtualSwitch", "config.defaultPortConfig", "config.description"];

    /// <summary>Looks whether the port group is there, and is what is wanted.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.PortGroupDiffers"/> when one of that name has another VLAN or is on another switch.</exception>
    public static async Task<PortGroupSite> LookAsync(SessionUse use, string switchId, PortGroupPlan plan, CancellationToken cancellationToken)
    {
        var there = await FindAsync(use, plan.Name, cancellationToken).ConfigureAwait(false);
        if (there is null)
        {
            return new PortGroupSite { DistributedSwitch = switchId, DistributedSwitchType = await TypeAsync(use, switchId, plan, cancellationToken).ConfigureAwait(false) };
        }
        there.TryGet<VMwareDVSPortSetting>("config.defaultPortConfig", out var setting);
        var vlan = VlanText.Of(setting?.Vlan).Text;
        if (there.Link("config.distributedVirtualSwitch")?.Value != switchId)
        {
            throw Differs($"A port group '{plan.Name}' is on another switch than '{plan.Switch}'.");
        }
        if (vlan != VlanText.Of(plan.VlanId).Text)
        {
            throw Differs($"The port group '{plan.Name}' of switch '{plan.Switch}' has {PortGroupPlan.Words(vlan)}, and {PortGroupPlan.Words(VlanText.Of(plan.VlanId).Text)} was asked for.");
        }
        return new PortGroupSite { DistributedSwitch = switchId, ManagedObjectId = there.Id, WasThere = true };

        ZsException Differs(string message) => new(ZsErrorId.PortGroupDiffers, ZsErrorCategory.ResourceExists, message,
            "Give the network another name, or the VLAN and switch that the port group has.", plan.Name);
    }

    /// <summary>Makes the port group, unless an earlier try has.</summary>
    /// <returns>Its managed object id.</returns>
    public static async Task<string> MakeAsync(SessionUse use, ManagedObjectReference dvs, PortGroupPlan plan, string mark, Action<int>? report, CancellationToken cancellationToken)
    {
        if (await FindOursAsync(use, plan.Name, mark, cancellationToken).ConfigureAwait(false) is { } made)
        {
            return made;
        }
        var spec = new DVPortgroupConfigSpec
        {
            Name = plan.Name,
            NumPorts = FirstPorts,
            AutoExpand = true,
            Type = DVPortgroupTypes.EarlyBinding,
            Description = mark,
            DefaultPortConfig = new VMwareDVSPortSetting { Vlan = new VmwareDistributedVirtualSwitchVlanIdSpec { VlanId = plan.VlanId } },
        };
        await VimTasks.RunAsync(use, plan.Switch, (client, token) =>
            client.AddDVPortgroup_Task(dvs, [spec], token), report, cancellationToken).ConfigureAwait(false);
        return await FindOursAsync(use, plan.Name, mark, cancellationToken).ConfigureAwait(false)
            ?? throw new ZsException(ZsErrorId.VCenterFault, ZsErrorCategory.InvalidResult,
                $"vCenter '{use.VCenter.Name}' says that it made the port group '{plan.Name}', and does not show it.", "Try again.", plan.Name);
    }

    /// <summary>Takes away the port group that an operation with this mark made; none is no error.</summary>
    public static async Task UnmakeAsync(SessionUse use, PortGroupPlan plan, string mark, CancellationToken cancellationToken)
    {
        if (await FindOursAsync(use, plan.Name, mark, cancellationToken).ConfigureAwait(false) is { } made)
        {
            await VimTasks.RunAsync(use, plan.Name, (client, token) =>
                client.Destroy_Task(new ManagedObjectReference("DistributedVirtualPortgroup", made), token), null, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task<string> TypeAsync(SessionUse use, string switchId, PortGroupPlan plan, CancellationToken cancellationToken) => VimErrors.GuardAsync(use.VCenter.Name, async () =>
    {
        string[] types = ["VmwareDistributedVirtualSwitch", "DistributedVirtualSwitch"];
        await using var view = await use.Client.Views.CreateContainerViewAsync(null, types, cancellationToken: cancellationToken).ConfigureAwait(false);
        await foreach (var row in use.Client.Properties.RetrieveAsync(
            view.Reference, [.. types.Select(t => new PropertySelection(t, "name"))], cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (row.Object.Value == switchId)
            {
                return row.Object.Type;
            }
        }
        throw new ZsException(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound,
            $"The distributed switch '{plan.Switch}' is no longer in vCenter '{use.VCenter.Name}'.", "Bring the inventory up to date with Sync-ZsVCenter.", plan.Switch);
    });

    private static async Task<string?> FindOursAsync(SessionUse use, string name, string mark, CancellationToken cancellationToken) =>
        await FindAsync(use, name, cancellationToken).ConfigureAwait(false) is { } found && found.Text("config.description") == mark ? found.Id : null;

    private static Task<SeenObject?> FindAsync(SessionUse use, string name, CancellationToken cancellationToken) => VimErrors.GuardAsync(use.VCenter.Name, async () =>
    {
        await using var view = await use.Client.Views.CreateContainerViewAsync(null, ["DistributedVirtualPortgroup"], cancellationToken: cancellationToken).ConfigureAwait(false);
        await foreach (var row in use.Client.Properties.RetrieveAsync(view.Reference, [new PropertySelection("DistributedVirtualPortgroup", Paths)], cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var seen = new SeenObject(row);
            if (VmTransform.Name(seen) == name)
            {
                return seen;
            }
        }
        return null;
    });
}
