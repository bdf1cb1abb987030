using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists switches with their port groups for virtual machines.</summary>
[Cmdlet(VerbsCommon.Get, "ZsSwitch")]
[OutputType(typeof(ZsSwitch))]
public sealed class GetZsSwitchCommand : GetInventoryCommand<ZsSwitch>
{
    /// <summary>Only standard or only distributed ones.</summary>
    [Parameter]
    public ZsSwitchKind? Kind { get; set; }

    /// <summary>Only what belongs to these clusters.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsClusterIdentity[]? Cluster { get; set; }

    /// <summary>Only what belongs to these hosts.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsHostIdentity[]? VMHost { get; set; }

    private protected override IReadOnlyList<ResourceKind> Inputs => [ResourceKind.Cluster, ResourceKind.Host];

    private protected override IEnumerable<ZsIdentity> Owners => [.. Cluster ?? [], .. VMHost ?? []];

    private protected override IAsyncEnumerable<ZsSwitch> ReadAsync(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids, Relations relations) =>
        Cloud.Records.SwitchesAsync(relations.Query<SwitchQuery>(names, ids) with
        {
            Kind = Kind,
            ClusterIds = relations.Of(ResourceKind.Cluster),
            HostIds = relations.Of(ResourceKind.Host),
        }, StopToken);
}
