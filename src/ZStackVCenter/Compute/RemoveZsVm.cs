using System.Management.Automation;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Puts virtual machines into the recycle bin, or removes them for good.</summary>
[Cmdlet(VerbsCommon.Remove, "ZsVm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = SoftSet)]
[OutputType(typeof(void), typeof(ZsVm), typeof(ZsTask))]
public sealed class RemoveZsVmCommand : VmCommand
{
    private const string SoftSet = "Soft";
    private const string PermanentSet = "Permanent";

    /// <summary>Removes those in the recycle bin for good, with their root disks.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PermanentSet)]
    public SwitchParameter Permanent { get; set; }

    /// <summary>Removes for good also those that are not in the recycle bin.</summary>
    [Parameter(ParameterSetName = PermanentSet)]
    public SwitchParameter Force { get; set; }

    private protected override string Activity => "Removing virtual machines";

    private protected override IReadOnlyList<ResourceKind> Kinds =>
        !Permanent ? base.Kinds
        : Force ? [ResourceKind.VmAnywhere]
        : [ResourceKind.DeletedVm, ResourceKind.Vm];

    private protected override VmRequest Request(Guid vmId) => Permanent ? new ExpungeVmRequest(vmId) { Force = Force } : new RemoveVmRequest(vmId);
}
