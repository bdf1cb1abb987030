using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Removes the records of a vCenter, its saved credential and its session. Nothing is touched in the vCenter itself.</summary>
[Cmdlet(VerbsCommon.Remove, "ZsVCenter", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveZsVCenterCommand : VCenterCommand
{
    private protected override async Task ProcessAsync(ZsVCenter vCenter)
    {
        var counts = await Cloud.VCenters.CountRecordsAsync(vCenter.Id, StopToken);
        if (ShouldProcess(vCenter.Name, $"Remove the local records: {Words(counts)}. The vCenter itself stays as it is"))
        {
            var removed = await Cloud.VCenters.RemoveAsync(vCenter.Id, StopToken);
            Context.Aside = Context.Aside.Remove(vCenter.Id);
            Context.Defaults = [.. Context.Defaults.Where(id => id != vCenter.Id)];
            Outside(() => WriteVerbose($"{vCenter.Name}: {Words(removed)} removed."));
        }
    }

    private static string Words(IReadOnlyDictionary<ZsResourceType, int> counts)
    {
        var parts = counts.Where(c => c.Value > 0).OrderBy(c => c.Key).Select(c => $"{c.Value} {Word(c.Key)}{(c.Value == 1 ? "" : "s")}").ToList();
        return parts.Count == 0 ? "1 vCenter" : "1 vCenter, " + string.Join(", ", parts);
    }

    private static string Word(ZsResourceType type) => type switch
    {
        ZsResourceType.Storage => "datastore",
        ZsResourceType.Network => "network",
        ZsResourceType.Vm => "virtual machine",
        ZsResourceType.VmNic => "network adapter",
        _ => type.ToString().ToLowerInvariant(),
    };
}
