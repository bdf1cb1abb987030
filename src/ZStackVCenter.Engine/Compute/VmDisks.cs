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
    /// <returns>True when there were any.</returns>
    public static async Task<bool> DetachDataAsync(SessionUse use, VmMemory vm, CancellationToken cancellationToken)
    {
        var disks = await DataAsync(use, vm, cancellationToken).ConfigureAwait(false);
        if (disks.Count == 0)
        {
            return false;
        }
        // Without a file operation the file stays.
        var spec = new VirtualMachineConfigSpec { DeviceChange = [.. disks.Select(d => new VirtualDeviceConfigSpec { Operation = VirtualDeviceConfigSpecOperation.Remove, Device = d })] };
        try
        {
            await VimTasks.RunAsync(use, vm.Name, (client, token) => client.ReconfigVM_Task(vm.Reference, spec, token), null, cancellationToken).ConfigureAwait(false);
        }
        catch (ZsException) when (!cancellationToken.IsCancellationRequested)
        {
            // The answer may have been lost on its way: what counts is what the VM has.
            if ((await DataAsync(use, vm, cancellationToken).ConfigureAwait(false)).Count > 0)
            {
                throw;
            }
        }
        return true;
    }

    private static async Task<IReadOnlyList<VirtualDisk>> DataAsync(SessionUse use, VmMemory vm, CancellationToken cancellationToken)
    {
        try
        {
            var row = await use.Client.Properties.ReadAsync(vm.Reference, [VmPaths.Devices], cancellationToken).ConfigureAwait(false);
            var devices = new SeenObject(row).List<VirtualDevice>(VmPaths.Devices);
            var data = VolumeTransform.From(devices).Where(v => v.Type == ZsVolumeType.Data).Select(v => v.DeviceKey).ToHashSet();
            return [.. devices.OfType<VirtualDisk>().Where(d => data.Contains(d.Key))];
        }
        catch (Vim.VimException e)
        {
            throw VmPower.Translate(e, use, vm);
        }
    }
}
