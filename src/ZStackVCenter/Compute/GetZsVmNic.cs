using System.Management.Automation;
using System.Net;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists the network adapters of virtual machines.</summary>
[Cmdlet(VerbsCommon.Get, "ZsVmNic")]
[OutputType(typeof(ZsVmNic))]
public sealed class GetZsVmNicCommand : GetInventoryCommand<ZsVmNic>
{
    private NetworkFilter _networks = new([], []);

    /// <summary>Only those of these virtual machines.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVmIdentity[]? Vm { get; set; }

    /// <summary>Only those on these networks.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public ZsNetworkIdentity[]? Network { get; set; }

    /// <summary>Only those with these addresses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IPAddress[]? IpAddress { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        _networks = await NetworkFilter.ReadAsync(Resolver, Network ?? [], await ScopeAsync(VCenter));
        await base.ProcessAsync();
    }

    private protected override IReadOnlyList<ResourceKind> Inputs => [ResourceKind.Vm, ResourceKind.Network];

    private protected override ResourceKind NamedInput => ResourceKind.Vm;

    private protected override IEnumerable<ZsIdentity> Owners => [.. Vm ?? []];

    private protected override IAsyncEnumerable<ZsVmNic> ReadAsync(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids, Relations relations) =>
        _networks.ReadAsync(relations.Of(ResourceKind.Network), (networks, ports) => Cloud.Records.VmNicsAsync(relations.Query<VmNicQuery>(names, ids) with
        {
            VmIds = relations.Of(ResourceKind.Vm),
            NetworkIds = networks,
            NetworkNames = ports,
            IpAddresses = [.. (IpAddress ?? []).Select(a => a.ToString())],
        }, StopToken), StopToken);
}
