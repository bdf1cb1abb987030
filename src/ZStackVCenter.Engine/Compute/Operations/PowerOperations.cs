using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Engine.Compute;

/// <summary>What starting a VM remembers.</summary>
internal sealed class StartVmMemory : VmMemory
{
    /// <summary>The managed object id of the host to start on; null for vCenter's choice.</summary>
    public string? Host { get; set; }
}

/// <summary>Starts a VM.</summary>
internal sealed class StartVm : Operation<StartVmMemory>
{
    public override string Action => "StartVm";

    public override IReadOnlyList<OperationStep<StartVmMemory>> Steps(StartVmMemory memory) =>
    [
        VmSteps.Mark<StartVmMemory>(VmAction.Start),
        VmSteps.InVCenter<StartVmMemory>("Power the VM on", (c, use) => VmPower.OnAsync(use, c.Memory, c.Memory.Host, c.Report, c.CancellationToken)),
        new("Let availability watch it again", c => c.Engine.VmRecords.PauseHaAsync(c.Memory.VmId, paused: false, c.CancellationToken)),
        VmSteps.Refresh<StartVmMemory>(ZsVmState.Running),
    ];
}

/// <summary>What stopping a VM remembers.</summary>
internal sealed class StopVmMemory : VmMemory
{
    public bool PowerOff { get; set; }
    public bool SkipHaRestart { get; set; }
    public TimeSpan ShutdownTimeout { get; set; }

    /// <summary>True from the moment at which the guest may have been asked to shut down.</summary>
    public bool Asked { get; set; }
}

/// <summary>Stops a VM. A shutdown that its guest has begun cannot be taken back: a process that ends in the middle of it leaves it to end.</summary>
internal sealed class StopVm : Operation<StopVmMemory>
{
    public override string Action => "StopVm";

    public override IReadOnlyList<OperationStep<StopVmMemory>> Steps(StopVmMemory memory) =>
    [
        VmSteps.Mark<StopVmMemory>(VmAction.Stop),
        new("Tell availability whether to restart it",
            c => c.Engine.VmRecords.PauseHaAsync(c.Memory.VmId, c.Memory.SkipHaRestart, c.CancellationToken),
            c => c.Engine.VmRecords.PauseHaAsync(c.Memory.VmId, paused: false, c.CancellationToken)),
        VmSteps.InVCenter<StopVmMemory>(memory.PowerOff ? "Cut the VM's power" : "Shut the guest down", (c, use) => c.Memory.PowerOff
            ? VmPower.OffAsync(use, c.Memory, c.Report, c.CancellationToken)
            : VmPower.ShutDownAsync(use, c.Memory, c.Memory.ShutdownTimeout, () => c.Memory.Asked = true, c.Report, c.CancellationToken)) with
        {
            Left = m => m.Asked ? "The guest was asked to shut down, and cannot be asked to stay." : null,
        },
        VmSteps.Refresh<StopVmMemory>(ZsVmState.Stopped),
    ];
}

/// <summary>What restarting a VM remembers.</summary>
internal sealed class RestartVmMemory : VmMemory
{
    public bool Reset { get; set; }

    /// <summary>True from the moment at which vCenter may have been told to restart it.</summary>
    public bool Asked { get; set; }
}

/// <summary>Restarts a VM.</summary>
internal sealed class RestartVm : Operation<RestartVmMemory>
{
    public override string Action => "RestartVm";

    public override IReadOnlyList<OperationStep<RestartVmMemory>> Steps(RestartVmMemory memory) =>
    [
        VmSteps.Mark<RestartVmMemory>(VmAction.Restart),
        VmSteps.InVCenter<RestartVmMemory>("Restart the VM", RestartAsync) with
        {
            Left = m => m.Asked ? "vCenter was asked to restart the VM and may have done so." : null,
        },
        VmSteps.Refresh<RestartVmMemory>(ZsVmState.Running),
    ];

    // A VM does not tell whether it was restarted: an answer that was lost leaves it open.
    private static async Task RestartAsync(StepContext<RestartVmMemory> context, SessionUse use)
    {
        context.Memory.Asked = true;
        try
        {
            await VmPower.RestartAsync(use, context.Memory, context.Memory.Reset, context.Report, context.CancellationToken).ConfigureAwait(false);
        }
        catch (ZsException e) when (e.ErrorId is ZsErrorId.VCenterFault or ZsErrorId.PermissionDenied or ZsErrorId.TaskFailed or ZsErrorId.VmVanished)
        {
            context.Memory.Asked = false;
            throw;
        }
    }
}

/// <summary>Suspends a VM.</summary>
internal sealed class SuspendVm : Operation<VmMemory>
{
    public override string Action => "SuspendVm";

    public override IReadOnlyList<OperationStep<VmMemory>> Steps(VmMemory memory) =>
    [
        VmSteps.Mark<VmMemory>(VmAction.Suspend),
        VmSteps.InVCenter<VmMemory>("Suspend the VM", (c, use) => VmPower.SuspendAsync(use, c.Memory, c.Report, c.CancellationToken)),
        VmSteps.Refresh<VmMemory>(ZsVmState.Paused),
    ];
}

/// <summary>Resumes a VM.</summary>
internal sealed class ResumeVm : Operation<VmMemory>
{
    public override string Action => "ResumeVm";

    public override IReadOnlyList<OperationStep<VmMemory>> Steps(VmMemory memory) =>
    [
        VmSteps.Mark<VmMemory>(VmAction.Resume),
        VmSteps.InVCenter<VmMemory>("Resume the VM", (c, use) => VmPower.OnAsync(use, c.Memory, null, c.Report, c.CancellationToken)),
        VmSteps.Refresh<VmMemory>(ZsVmState.Running),
    ];
}
