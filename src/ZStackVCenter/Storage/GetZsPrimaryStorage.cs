using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists datastores as places for disks.</summary>
[Cmdlet(VerbsCommon.Get, "ZsPrimaryStorage")]
[OutputType(typeof(ZsPrimaryStorage))]
public sealed class GetZsPrimaryStorageCommand : GetInventoryCommand<ZsPrimaryStorage>
{
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

    private protected override IReadOnlyList<ResourceKind> Inputs => [ResourceKind.Cluster, ResourceKind.Host, ResourceKind.Vm, ResourceKind.Volume];

    private protected override IEnumerable<ZsIdentity> Owners => [.. Cluster ?? [], .. VMHost ?? []];

    private protected override IAsyncEnumerable<ZsPrimaryStorage> ReadAsync(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids, Relations relations) =>
        Cloud.Records.PrimaryStoragesAsync(relations.Query<StorageQuery>(names, ids) with
        {
            ClusterIds = relations.Of(ResourceKind.Cluster),
            HostIds = relations.Of(ResourceKind.Host),
            VmIds = relations.Of(ResourceKind.Vm),
            VolumeIds = relations.Of(ResourceKind.Volume),
        }, StopToken);
}
