using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Commands;

/// <summary>Removes for good what is in the recycle bin.</summary>
[Cmdlet(VerbsCommon.Clear, "ZsRecycleBin", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void), typeof(ZsTask))]
public sealed class ClearZsRecycleBinCommand : ResourceCommand
{
    /// <summary>Only what is of these kinds.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ZsRecycleBinType[]? Type { get; set; }

    /// <summary>Only what was removed before this time.</summary>
    [Parameter]
    public DateTime? Before { get; set; }

    /// <summary>The vCenters whose objects are removed; without it the session's defaults, or all that the records know.</summary>
    [Parameter]
    [Alias("Server")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    /// <summary>Forgets also what its vCenter does not remove, or cannot be asked to: the virtual machine then stays there, which a warning says.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Activity => "Clearing the recycle bin";

    private protected override bool WritesResults => false;

    private protected override async Task ChangeAllAsync()
    {
        var items = (await Cloud.RecycleBin.ListAsync(new ResourceQuery { VCenterIds = await ScopeAsync(VCenter) }, Before?.ToUniversalTime(), StopToken))
            .Where(i => Type is null || Type.Contains(i.Type)).ToList();
        Expect(items.Count);
        foreach (var item in items)
        {
            await ChangeAsync(item.Id, () => VmChange.CheckAsync(Cloud.Vms, new ExpungeVmRequest(item.Id) { EvenIfItStays = Force }, Caller, null, StopToken));
        }
    }
}
