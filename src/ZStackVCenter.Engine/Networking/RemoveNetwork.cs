using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Engine.Networking;

/// <summary>What the removal of a network remembers.</summary>
internal sealed class RemoveNetworkMemory
{
    public required Guid NetworkId { get; set; }
    public required Guid VCenterId { get; set; }
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
        new("Detach the adapters", DetachAsync),
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
            await VmAdapters.DetachAsync(use, vm.Key.Vm, vm.Key.Name, [.. vm.Select(a => a.DeviceKey)], context.CancellationToken).ConfigureAwait(false);
            context.Report(++done * 100 / vms.Count);
        }
        await context.Engine.Refresh.VmsAsync(use, [.. vms.Select(v => v.Key.Vm)], context.CancellationToken).ConfigureAwait(false);
    }
}
