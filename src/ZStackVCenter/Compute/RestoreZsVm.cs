using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Takes virtual machines out of the recycle bin.</summary>
[Cmdlet(VerbsData.Restore, "ZsVm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void), typeof(ZsVm), typeof(ZsTask))]
public sealed class RestoreZsVmCommand : VmCommand
{
    /// <summary>Starts them then.</summary>
    [Parameter]
    [Alias("Start")]
    public SwitchParameter PowerOn { get; set; }

    private protected override string Activity => "Restoring virtual machines";

    private protected override IReadOnlyList<ResourceKind> Kinds => [ResourceKind.DeletedVm, ResourceKind.Vm];

    private protected override VmRequest Request(Guid vmId) => new RestoreVmRequest(vmId) { Start = PowerOn };
}
