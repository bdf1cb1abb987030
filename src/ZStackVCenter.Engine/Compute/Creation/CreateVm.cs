using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>
/// Makes a VM (domain.md §10.3): its record first, then its addresses, then the VM in vCenter, which has the record's id as its instance
/// UUID and so is found again whichever process made it. All or none.
/// </summary>
internal class CreateVm : Operation<CreateVmMemory>
{
    public override string Action => "CreateVm";

    public override IReadOnlyList<OperationStep<CreateVmMemory>> Steps(CreateVmMemory memory)
    {
        var steps = new List<OperationStep<CreateVmMemory>>
        {
            new("Record the VM", c => c.Engine.VmRecords.AddAsync(c.Memory, c.CancellationToken), c => c.Engine.VmRecords.ForgetAsync(c.Memory.VmId, c.CancellationToken)),
            new("Take the addresses", TakeAsync, c => c.Engine.Addresses.ReturnAsync(c.Memory.VmId, null, c.CancellationToken)),
            VmSteps.InVCenter<CreateVmMemory>(memory.KeepsAdapters ? "Clone the VM" : "Clone the template", CloneAsync, UncloneAsync),
            VmSteps.InVCenter<CreateVmMemory>("Give it its size, adapters and disks", FitAsync),
        };
        if (memory.Customize)
        {
            steps.Add(VmSteps.InVCenter<CreateVmMemory>("Customize the guest", CustomizeAsync));
        }
        if (memory.PowerOn)
        {
            steps.Add(VmSteps.InVCenter<CreateVmMemory>("Power the VM on", (c, use) => VmPower.OnAsync(use, c.Memory, null, c.Report, c.CancellationToken)));
        }
        steps.Add(VmSteps.InVCenter<CreateVmMemory>("Bring the record up to date", OpenAsync));
        return steps;
    }

    private static async Task TakeAsync(StepContext<CreateVmMemory> context)
    {
        foreach (var nic in context.Memory.Nics)
        {
            var taken = await context.Engine.Addresses.TakeAsync(
                nic.NetworkId, ZsResourceType.Vm, context.Memory.VmId, Ipv4.Parse(nic.Wanted), context.CancellationToken).ConfigureAwait(false);
            nic.Address = Ipv4.Text(taken.Address);
            nic.Netmask = Ipv4.Text(Ipv4.Mask(taken.PrefixLength));
            nic.Gateway = Ipv4.Text(taken.Gateway);
        }
    }

    private static async Task CloneAsync(StepContext<CreateVmMemory> context, SessionUse use)
    {
        var memory = context.Memory;
        if (await FindAsync(use, memory, context.CancellationToken).ConfigureAwait(false))
        {
            return;
        }
        var source = new ManagedObjectReference("VirtualMachine", memory.Source);
        memory.SourceDisks = (await DevicesAsync(use, memory, source, context.CancellationToken).ConfigureAwait(false)).OfType<VirtualDisk>().Count();
        var folder = new ManagedObjectReference("Folder", memory.Folder);
        var ended = await VimTasks.RunAsync(use, memory.Name, async (client, token) =>
        {
            var task = await client.CloneVM_Task(source, folder, memory.Name, CloneSpecs.Of(memory), token).ConfigureAwait(false);
            // Written down before the wait: whoever undoes it then knows what still goes on in vCenter.
            memory.CloneTask = task.Value;
            await context.SaveAsync().ConfigureAwait(false);
            return task;
        }, context.Report, context.CancellationToken).ConfigureAwait(false);
        memory.CloneTask = null;
        memory.Vm = (ended.Result as ManagedObjectReference)?.Value ?? "";
        if (memory.Vm.Length == 0 && !await FindAsync(use, memory, context.CancellationToken).ConfigureAwait(false))
        {
            throw new ZsException(ZsErrorId.VCenterFault, ZsErrorCategory.InvalidResult,
                $"vCenter '{use.VCenter.Name}' says that it made VM '{memory.Name}', and does not show it.", "Try again.", memory.Name);
        }
    }

    private static async Task UncloneAsync(StepContext<CreateVmMemory> context, SessionUse use)
    {
        var memory = context.Memory;
        await EndCloneAsync(use, memory, context.CancellationToken).ConfigureAwait(false);
        if (!await FindAsync(use, memory, context.CancellationToken).ConfigureAwait(false))
        {
            return;
        }
        await VmPower.OffAsync(use, memory, null, context.CancellationToken).ConfigureAwait(false);
        await VimTasks.RunAsync(use, memory.Name, (client, token) => client.Destroy_Task(memory.Reference, token), context.Report, context.CancellationToken).ConfigureAwait(false);
    }

