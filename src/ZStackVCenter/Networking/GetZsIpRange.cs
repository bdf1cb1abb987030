using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists the ranges of addresses of networks.</summary>
[Cmdlet(VerbsCommon.Get, "ZsIpRange")]
[OutputType(typeof(ZsIpRange))]
public sealed class GetZsIpRangeCommand : GetInventoryCommand<ZsIpRange>
{
    /// <summary>Only those of these networks.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsNetworkIdentity[]? Network { get; set; }

    private protected override IReadOnlyList<ResourceKind> Inputs => [ResourceKind.Network];

    private protected override ResourceKind NamedInput => ResourceKind.Network;

    private protected override IEnumerable<ZsIdentity> Owners => [.. Network ?? []];

    private protected override IAsyncEnumerable<ZsIpRange> ReadAsync(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids, Relations relations) =>
        Cloud.Records.IpRangesAsync(relations.Query<IpRangeQuery>(names, ids) with { NetworkIds = relations.Of(ResourceKind.Network) }, StopToken);
}
