using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists virtual machines.</summary>
[Cmdlet(VerbsCommon.Get, "ZsVm")]
[OutputType(typeof(ZsVm))]
public sealed class GetZsVmCommand : GetInventoryCommand<ZsVm>
{
    private NetworkFilter _networks = new([], []);

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

    /// <summary>Only those with a network adapter on these networks.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public ZsNetworkIdentity[]? Network { get; set; }

    /// <summary>Only those that were made from these images.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsImageIdentity[]? Image { get; set; }

    /// <summary>Only those in these states.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ZsVmState[]? State { get; set; }

    /// <summary>Only those of these owners.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VmOwnerCompleter))]
    public string[]? Owner { get; set; }

    /// <summary>Asks vCenter first, and so brings the virtual machines' records up to date.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Refresh)
        {
            await RefreshAsync(ZsResourceType.Vm);
        }
        _networks = await NetworkFilter.ReadAsync(Resolver, Network ?? [], await ScopeAsync(VCenter));
        await base.ProcessAsync();
    }

    private protected override IReadOnlyList<ResourceKind> Inputs => [ResourceKind.Cluster, ResourceKind.Host, ResourceKind.Volume, ResourceKind.VmNic, ResourceKind.Network, ResourceKind.Image];

    private protected override IEnumerable<ZsIdentity> Owners => [.. Cluster ?? [], .. VMHost ?? [], .. Image ?? []];

    private protected override IAsyncEnumerable<ZsVm> ReadAsync(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids, Relations relations) =>
        _networks.ReadAsync(relations.Of(ResourceKind.Network), (networks, ports) => Cloud.Records.VmsAsync(relations.Query<VmQuery>(names, ids) with
        {
            ClusterIds = relations.Of(ResourceKind.Cluster),
            HostIds = relations.Of(ResourceKind.Host),
            VolumeIds = relations.Of(ResourceKind.Volume),
            VmNicIds = relations.Of(ResourceKind.VmNic),
            ImageIds = relations.Of(ResourceKind.Image),
            NetworkIds = networks,
            NetworkNames = ports,
            States = State ?? [],
            Owners = Owner ?? [],
        }, StopToken), StopToken);
}
