using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>Takes network adapters from VMs.</summary>
internal static class VmAdapters
{
    /// <summary>Detaches adapters by their device keys; one that is gone, and a VM that is gone, are passed over.</summary>
    public static async Task DetachAsync(SessionUse use, string vmId, string vmName, IReadOnlyCollection<int> deviceKeys, CancellationToken cancellationToken)
    {
        var vm = new ManagedObjectReference("VirtualMachine", vmId);
        var there = await VimErrors.GuardAsync(use.VCenter.Name, async () =>
        {
            try
            {
                var devices = await use.Client.Properties.ReadAsync(vm, VmPaths.Devices, cancellationToken).ConfigureAwait(false);
                return (devices as IEnumerable<VirtualDevice> ?? []).OfType<VirtualEthernetCard>().Where(c => deviceKeys.Contains(c.Key)).ToList();
            }
            catch (VimFaultException e) when (e.Fault is ManagedObjectNotFound)
            {
                return [];
            }
        }).ConfigureAwait(false);
        if (there.Count == 0)
        {
            return;
        }
        var spec = new VirtualMachineConfigSpec
        {
            DeviceChange = [.. there.Select(card => new VirtualDeviceConfigSpec { Operation = VirtualDeviceConfigSpecOperation.Remove, Device = card })],
        };
        await VimTasks.RunAsync(use, vmName, (client, token) => client.ReconfigVM_Task(vm, spec, token), null, cancellationToken).ConfigureAwait(false);
    }
}
