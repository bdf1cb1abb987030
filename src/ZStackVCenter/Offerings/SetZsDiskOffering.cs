using System.Management.Automation;
using ZStackVCenter.Engine.Offerings;

namespace ZStackVCenter.Commands;

/// <summary>Changes name, description or state of a disk offering. Its size never changes.</summary>
[Cmdlet(VerbsCommon.Set, "ZsDiskOffering", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ZsDiskOffering))]
public sealed class SetZsDiskOfferingCommand : DiskOfferingCommand
{
    /// <summary>A new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>A new description; an empty one takes it away.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>Whether it may be used for new volumes.</summary>
    [Parameter]
    public ZsState? State { get; set; }

    /// <summary>Writes the offering as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(ZsDiskOffering record)
    {
        var change = new OfferingChange(Name, Description, State);
        await Cloud.Offerings.CheckChangeAsync(record, change, StopToken);
        if (ShouldProcess(record.Name, ChangeWords.Of(record, ("name", Name), ("description", Description), ("state", State))))
        {
            var changed = await Cloud.Offerings.SetDiskOfferingAsync(record, change, Caller, StopToken);
            WriteObject(PassThru ? changed : null);
        }
    }
}
