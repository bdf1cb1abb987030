using System.Management.Automation;
using ZStackVCenter.Engine.Compute;

namespace ZStackVCenter.Commands;

/// <summary>Resumes virtual machines that were suspended.</summary>
[Cmdlet(VerbsLifecycle.Resume, "ZsVm", SupportsShouldProcess = true)]
[OutputType(typeof(void), typeof(ZsVm), typeof(ZsTask))]
public sealed class ResumeZsVmCommand : VmCommand
{
    private protected override string Activity => "Resuming virtual machines";

    private protected override VmRequest Request(Guid vmId) => new ResumeVmRequest(vmId);
}
