using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>What moving a VM remembers.</summary>
internal sealed class MoveVmMemory : VmMemory
{
    /// <summary>The managed object id of the host to move to.</summary>
    public string Host { get; set; } = "";

    /// <summary>That host's name.</summary>
    public string HostName { get; set; } = "";

    public ZsMovePriority Priority { get; set; }

    /// <summary>The priority as vSphere names it.</summary>
    public VirtualMachineMovePriority VSpherePriority => Priority switch
    {
        ZsMovePriority.Low => VirtualMachineMovePriority.LowPriority,
        ZsMovePriority.High => VirtualMachineMovePriority.HighPriority,
        _ => VirtualMachineMovePriority.DefaultPriority,
    };
}

/// <summary>Moves a running VM to another host. vCenter itself moves all of it or nothing.</summary>
internal sealed class MoveVm : Operation<MoveVmMemory>
{
    public override string Action => "MoveVm";

    public override IReadOnlyList<OperationStep<MoveVmMemory>> Steps(MoveVmMemory memory) =>
    [
        VmSteps.Mark<MoveVmMemory>(VmAction.Move),
        VmSteps.InVCenter<MoveVmMemory>($"Move the VM to {memory.HostName}", MoveAsync),
        VmSteps.Refresh<MoveVmMemory>(c => c.Engine.VmRecords.PlaceAsync(c.Memory.VmId, c.Memory.Host, c.Memory.Before, c.CancellationToken)),
    ];

    private static async Task MoveAsync(StepContext<MoveVmMemory> context, SessionUse use)
    {
        var memory = context.Memory;
        if (await HostOfAsync(use, memory, context.CancellationToken).ConfigureAwait(false) == memory.Host)
        {
            return;
        }
        var pool = await PoolAsync(use, memory, context.CancellationToken).ConfigureAwait(false);
        var spec = new VirtualMachineRelocateSpec { Host = new ManagedObjectReference("HostSystem", memory.Host), Pool = pool };
        try
        {
            await VimTasks.RunAsync(use, memory.Name, (client, token) => client.RelocateVM_Task(memory.Reference, spec,
                memory.VSpherePriority, token), context.Report, context.CancellationToken).ConfigureAwait(false);
        }
        catch (ZsException) when (!context.CancellationToken.IsCancellationRequested)
        {
            // The answer may have been lost on its way: what counts is where the VM is.
            if (await HostOfAsync(use, memory, context.CancellationToken).ConfigureAwait(false) != memory.Host)
            {
                throw;
            }
        }
    }

    private static async Task<string?> HostOfAsync(SessionUse use, MoveVmMemory memory, CancellationToken cancellationToken)
    {
        try
        {
            return (await use.Client.Properties.ReadAsync(memory.Reference, VmPaths.Host, cancellationToken).ConfigureAwait(false) as ManagedObjectReference)?.Value;
        }
        catch (Vim.VimException e)
        {
            throw VmPower.Translate(e, use, memory);
        }
    }

    // Within its cluster a VM keeps its resource pool; in another cluster it goes to the root of that one's.
    private static Task<ManagedObjectReference?> PoolAsync(SessionUse use, MoveVmMemory memory, CancellationToken cancellationToken) => VimErrors.GuardAsync(use.VCenter.Name, async () =>
    {
        var from = await use.Client.Properties.ReadAsync(memory.Reference, VmPaths.Host, cancellationToken).ConfigureAwait(false) as ManagedObjectReference;
        var clusters = new List<ManagedObjectReference?>();
        foreach (var host in new[] { from, new ManagedObjectReference("HostSystem", memory.Host) }.OfType<ManagedObjectReference>())
        {
            clusters.Add(await use.Client.Properties.ReadAsync(host, LandscapePaths.Parent, cancellationToken).ConfigureAwait(false) as ManagedObjectReference);
        }
        return clusters is [{ } one, { } other] && one != other
            ? await use.Client.Properties.ReadAsync(other, "resourcePool", cancellationToken).ConfigureAwait(false) as ManagedObjectReference
            : null;
    });
}
