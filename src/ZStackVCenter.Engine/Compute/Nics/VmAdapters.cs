using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>Network adapters of VMs in vCenter.</summary>
internal static class VmAdapters
{
    // A device to be made has a negative key; vCenter gives it its own.
    private const int NewKey = -100;

    /// <summary>The type of a new adapter, as a record has it: paravirtual for Linux, one that every guest knows for others (guide, chapter 7).</summary>
    public static string TypeFor(ZsPlatform platform) => platform == ZsPlatform.Linux ? "Vmxnet3" : "E1000e";

    /// <summary>An adapter on a network.</summary>
    /// <param name="nic">The network.</param>
    /// <param name="type">The type as a record has it; one that is not known is made an E1000e.</param>
    /// <param name="key">The key of the device, negative.</param>
    public static VirtualEthernetCard Make(NicPlan nic, string type, int key)
    {
        VirtualDeviceBackingInfo backing = nic.SwitchUuid is not null
            ? new VirtualEthernetCardDistributedVirtualPortBackingInfo { Port = new DistributedVirtualSwitchPortConnection { SwitchUuid = nic.SwitchUuid, PortgroupKey = nic.PortGroup } }
            : new VirtualEthernetCardNetworkBackingInfo
            {
                DeviceName = nic.PortGroupName,
                Network = nic.PortGroup is null ? null : new ManagedObjectReference("Network", nic.PortGroup),
            };
        VirtualEthernetCard card = type switch
        {
            "Vmxnet3" => new VirtualVmxnet3(),
            "Vmxnet2" => new VirtualVmxnet2(),
            "E1000" => new VirtualE1000(),
            "PCNet32" => new VirtualPCNet32(),
            _ => new VirtualE1000e(),
        };
        return card with
        {
            Key = key,
            Backing = backing,
            Connectable = new VirtualDeviceConnectInfo { StartConnected = true, AllowGuestControl = true, Connected = true },
            AddressType = "generated",
        };
    }

    /// <summary>Finds the UUID of a plan's distributed switch, which vCenter wants and the records do not hold.</summary>
    public static async Task FillAsync(CloudEngine engine, SessionUse use, NicPlan nic, CancellationToken cancellationToken)
    {
        if (nic.SwitchUuid?.Length == 0)
        {
            nic.SwitchUuid = await engine.VCenterFacts.SwitchUuidAsync(use, nic.PortGroup!, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>True when an adapter is on the port group of a plan.</summary>
    public static bool IsOn(VirtualEthernetCard card, NicPlan nic) => card.Backing switch
    {
        VirtualEthernetCardDistributedVirtualPortBackingInfo distributed => nic.SwitchUuid is not null && distributed.Port?.PortgroupKey == nic.PortGroup,
        VirtualEthernetCardNetworkBackingInfo standard => nic.SwitchUuid is null && standard.DeviceName == nic.PortGroupName,
        _ => false,
    };

    /// <summary>A VM's adapters.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.VmVanished"/> when the VM is gone.</exception>
    public static async Task<IReadOnlyList<VirtualEthernetCard>> ReadAsync(SessionUse use, VmMemory vm, CancellationToken cancellationToken)
    {
        try
        {
            var row = await use.Client.Properties.ReadAsync(vm.Reference, [VmPaths.Devices], cancellationToken).ConfigureAwait(false);
            return [.. new SeenObject(row).List<VirtualDevice>(VmPaths.Devices).OfType<VirtualEthernetCard>()];
        }
        catch (Vim.VimException e)
        {
            throw VmPower.Translate(e, use, vm);
        }
    }

    /// <summary>Adds an adapter.</summary>
    public static Task AttachAsync(SessionUse use, VmMemory vm, VirtualEthernetCard card, Action<int>? report, CancellationToken cancellationToken) =>
        ReconfigureAsync(use, vm.Reference, vm.Name, [new VirtualDeviceConfigSpec { Operation = VirtualDeviceConfigSpecOperation.Add, Device = card with { Key = NewKey } }], report, cancellationToken);

    /// <summary>Detaches adapters by their device keys; one that is gone, and a VM that is gone, are passed over.</summary>
    public static async Task DetachAsync(SessionUse use, string vmId, string vmName, IReadOnlyCollection<int> deviceKeys, CancellationToken cancellationToken)
    {
        var vm = new VmMemory { Vm = vmId, Name = vmName };
        IReadOnlyList<VirtualEthernetCard> there;
        try
        {
            there = [.. (await ReadAsync(use, vm, cancellationToken).ConfigureAwait(false)).Where(c => deviceKeys.Contains(c.Key))];
        }
        catch (ZsException e) when (e.ErrorId == ZsErrorId.VmVanished)
        {
            return;
        }
        if (there.Count > 0)
        {
            await ReconfigureAsync(use, vm.Reference, vmName,
                [.. there.Select(card => new VirtualDeviceConfigSpec { Operation = VirtualDeviceConfigSpecOperation.Remove, Device = card })], null, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task<TaskInfo> ReconfigureAsync(
        SessionUse use, ManagedObjectReference vm, string name, IReadOnlyList<VirtualDeviceConfigSpec> changes, Action<int>? report, CancellationToken cancellationToken) =>
        VimTasks.RunAsync(use, name, (client, token) => client.ReconfigVM_Task(vm, new VirtualMachineConfigSpec { DeviceChange = changes }, token), report, cancellationToken);
}
