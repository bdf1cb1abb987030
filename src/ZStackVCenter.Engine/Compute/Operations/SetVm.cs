using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>What changing a VM remembers: what is wanted, and what it was before.</summary>
internal sealed class SetVmMemory : VmMemory
{
    public required SetVmRequest Wanted { get; set; }
    public int CpuBefore { get; set; }
    public long MemoryBefore { get; set; }

    /// <summary>What the record held before; null until it was changed.</summary>
    public VmOwnValues? OwnBefore { get; set; }
}

/// <summary>Changes a VM: its name and size in vCenter, the rest in the records.</summary>
internal sealed class SetVm : Operation<SetVmMemory>
{
    public override string Action => "SetVm";

    public override IReadOnlyList<OperationStep<SetVmMemory>> Steps(SetVmMemory memory)
    {
        var steps = new List<OperationStep<SetVmMemory>>();
        if (memory.Wanted.CpuCount is not null || memory.Wanted.MemorySize is not null)
        {
            steps.Add(VmSteps.InVCenter<SetVmMemory>("Change processors and memory",
                (c, use) => ResizeAsync(c, use, c.Memory.Wanted.CpuCount, c.Memory.Wanted.MemorySize),
                (c, use) => ResizeAsync(c, use, c.Memory.CpuBefore, c.Memory.MemoryBefore)));
        }
        if (memory.Wanted.Name is { } name)
        {
            steps.Add(VmSteps.InVCenter<SetVmMemory>("Rename the VM", (c, use) => RenameAsync(c, use, name), (c, use) => RenameAsync(c, use, c.Memory.Name)));
        }
        steps.Add(new("Change the record", ChangeAsync, RestoreAsync));
        steps.Add(VmSteps.Refresh<SetVmMemory>());
        return steps;
    }

    private static async Task ChangeAsync(StepContext<SetVmMemory> context)
    {
        var memory = context.Memory;
        if (memory.OwnBefore is null)
        {
            memory.OwnBefore = await context.Engine.VmRecords.OwnAsync(memory.VmId, context.CancellationToken).ConfigureAwait(false);
            await context.SaveAsync().ConfigureAwait(false);
        }
        await context.Engine.VmRecords.SetAsync(memory.VmId, memory.Wanted, context.CancellationToken).ConfigureAwait(false);
    }

    private static Task RestoreAsync(StepContext<SetVmMemory> context) => context.Memory.OwnBefore is { } own
        ? context.Engine.VmRecords.SetOwnAsync(context.Memory.VmId, own, context.CancellationToken)
        : Task.CompletedTask;

    private static async Task ResizeAsync(StepContext<SetVmMemory> context, SessionUse use, int? cpus, long? memory)
    {
        var spec = new VirtualMachineConfigSpec { NumCPUs = cpus, MemoryMB = memory >> 20 };
        await VimTasks.RunAsync(use, context.Memory.Name, (client, token) => client.ReconfigVM_Task(context.Memory.Reference, spec, token), context.Report, context.CancellationToken).ConfigureAwait(false);
    }

    private static async Task RenameAsync(StepContext<SetVmMemory> context, SessionUse use, string name)
    {
        var now = await VimErrors.GuardAsync(use.VCenter.Name, () => use.Client.Properties.ReadAsync(context.Memory.Reference, VmPaths.Name, context.CancellationToken)).ConfigureAwait(false);
        if (VmTransform.Unescape(now as string ?? "") != name)
        {
            await RequireFreeAsync(context.Memory, use, name, context.CancellationToken).ConfigureAwait(false);
            await VimTasks.RunAsync(use, context.Memory.Name, (client, token) => client.Rename_Task(context.Memory.Reference, name, token), context.Report, context.CancellationToken).ConfigureAwait(false);
        }
    }

    // vCenter refuses a name that its folder has, in words that differ between versions.
    private static async Task RequireFreeAsync(SetVmMemory memory, SessionUse use, string name, CancellationToken cancellationToken)
    {
        var there = await VimErrors.GuardAsync(use.VCenter.Name, async () =>
            await use.Client.Properties.ReadAsync(memory.Reference, LandscapePaths.Parent, cancellationToken).ConfigureAwait(false) is ManagedObjectReference folder
                ? await use.Client.FindChild(use.Client.Content.SearchIndex!, folder, name, cancellationToken).ConfigureAwait(false)
                : null).ConfigureAwait(false);
        if (there is not null && there != memory.Reference)
        {
            throw new ZsException(ZsErrorId.VmExists, ZsErrorCategory.ResourceExists,
                $"vCenter '{use.VCenter.Name}' has a VM or folder '{name}' in the folder of '{memory.Name}' already.", "Give another name.", memory.Name);
        }
    }
}
