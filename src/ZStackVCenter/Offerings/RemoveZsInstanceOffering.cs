using System.Management.Automation;
using ZStackVCenter.Formats;

namespace ZStackVCenter.Commands;

/// <summary>Removes instance offerings. VMs of them keep their size.</summary>
[Cmdlet(VerbsCommon.Remove, "ZsInstanceOffering", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveZsInstanceOfferingCommand : InstanceOfferingCommand
{
    private protected override async Task ProcessAsync(ZsInstanceOffering record)
    {
        var vms = await Cloud.Offerings.CountVmsAsync(record.Id, StopToken);
        if (ShouldProcess(record.Name, $"Remove the instance offering; {Quantity.Of(vms, "virtual machine")} of it {(vms == 1 ? "keeps its" : "keep their")} size"))
        {
            await Cloud.Offerings.RemoveInstanceOfferingAsync(record, Caller, StopToken);
        }
    }
}
