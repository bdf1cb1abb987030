using System.Management.Automation;
using ZStackVCenter.Engine.Offerings;

namespace ZStackVCenter.Commands;

/// <summary>Changes name, description or state of an instance offering. Its size never changes.</summary>
[Cmdlet(VerbsCommon.Set, "ZsInstanceOffering", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ZsInstanceOffering))]
public sealed class SetZsInstanceOfferingCommand : InstanceOfferingCommand
{
    /// <summary>A new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>A new description; an empty one takes it away.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>Whether it may be used for new VMs.</summary>
    [Parameter]
    public ZsState? State { get; set; }

    /// <summary>Writes the offering as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(ZsInstanceOffering record)
    {
        var change = new OfferingChange(Name, Description, State);
        await Cloud.Offerings.CheckChangeAsync(record, change, StopToken);
        if (ShouldProcess(record.Name, ChangeWords.Of(record, ("name", Name), ("description", Description), ("state", State))))
        {
            var changed = await Cloud.Offerings.SetInstanceOfferingAsync(record, change, Caller, StopToken);
            WriteObject(PassThru ? changed : null);
        }
    }
}
