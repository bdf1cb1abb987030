using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>What every operation on a VM remembers.</summary>
internal class VmMemory
{
    public Guid VmId { get; set; }
    public Guid VCenterId { get; set; }

    /// <summary>The managed object id.</summary>
    public string Vm { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>The state that the operation found.</summary>
    public ZsVmState Before { get; set; }

    /// <summary>The VM in vCenter.</summary>
    public ManagedObjectReference Reference => new("VirtualMachine", Vm);

    public static T Of<T>(ZsVm vm)
        where T : VmMemory, new() => new() { VmId = vm.Id, VCenterId = vm.VCenterId, Vm = vm.ManagedObjectId, Name = vm.Name, Before = vm.State };
}

/// <summary>The steps that operations on a VM have in common.</summary>
internal static class VmSteps
{
    private const int Tries = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>Shows the VM in the state that it has while the operation goes on. Its undoing shows what vCenter says.</summary>
    public static OperationStep<T> Mark<T>(VmAction action)
        where T : VmMemory => new($"Mark the VM as {VmStates.During(action)}",
            c => c.Engine.VmRecords.MarkAsync(c.Memory.VmId, VmStates.During(action)!.Value, c.CancellationToken),
            RefreshAsync);

    /// <summary>Brings the record up to date.</summary>
    /// <param name="otherwise">
    /// Writes what is known already, when vCenter does not tell: what was done there is done. Without it that is a failure, and undone.
    /// </param>
    public static OperationStep<T> Refresh<T>(Func<StepContext<T>, Task>? otherwise = null)
        where T : VmMemory => new("Bring the record up to date", async context =>
        {
            try
            {
                await RefreshAsync(context).ConfigureAwait(false);
            }
            catch (ZsException e) when (otherwise is not null && IsPassing(e) && !context.CancellationToken.IsCancellationRequested)
            {
                await otherwise(context).ConfigureAwait(false);
            }
        });

    /// <summary>The same for a VM that is in a state then.</summary>
    public static OperationStep<T> Refresh<T>(ZsVmState state)
        where T : VmMemory => Refresh<T>(c => c.Engine.VmRecords.MarkAsync(c.Memory.VmId, state, c.CancellationToken));

    /// <summary>A step that works with the VM in vCenter.</summary>
    public static OperationStep<T> InVCenter<T>(
        string name, Func<StepContext<T>, SessionUse, Task> work, Func<StepContext<T>, SessionUse, Task>? undo = null)
        where T : VmMemory => new(name, c => UseAsync(c, work), undo is null ? null : c => UseAsync(c, undo));

    /// <summary>Does something with the VM in vCenter. That it is gone is an error of its own.</summary>
    public static async Task UseAsync<T>(StepContext<T> context, Func<StepContext<T>, SessionUse, Task> work)
        where T : VmMemory
    {
        await using var use = context.Engine.VCenters.Sessions.Use(context.Memory.VCenterId);
        await work(context, use).ConfigureAwait(false);
    }

    /// <summary>Brings the record up to date. It only reads, and so is tried again when a call fails.</summary>
    public static async Task RefreshAsync<T>(StepContext<T> context)
        where T : VmMemory
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await UseAsync(context, (c, use) => c.Engine.Refresh.VmsAsync(use, [c.Memory.Vm], c.CancellationToken)).ConfigureAwait(false);
                return;
            }
            catch (ZsException e) when (left > 0 && IsPassing(e))
            {
                await Task.Delay(Pause, context.Engine.Options.Time, context.CancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsPassing(ZsException e) => e.ErrorId == ZsErrorId.VCenterFault || OperationErrors.IsOutOfReach(e);
}
