using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Operations;
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
            new("Record the VM", c => c.Engine.VmRecords.AddAsync(c.Memory, c.CancellationToken), ForgetAsync),
            new("Take the addresses", TakeAsync, c => c.Engine.Addresses.ReturnAsync(c.Memory.VmId, null, c.CancellationToken)),
            VmSteps.InVCenter<CreateVmMemory>(memory.KeepsAdapters ? "Clone the VM" : "Clone the template", VmClone.MakeAsync, VmClone.UnmakeAsync),
            VmSteps.InVCenter<CreateVmMemory>("Give it its size, adapters and disks", FitAsync),
        };
        if (memory.Guest is not null)
        {
            steps.Add(VmSteps.InVCenter<CreateVmMemory>("Customize the guest", CustomizeAsync));
        }
        if (memory.PowerOn)
        {
            steps.Add(VmSteps.InVCenter<CreateVmMemory>("Power the VM on", (c, use) => VmPower.OnAsync(use, c.Memory, null, c.Report, c.CancellationToken)));
        }
        steps.Add(new("Bring the record up to date", OpenAsync));
        return steps;
    }

    private static async Task ForgetAsync(StepContext<CreateVmMemory> context)
    {
        await context.Engine.VmRecords.ForgetAsync(context.Memory.VmId, context.CancellationToken).ConfigureAwait(false);
        context.Engine.PlacementClaims.Release(context.Memory.VmId);
    }

    private static async Task TakeAsync(StepContext<CreateVmMemory> context)
    {
        var plans = new NicPlans(context.Engine);
        foreach (var nic in context.Memory.Nics)
        {
            await plans.TakeAsync(nic, context.Memory.VmId, context.CancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task FitAsync(StepContext<CreateVmMemory> context, SessionUse use)
    {
        var memory = context.Memory;
        var seen = await VimErrors.GuardAsync(use.VCenter.Name, async () => new SeenObject(
            await use.Client.Properties.ReadAsync(memory.Reference, [VmPaths.CpuCount, VmPaths.MemoryMB, VmPaths.Devices], context.CancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
        foreach (var nic in memory.Nics.Where(_ => !memory.KeepsAdapters))
        {
            await VmAdapters.FillAsync(context.Engine, use, nic, context.CancellationToken).ConfigureAwait(false);
        }
        if (CloneSpecs.Missing(memory, seen.Number(VmPaths.CpuCount), seen.Number(VmPaths.MemoryMB), seen.List<VirtualDevice>(VmPaths.Devices)) is { } spec)
        {
            await VimTasks.RunAsync(use, memory.Name, (client, token) => client.ReconfigVM_Task(memory.Reference, spec, token), context.Report, context.CancellationToken).ConfigureAwait(false);
        }
    }

    // Told twice, vCenter keeps the last: it is done at the next start.
    private static Task CustomizeAsync(StepContext<CreateVmMemory> context, SessionUse use) => VimTasks.RunAsync(use, context.Memory.Name, (client, token) =>
        client.CustomizeVM_Task(context.Memory.Reference, GuestCustomization.Of(context.Memory), token), context.Report, context.CancellationToken);

    private static async Task OpenAsync(StepContext<CreateVmMemory> context)
    {
        await context.Engine.VmRecords.ManageAsync(context.Memory.VmId, context.Memory.Vm, context.CancellationToken).ConfigureAwait(false);
        await VmSteps.RefreshAsync(context).ConfigureAwait(false);
        await context.Engine.VmRecords.SetLifeAsync(context.Memory.VmId, Records.VmLife.Live, context.CancellationToken).ConfigureAwait(false);
        context.Engine.PlacementClaims.Settle(context.Memory.VmId);
    }
}

/// <summary>Makes a copy of a VM: as <see cref="CreateVm"/>, with the source's own adapters unless it was given others.</summary>
internal sealed class CopyVm : CreateVm
{
    public override string Action => "CopyVm";
}
