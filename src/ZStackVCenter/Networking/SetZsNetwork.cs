using System.Management.Automation;
using ZStackVCenter.Engine.Networking;

namespace ZStackVCenter.Commands;

/// <summary>Changes name, description or state of networks in the records. The port group keeps its name.</summary>
[Cmdlet(VerbsCommon.Set, "ZsNetwork", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ZsNetwork))]
public sealed class SetZsNetworkCommand : NetworkRecordCommand
{
    /// <summary>A new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>A new description; an empty one takes it away.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>Whether it may be used for new VMs and adapters.</summary>
    [Parameter]
    public ZsState? State { get; set; }

    /// <summary>Writes the network as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(ZsNetwork record)
    {
        var change = new NetworkChange(Name, Description, State);
        await Cloud.Networks.CheckChangeAsync(record.Id, change, StopToken);
        if (ShouldProcess(record.Name, ChangeWords.Of(record, ("name", Name), ("description", Description), ("state", State))))
        {
            var changed = await Cloud.Networks.SetAsync(record.Id, change, Caller, StopToken);
            WriteObject(PassThru ? changed : null);
        }
    }
}
