using System.Management.Automation;
using ZStackVCenter.Engine.Compute;

namespace ZStackVCenter.Commands;

/// <summary>Suspends virtual machines, their memory kept on disk.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "ZsVm", SupportsShouldProcess = true)]
[OutputType(typeof(void), typeof(ZsVm), typeof(ZsTask))]
public sealed class SuspendZsVmCommand : VmCommand
{
    private protected override string Activity => "Suspending virtual machines";

    private protected override VmRequest Request(Guid vmId) => new SuspendVmRequest(vmId);
}
