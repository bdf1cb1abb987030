using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Brings changes of vCenters into the records as they happen, and writes each: first what differs from the records, then what changes.</summary>
[Cmdlet(VerbsCommon.Watch, "ZsVCenter")]
[OutputType(typeof(ZsChange))]
public sealed class WatchZsVCenterCommand : WatchCommand<ZsChange>
{
    /// <summary>The kinds of object whose changes are written; without it all. All are recorded.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateSet(nameof(ZsResourceType.Cluster), nameof(ZsResourceType.Host), nameof(ZsResourceType.Storage), nameof(ZsResourceType.Network),
        nameof(ZsResourceType.Image), nameof(ZsResourceType.Vm), nameof(ZsResourceType.VmNic), nameof(ZsResourceType.Volume))]
    public ZsResourceType[]? Type { get; set; }

    private protected override async Task<IAsyncEnumerable<ZsChange>> WatchAsync(IReadOnlyList<ZsVCenterIdentity> named, CancellationToken cancellationToken) =>
        Cloud.Sync.WatchAsync([.. (await TargetsAsync(named)).Select(v => v.Id)], Type ?? [], NewOutageWords(), cancellationToken);
}
