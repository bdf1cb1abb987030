using System.Management.Automation;
using ZStackVCenter.Engine.Compute;

namespace ZStackVCenter.Commands;

/// <summary>Stops virtual machines: asks the guest to shut down, and cuts the power when it has not after a time.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ZsVm", SupportsShouldProcess = true)]
[OutputType(typeof(void), typeof(ZsVm), typeof(ZsTask))]
public sealed class StopZsVmCommand : VmCommand
{
    /// <summary>Cuts the power at once.</summary>
    [Parameter]
    [Alias("Kill")]
    public SwitchParameter PowerOff { get; set; }

    /// <summary>Leaves a virtual machine off that is to be kept running, until it is started again.</summary>
    [Parameter]
    public SwitchParameter SkipHaRestart { get; set; }

    private protected override string Activity => "Stopping virtual machines";

    // The time is the guest's to shut down in: when it is over the power is cut, and nothing is undone.
    private protected override TimeSpan? Limit => null;

    private protected override VmRequest Request(Guid vmId) => new StopVmRequest(vmId)
    {
        PowerOff = PowerOff,
        SkipHaRestart = SkipHaRestart,
        ShutdownTimeout = TimeoutSec == 0 ? null : TimeSpan.FromSeconds(TimeoutSec),
    };
}
