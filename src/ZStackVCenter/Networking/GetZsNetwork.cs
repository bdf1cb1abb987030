using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists the networks that the module hands addresses out on.</summary>
[Cmdlet(VerbsCommon.Get, "ZsNetwork")]
[OutputType(typeof(ZsNetwork))]
public sealed class GetZsNetworkCommand : GetInventoryCommand<ZsNetwork>
{
    /// <summary>Only public or only private ones.</summary>
    [Parameter]
    public ZsNetworkCategory? Category { get; set; }

    /// <summary>Only those that are built so.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ZsNetworkKind[]? Kind { get; set; }

    /// <summary>Only those of these clusters.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsClusterIdentity[]? Cluster { get; set; }

    /// <summary>Only those on switches of these names.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public string[]? Switch { get; set; }

    private protected override IReadOnlyList<ResourceKind> Inputs => [ResourceKind.Cluster, ResourceKind.Vm, ResourceKind.VmNic, ResourceKind.IpRange];

    private protected override IEnumerable<ZsIdentity> Owners => [.. Cluster ?? []];

    private protected override IAsyncEnumerable<ZsNetwork> ReadAsync(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids, Relations relations) =>
        Cloud.Records.NetworksAsync(relations.Query<NetworkQuery>(names, ids) with
        {
            ClusterIds = relations.Of(ResourceKind.Cluster),
            VmIds = relations.Of(ResourceKind.Vm),
            VmNicIds = relations.Of(ResourceKind.VmNic),
            IpRangeIds = relations.Of(ResourceKind.IpRange),
            Kinds = Kind ?? [],
            Category = Category,
            Switches = Switch ?? [],
        }, StopToken);
}
