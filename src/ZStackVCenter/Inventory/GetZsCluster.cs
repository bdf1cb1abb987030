using System.Management.Automation;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists clusters.</summary>
[Cmdlet(VerbsCommon.Get, "ZsCluster")]
[OutputType(typeof(ZsCluster))]
public sealed class GetZsClusterCommand : GetInventoryCommand<ZsCluster>
{
    private protected override IAsyncEnumerable<ZsCluster> ReadAsync(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids, Relations relations) =>
        Cloud.Records.ClustersAsync(relations.Query<ResourceQuery>(names, ids), StopToken);
}
