using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>Puts a VM into the recycle bin (domain.md §10.8): cuts its power, returns its addresses, keeps its record and its disks.</summary>
internal sealed class RemoveVm : Operation<VmMemory>
{
    public override string Action => "RemoveVm";

    public override IReadOnlyList<OperationStep<VmMemory>> Steps(VmMemory memory) =>
    [
        VmSteps.Mark<VmMemory>(VmAction.Remove),
        VmSteps.InVCenter<VmMemory>("Cut the VM's power",
            (c, use) => VmPower.OffAsync(use, c.Memory, c.Report, c.CancellationToken),
            (c, use) => c.Memory.Before == ZsVmState.Running ? VmPower.OnAsync(use, c.Memory, null, null, c.CancellationToken) : Task.CompletedTask),
        VmSteps.Refresh<VmMemory>(ZsVmState.Stopped),
        new("Put the record into the recycle bin", c => c.Engine.VmRecords.DeleteAsync(c.Memory.VmId, c.CancellationToken)),
    ];
}

/// <summary>What taking a VM out of the recycle bin remembers.</summary>
internal sealed class RestoreVmMemory : VmMemory
{
    public bool Start { get; set; }
}

/// <summary>Takes a VM out of the recycle bin; it has the addresses that it had where nobody took them meanwhile.</summary>
internal sealed class RestoreVm : Operation<RestoreVmMemory>
{
    public override string Action => "RestoreVm";

    public override IReadOnlyList<OperationStep<RestoreVmMemory>> Steps(RestoreVmMemory memory)
    {
        var steps = new List<OperationStep<RestoreVmMemory>>
        {
            VmSteps.InVCenter<RestoreVmMemory>("Look for the VM", (c, use) => VmPower.ReadAsync(use, c.Memory, c.CancellationToken)),
            new("Take the record out of the recycle bin",
                c => c.Engine.VmRecords.UndeleteAsync(c.Memory.VmId, c.Engine.Addresses, c.CancellationToken),
                c => c.Engine.VmRecords.DeleteAsync(c.Memory.VmId, c.CancellationToken)),
        };
        if (memory.Start)
        {
            steps.Add(VmSteps.InVCenter<RestoreVmMemory>("Power the VM on", (c, use) => VmPower.OnAsync(use, c.Memory, null, c.Report, c.CancellationToken)));
        }
        steps.Add(VmSteps.Refresh<RestoreVmMemory>(memory.Start ? ZsVmState.Running : ZsVmState.Stopped));
        return steps;
    }
}

/// <summary>What removing a VM for good remembers.</summary>
internal sealed class ExpungeVmMemory : VmMemory
{
    /// <summary>True once data volumes were detached.</summary>
    public bool Detached { get; set; }

    /// <summary>True when it is forgotten also when vCenter does not remove it.</summary>
    public bool EvenIfItStays { get; set; }

    /// <summary>Why vCenter did not remove it; null when it did.</summary>
    public string? Why { get; set; }
}

/// <summary>
/// Removes a VM for good: keeps its data volumes apart, destroys it in vCenter, forgets it. Once vCenter was told to destroy it there is no
/// way back: a process that ends in the middle leaves it to the next one to end.
/// </summary>
internal sealed class ExpungeVm : Operation<ExpungeVmMemory>
{
    private const string VolumesStay = "Its data volumes stay detached, on their datastores.";

    public override string Action => "ExpungeVm";

    public override IReadOnlyList<OperationStep<ExpungeVmMemory>> Steps(ExpungeVmMemory memory) =>
    [
        new("Mark the VM as Expunging",
            c => c.Engine.VmRecords.SetLifeAsync(c.Memory.VmId, VmLife.Expunging, c.CancellationToken),
            c => c.Engine.VmRecords.SetLifeAsync(c.Memory.VmId, c.Memory.Before == ZsVmState.Destroyed ? VmLife.Deleted : VmLife.Live, c.CancellationToken)),
        Forced(VmSteps.InVCenter<ExpungeVmMemory>("Cut the VM's power",
            (c, use) => GoneIsDone(() => VmPower.OffAsync(use, c.Memory, c.Report, c.CancellationToken)),
            (c, use) => c.Memory.Before == ZsVmState.Running ? GoneIsDone(() => VmPower.OnAsync(use, c.Memory, null, null, c.CancellationToken)) : Task.CompletedTask)),
        Forced(VmSteps.InVCenter<ExpungeVmMemory>("Keep the data volumes", DetachAsync)) with
        {
            Left = m => m.Detached ? VolumesStay : null,
        },
        Forced(VmSteps.InVCenter<ExpungeVmMemory>("Destroy the VM", DestroyAsync)),
        new("Forget the VM", c => c.Engine.VmRecords.ForgetAsync(c.Memory.VmId, c.CancellationToken)) { OnlyForward = true },
    ];

    public override Recovery Recovery => Recovery.Finish;

    public override string? LeftBy(ExpungeVmMemory memory) => memory.Why is null ? null
        : $"VM '{memory.Name}' may still be in vCenter, where the next synchronisation finds it: {memory.Why}{(memory.Detached ? " " + VolumesStay : "")}";

    // Once vCenter refused, nothing more is asked of it.
    private static OperationStep<ExpungeVmMemory> Forced(OperationStep<ExpungeVmMemory> step) => step with
    {
        Do = async context =>
        {
            try
            {
                await (context.Memory.Why is null ? step.Do(context) : Task.CompletedTask).ConfigureAwait(false);
            }
            catch (ZsException e) when (context.Memory.EvenIfItStays && VimErrors.IsRefusal(e) && !context.CancellationToken.IsCancellationRequested)
            {
                context.Memory.Why = e.Message;
            }
        },
    };

    private static Task DetachAsync(StepContext<ExpungeVmMemory> context, SessionUse use) => GoneIsDone(async () =>
        context.Memory.Detached |= await VmDisks.DetachDataAsync(use, context.Memory, context.CancellationToken).ConfigureAwait(false));

    private static Task DestroyAsync(StepContext<ExpungeVmMemory> context, SessionUse use) => GoneIsDone(async () =>
    {
        await VmPower.ReadAsync(use, context.Memory, context.CancellationToken).ConfigureAwait(false);
        try
        {
            await VimTasks.RunAsync(use, context.Memory.Name, (client, token) => client.Destroy_Task(context.Memory.Reference, token), context.Report, context.CancellationToken).ConfigureAwait(false);
        }
        catch (ZsException) when (!context.CancellationToken.IsCancellationRequested)
        {
            // The answer may have been lost on its way: a VM that is gone is what was wanted.
            await VmPower.ReadAsync(use, context.Memory, context.CancellationToken).ConfigureAwait(false);
            throw;
        }
    });

    private static async Task GoneIsDone(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (ZsException e) when (e.ErrorId == ZsErrorId.VmVanished)
        {
            // It is to be gone, and is.
        }
    }
}
