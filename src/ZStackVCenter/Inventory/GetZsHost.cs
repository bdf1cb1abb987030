using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists hosts.</summary>
[Cmdlet(VerbsCommon.Get, "ZsHost")]
[OutputType(typeof(ZsHost))]
public sealed class GetZsHostCommand : GetInventoryCommand<ZsHost>
{
    /// <summary>Only what belongs to these clusters.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsClusterIdentity[]? Cluster { get; set; }

    /// <summary>Only those in these states.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ZsHostState[]? State { get; set; }

    /// <summary>Only those in maintenance mode.</summary>
    [Parameter]
    public SwitchParameter MaintenanceMode { get; set; }

    /// <summary>Also those that the import filter left out, with the reason.</summary>
    [Parameter]
    public SwitchParameter IncludeExcluded { get; set; }

    private protected override IReadOnlyList<ResourceKind> Inputs => [ResourceKind.Cluster, ResourceKind.Vm];

    private protected override IEnumerable<ZsIdentity> Owners => [.. Cluster ?? []];

    private protected override IAsyncEnumerable<ZsHost> ReadAsync(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids, Relations relations) =>
        Cloud.Records.HostsAsync(relations.Query<HostQuery>(names, ids) with
        {
            ClusterIds = relations.Of(ResourceKind.Cluster),
            VmIds = relations.Of(ResourceKind.Vm),
            States = State ?? [],
            MaintenanceMode = MaintenanceMode.IsPresent ? MaintenanceMode.ToBool() : null,
            IncludeExcluded = IncludeExcluded,
        }, StopToken);
}
