using System.Management.Automation;
using ZStackVCenter.Completion;

namespace ZStackVCenter.Commands;

/// <summary>Ends this process's sessions with vCenters. What the records hold stays.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "ZsVCenter", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ZsVCenter))]
public sealed class DisconnectZsVCenterCommand : CloudCommand
{
    /// <summary>The vCenters; without it all that are connected.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Name", "InputObject", "Server")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    /// <summary>Writes the vCenters as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var vCenter in VCenter is null ? (await Cloud.VCenters.ListAsync(StopToken)).Where(v => v.Status == ZsStatus.Connected) : await NamedVCentersAsync(VCenter))
        {
            if (ShouldProcess(vCenter.Name, "End the session"))
            {
                await Cloud.VCenters.DisconnectAsync(vCenter.Id);
                Context.Aside = Context.Aside.Remove(vCenter.Id);
                WriteObject(PassThru ? await Cloud.VCenters.GetAsync(vCenter.Id, StopToken) : null);
            }
        }
    }
}
