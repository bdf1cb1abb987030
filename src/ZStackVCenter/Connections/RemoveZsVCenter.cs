using System.Management.Automation;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Formats;

namespace ZStackVCenter.Commands;

/// <summary>Removes the records of a vCenter, its saved credential and its session. Nothing is touched in the vCenter itself.</summary>
[Cmdlet(VerbsCommon.Remove, "ZsVCenter", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveZsVCenterCommand : VCenterCommand
{
    /// <summary>Removes also what only the records hold: networks with their addresses, and what is in the recycle bin.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override async Task ProcessAsync(ZsVCenter vCenter)
    {
        var belongings = await Cloud.VCenters.CheckRemoveAsync(vCenter.Id, Force, StopToken);
        if (ShouldProcess(vCenter.Name, $"Remove the local records: {Words(belongings)}. The vCenter itself stays as it is"))
        {
            var removed = await Cloud.VCenters.RemoveAsync(vCenter.Id, Force, Caller, StopToken);
            Context.Aside = Context.Aside.Remove(vCenter.Id);
            Context.Defaults = [.. Context.Defaults.Where(id => id != vCenter.Id)];
            Outside(() => WriteVerbose($"{vCenter.Name}: {Words(removed)} removed."));
        }
    }

    private static string Words(VCenterBelongings belongings) => string.Join(", ",
    [
        "1 vCenter",
        .. belongings.Counts.Where(c => c.Value > 0).OrderBy(c => c.Key).Select(c => Words(c.Key, c.Value)),
        .. belongings.Losses,
    ]);

    private static string Words(ZsResourceType type, int count) => type switch
    {
        ZsResourceType.Storage => Quantity.Of(count, "datastore"),
        ZsResourceType.Network => Quantity.Of(count, "switch", "switches"),
        ZsResourceType.Vm => Quantity.Of(count, "virtual machine"),
        ZsResourceType.VmNic => Quantity.Of(count, "network adapter"),
        _ => Quantity.Of(count, type.ToString().ToLowerInvariant()),
    };
}