    // A clone that still goes on is asked to stop, and waited for: only then is it known whether there is a VM.
    private static async Task EndCloneAsync(SessionUse use, CreateVmMemory memory, CancellationToken cancellationToken)
    {
        if (memory.CloneTask is not { } id)
        {
            return;
        }
        var task = new ManagedObjectReference("Task", id);
        try
        {
            await use.Client.CancelTask(task, cancellationToken).ConfigureAwait(false);
        }
        catch (VimFaultException)
        {
            // It has ended, or cannot be stopped: the wait tells.
        }
        catch (Vim.VimException e)
        {
            throw VimErrors.Translate(e, use.VCenter.Name);
        }
        try
        {
            await use.Client.Tasks.WaitAsync(task, null, cancellationToken).ConfigureAwait(false);
        }
        catch (VimFaultException)
        {
            // It failed, as it was meant to, or vCenter has forgotten it.
        }
        catch (Vim.VimException e)
        {
            throw VimErrors.Translate(e, use.VCenter.Name);
        }
    }

    private static async Task FitAsync(StepContext<CreateVmMemory> context, SessionUse use)
    {
        var memory = context.Memory;
        var row = await VimErrors.GuardAsync(use.VCenter.Name, () =>
            use.Client.Properties.ReadAsync(memory.Reference, [VmPaths.CpuCount, VmPaths.MemoryMB], context.CancellationToken)).ConfigureAwait(false);
        var devices = await DevicesAsync(use, memory, memory.Reference, context.CancellationToken).ConfigureAwait(false);
        if (CloneSpecs.Missing(memory, row[0].Int64 ?? 0, row[1].Int64 ?? 0, devices) is { } spec)
        {
            await VimTasks.RunAsync(use, memory.Name, (client, token) => client.ReconfigVM_Task(memory.Reference, spec, token), context.Report, context.CancellationToken).ConfigureAwait(false);
        }
    }

    // Told twice, vCenter keeps the last: it is done at the next start.
    private static Task CustomizeAsync(StepContext<CreateVmMemory> context, SessionUse use) => VimTasks.RunAsync(use, context.Memory.Name, (client, token) =>
        client.CustomizeVM_Task(context.Memory.Reference, GuestCustomization.Of(context.Memory), token), context.Report, context.CancellationToken);

    private static async Task OpenAsync(StepContext<CreateVmMemory> context, SessionUse use)
    {
        await context.Engine.VmRecords.ManageAsync(context.Memory.VmId, context.Memory.Vm, context.CancellationToken).ConfigureAwait(false);
        await context.Engine.Refresh.VmsAsync(use, [context.Memory.Vm], context.CancellationToken).ConfigureAwait(false);
        await context.Engine.VmRecords.SetLifeAsync(context.Memory.VmId, Records.VmLife.Live, context.CancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> FindAsync(SessionUse use, CreateVmMemory memory, CancellationToken cancellationToken)
    {
        var found = await VimErrors.GuardAsync(use.VCenter.Name, () =>
            use.Client.FindByUuid(use.Client.Content.SearchIndex!, null, memory.VmId.ToString(), vmSearch: true, instanceUuid: true, cancellationToken)).ConfigureAwait(false);
        memory.Vm = found?.Value ?? "";
        return found is not null;
    }

    private static async Task<IReadOnlyList<VirtualDevice>> DevicesAsync(SessionUse use, CreateVmMemory memory, ManagedObjectReference source, CancellationToken cancellationToken)
    {
        try
        {
            return [.. await use.Client.Properties.ReadAsync(source, VmPaths.Devices, cancellationToken).ConfigureAwait(false) as IEnumerable<VirtualDevice> ?? []];
        }
        catch (VimFaultException e) when (e.Fault is ManagedObjectNotFound)
        {
            throw new ZsException(ZsErrorId.VmVanished, ZsErrorCategory.ObjectNotFound,
                $"'{memory.SourceName}' is no longer in vCenter '{use.VCenter.Name}': somebody removed it there.", "Bring the inventory up to date with Sync-ZsVCenter.", memory.SourceName, e);
        }
        catch (Vim.VimException e)
        {
            throw VimErrors.Translate(e, use.VCenter.Name);
        }
    }
}

/// <summary>Makes a copy of a VM: as <see cref="CreateVm"/>, with the source's own adapters.</summary>
internal sealed class CopyVm : CreateVm
{
    public override string Action => "CopyVm";
}
