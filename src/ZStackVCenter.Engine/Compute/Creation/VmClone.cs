using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>
/// Clones in vCenter, and takes the clone away again. A clone has its record's id as its instance UUID, and so is found again whichever
/// process made it, also when the answer to the call was lost.
/// </summary>
internal static class VmClone
{
    /// <summary>Clones, unless an earlier try has.</summary>
    public static async Task MakeAsync(StepContext<CreateVmMemory> context, SessionUse use)
    {
        var memory = context.Memory;
        // Nobody else can have made it: it is looked for only where an earlier try may have begun.
        if (memory.CloneBegun && await FindAsync(use, memory, context.CancellationToken).ConfigureAwait(false))
        {
            return;
        }
        memory.CloneBegun = true;
        await context.SaveAsync().ConfigureAwait(false);
        var source = new ManagedObjectReference("VirtualMachine", memory.Source);
        var folder = new ManagedObjectReference("Folder", memory.Folder);
        var ended = await VimTasks.RunAsync(use, memory.Name, async (client, token) =>
        {
            var task = await BeginAsync(client, source, folder, memory, token).ConfigureAwait(false);
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

    /// <summary>Ends a clone that still goes on, and destroys what it made.</summary>
    public static async Task UnmakeAsync(StepContext<CreateVmMemory> context, SessionUse use)
    {
        var memory = context.Memory;
        if (!memory.CloneBegun)
        {
            return;
        }
        await EndAsync(use, memory, context.CancellationToken).ConfigureAwait(false);
        if (!await FindAsync(use, memory, context.CancellationToken).ConfigureAwait(false))
        {
            return;
        }
        await VmPower.OffAsync(use, memory, null, context.CancellationToken).ConfigureAwait(false);
        await VimTasks.RunAsync(use, memory.Name, (client, token) => client.Destroy_Task(memory.Reference, token), context.Report, context.CancellationToken).ConfigureAwait(false);
    }

    private static async Task<ManagedObjectReference> BeginAsync(
        Vim.VimClient client, ManagedObjectReference source, ManagedObjectReference folder, CreateVmMemory memory, CancellationToken cancellationToken)
    {
        try
        {
            return await client.CloneVM_Task(source, folder, memory.Name, CloneSpecs.Of(memory), cancellationToken).ConfigureAwait(false);
        }
        catch (VimFaultException)
        {
            // It was refused, so that nothing goes on.
            memory.CloneBegun = false;
            throw;
        }
    }

    // Only when no clone goes on any more is it known whether there is a VM.
    private static async Task EndAsync(SessionUse use, CreateVmMemory memory, CancellationToken cancellationToken)
    {
        if (memory.CloneTask is { } id)
        {
            var task = new ManagedObjectReference("Task", id);
            await PassFaultsAsync(use, () => use.Client.CancelTask(task, cancellationToken)).ConfigureAwait(false);
            await PassFaultsAsync(use, () => use.Client.Tasks.WaitAsync(task, null, cancellationToken)).ConfigureAwait(false);
            return;
        }
        // The answer with the task was lost: any clone of the source may be ours, and others must not be stopped.
        foreach (var task in await ClonesAsync(use, memory, cancellationToken).ConfigureAwait(false))
        {
            await PassFaultsAsync(use, () => use.Client.Tasks.WaitAsync(task, null, cancellationToken)).ConfigureAwait(false);
        }
    }

    private static Task<List<ManagedObjectReference>> ClonesAsync(SessionUse use, CreateVmMemory memory, CancellationToken cancellationToken) => VimErrors.GuardAsync(use.VCenter.Name, async () =>
    {
        var going = new List<ManagedObjectReference>();
        var recent = (await use.Client.Properties.ReadAsync(new ManagedObjectReference("VirtualMachine", memory.Source), ["recentTask"], cancellationToken).ConfigureAwait(false))[0].References;
        foreach (var task in recent)
        {
            try
            {
                if ((await use.Client.Properties.ReadAsync(task, ["info"], cancellationToken).ConfigureAwait(false))[0].As<TaskInfo>()
                    is { State: TaskInfoState.Queued or TaskInfoState.Running, DescriptionId: "VirtualMachine.clone" })
                {
                    going.Add(task);
                }
            }
            catch (VimFaultException e) when (e.Fault is ManagedObjectNotFound)
            {
                // It has ended since.
            }
        }
        return going;
    });

    // A fault says that the task has ended, cannot be stopped, failed as it was meant to, or was forgotten.
    private static async Task PassFaultsAsync(SessionUse use, Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (Vim.VimException e) when (e is not VimFaultException)
        {
            throw VimErrors.Translate(e, use.VCenter.Name);
        }
        catch (VimFaultException)
        {
            // What follows looks what is there.
        }
    }

    private static async Task<bool> FindAsync(SessionUse use, CreateVmMemory memory, CancellationToken cancellationToken)
    {
        var found = await VimErrors.GuardAsync(use.VCenter.Name, () =>
            use.Client.FindByUuid(use.Client.Content.SearchIndex!, null, memory.VmId.ToString(), vmSearch: true, instanceUuid: true, cancellationToken)).ConfigureAwait(false);
        memory.Vm = found?.Value ?? "";
        return found is not null;
    }
}
