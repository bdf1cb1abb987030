using System.Management.Automation;
using ZStackVCenter.Engine.Compute;

namespace ZStackVCenter.Commands;

/// <summary>Restarts virtual machines: asks the guest to, and resets those whose guest cannot be asked.</summary>
[Cmdlet(VerbsLifecycle.Restart, "ZsVm", SupportsShouldProcess = true)]
[OutputType(typeof(void), typeof(ZsVm), typeof(ZsTask))]
public sealed class RestartZsVmCommand : VmCommand
{
    /// <summary>Resets them at once, as their button would.</summary>
    [Parameter]
    public SwitchParameter Reset { get; set; }

    private protected override string Activity => "Restarting virtual machines";

    private protected override VmRequest Request(Guid vmId) => new RestartVmRequest(vmId) { Reset = Reset };
}
