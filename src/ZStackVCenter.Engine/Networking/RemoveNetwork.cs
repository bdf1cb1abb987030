using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Engine.Networking;

/// <summary>What the removal of a network remembers.</summary>
internal sealed class RemoveNetworkMemory
{
    public required Guid NetworkId { get; set; }
    public required Guid VCenterId { get; set; }

    public string Name { get; set; } = "";
    public string PortGroup { get; set; } = "";

    /// <summary>True when it is forgotten also when adapters cannot be detached.</summary>
    public bool Force { get; set; }

    /// <summary>The names of the VMs whose adapters could not be.</summary>
    public List<string> Stay { get; set; } = [];

    /// <summary>Why the first of them could not; null when all were.</summary>
    public string? Why { get; set; }

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

    public override string? LeftBy(RemoveNetworkMemory memory) => memory.Why is null ? null
        : $"Network '{memory.Name}' is forgotten, and network adapters of {string.Join(", ", memory.Stay)} stay on its port group '{memory.PortGroup}': {memory.Why}";

    private static async Task DetachAsync(StepContext<RemoveNetworkMemory> context)
    {
        var memory = context.Memory;
        (memory.Stay, memory.Why) = ([], null);
        var adapters = await context.Engine.NetworkRecords.AdaptersAsync(context.Memory.NetworkId, context.CancellationToken).ConfigureAwait(false);
        if (adapters.Count == 0)
        {
            return;
        }
        var (done, vms) = (0, adapters.GroupBy(a => (a.Vm, a.Name), a => a.DeviceKey).ToList());
        var isAway = false;
        foreach (var vm in vms)
        {
            try
            {
                // One that is away is not asked again for each VM, which would take a time-out each.
                await (isAway ? Task.CompletedTask : DetachAsync(context, vm.Key.Vm, vm.Key.Name, [.. vm])).ConfigureAwait(false);
            }
            catch (ZsException e) when (IsPassedOver(context, e))
            {
                isAway = OperationErrors.IsOutOfReach(e);
                memory.Why ??= e.Message;
            }
            if (memory.Why is not null && !memory.Detached.Contains(vm.Key.Name))
            {
                memory.Stay.Add(vm.Key.Name);
            }
            context.Report(++done * 100 / vms.Count);
        }
        try
        {
            await (isAway ? Task.CompletedTask : RefreshAsync(context)).ConfigureAwait(false);
        }
        catch (ZsException e) when (IsPassedOver(context, e))
        {
            // What was detached is; the next synchronisation shows it.
            context.Engine.Options.Trace?.Invoke($"Networks: the virtual machines could not be read again: {e.Message}");
        }
    }

    private static async Task DetachAsync(StepContext<RemoveNetworkMemory> context, string vm, string name, IReadOnlyCollection<int> deviceKeys)
    {
        await using var use = context.Engine.VCenters.Sessions.Use(context.Memory.VCenterId);
        // Noted before: an answer that is lost on its way leaves it open whether they were.
        context.Memory.Detached.Add(name);
        context.Memory.Touched.Add(vm);
        try
        {
            await VmAdapters.DetachAsync(use, vm, name, deviceKeys, context.CancellationToken).ConfigureAwait(false);
        }
        catch (ZsException e) when (context.Memory.Force || e.ErrorId is ZsErrorId.VCenterFault or ZsErrorId.TaskFailed or ZsErrorId.PermissionDenied)
        {
            context.Memory.Detached.Remove(name);
            throw;
        }
    }

    private static bool IsPassedOver(StepContext<RemoveNetworkMemory> context, ZsException failure) =>
        context.Memory.Force && VimErrors.IsRefusal(failure) && !context.CancellationToken.IsCancellationRequested;

    private static async Task RefreshAsync(StepContext<RemoveNetworkMemory> context)
    {
        if (context.Memory.Touched.Count > 0)
        {
            await using var use = context.Engine.VCenters.Sessions.Use(context.Memory.VCenterId);
            await context.Engine.Refresh.VmsAsync(use, context.Memory.Touched, context.CancellationToken).ConfigureAwait(false);
        }
    }
}
