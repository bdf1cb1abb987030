using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>A VM's disks in vCenter.</summary>
internal static class VmDisks
{
    /// <summary>
    /// Takes the data volumes from a VM and leaves their files: vCenter destroys with a VM every disk that is attached to it
    /// (VirtualMachine.Destroy_Task).
    /// </summary>
    public static async Task DetachDataAsync(SessionUse use, VmMemory vm, CancellationToken cancellationToken)
    {
        IReadOnlyList<VirtualDevice> devices;
        try
        {
            devices = [.. await use.Client.Properties.ReadAsync(vm.Reference, VmPaths.Devices, cancellationToken).ConfigureAwait(false) as IEnumerable<VirtualDevice> ?? []];
        }
        catch (Vim.VimException e)
        {
            throw VmPower.Translate(e, use, vm);
        }
        var data = VolumeTransform.From(devices).Where(v => v.Type == ZsVolumeType.Data).Select(v => v.DeviceKey).ToHashSet();
        var disks = devices.OfType<VirtualDisk>().Where(d => data.Contains(d.Key)).ToList();
        if (disks.Count > 0)
        {
            // Without a file operation the file stays.
            var spec = new VirtualMachineConfigSpec { DeviceChange = [.. disks.Select(d => new VirtualDeviceConfigSpec { Operation = VirtualDeviceConfigSpecOperation.Remove, Device = d })] };
            await VimTasks.RunAsync(use, vm.Name, (client, token) => client.ReconfigVM_Task(vm.Reference, spec, token), null, cancellationToken).ConfigureAwait(false);
        }
    }
}
