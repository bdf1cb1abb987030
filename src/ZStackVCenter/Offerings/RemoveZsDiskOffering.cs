using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Removes disk offerings. Volumes of them keep their size.</summary>
[Cmdlet(VerbsCommon.Remove, "ZsDiskOffering", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveZsDiskOfferingCommand : DiskOfferingCommand
{
    private protected override async Task ProcessAsync(ZsDiskOffering record)
    {
        if (ShouldProcess(record.Name, "Remove the disk offering; volumes of it keep their size"))
        {
            await Cloud.Offerings.RemoveDiskOfferingAsync(record, Caller, StopToken);
        }
    }
}
