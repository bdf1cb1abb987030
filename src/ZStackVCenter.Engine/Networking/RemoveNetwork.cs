using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Engine.Networking;

/// <summary>What the removal of a network remembers.</summary>
internal sealed class RemoveNetworkMemory
{
    public required Guid NetworkId { get; set; }
    public required Guid VCenterId { get; set; }

    /// <summary>The names of the VMs whose adapters were detached.</summary>
    public List<string> Detached { get; set; } = [];

    /// <summary>The managed object ids of the VMs that vCenter may have been told about.</summary>
    public List<string> Touched { get; set; } = [];
}

/// <summary>
/// Removes a network: detaches the adapters on it, VM by VM, then forgets it. The port group stays. What was detached stays detached when it
/// fails: running it again does the rest.
/// </summary>
internal sealed class RemoveNetwork : Operation<RemoveNetworkMemory>
{
    public override string Action => "RemoveNetwork";

    public override Recovery Recovery => Recovery.Finish;

    public override IReadOnlyList<OperationStep<RemoveNetworkMemory>> Steps(RemoveNetworkMemory memory) =>
    [
        new("Detach the adapters", DetachAsync, RefreshAsync) { Left = m => m.Detached.Count == 0 ? null : $"The adapters of {string.Join(", ", m.Detached)} stay detached. Run the command again to do the rest." },
        new("Forget the network", c => c.Engine.NetworkRecords.RemoveAsync(c.Memory.NetworkId, c.CancellationToken)) { OnlyForward = true },
    ];

    private static async Task DetachAsync(StepContext<RemoveNetworkMemory> context)
    {
        var adapters = await context.Engine.NetworkRecords.AdaptersAsync(context.Memory.NetworkId, context.CancellationToken).ConfigureAwait(false);
        if (adapters.Count == 0)
        {
            return;
        }
        await using var use = context.Engine.VCenters.Sessions.Use(context.Memory.VCenterId);
        var (done, vms) = (0, adapters.GroupBy(a => (a.Vm, a.Name)).ToList());
        foreach (var vm in vms)
        {
            // Noted before: an answer that is lost on its way leaves it open whether they were.
            context.Memory.Detached.Add(vm.Key.Name);
            context.Memory.Touched.Add(vm.Key.Vm);
            try
            {
                await VmAdapters.DetachAsync(use, vm.Key.Vm, vm.Key.Name, [.. vm.Select(a => a.DeviceKey)], context.CancellationToken).ConfigureAwait(false);
            }
            catch (ZsException e) when (e.ErrorId is ZsErrorId.VCenterFault or ZsErrorId.TaskFailed or ZsErrorId.PermissionDenied)
            {
                context.Memory.Detached.Remove(vm.Key.Name);
                throw;
            }
            context.Report(++done * 100 / vms.Count);
        }
        await RefreshAsync(context).ConfigureAwait(false);
    }

    private static async Task RefreshAsync(StepContext<RemoveNetworkMemory> context)
    {
        if (context.Memory.Touched.Count > 0)
        {
            await using var use = context.Engine.VCenters.Sessions.Use(context.Memory.VCenterId);
            await context.Engine.Refresh.VmsAsync(use, context.Memory.Touched, context.CancellationToken).ConfigureAwait(false);
        }
    }
}
