using System.Management.Automation;
using System.Net;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists the addresses of networks: who has which, which were seen at guests without being given to them, and which are free.</summary>
[Cmdlet(VerbsCommon.Get, "ZsIpAddress")]
[OutputType(typeof(ZsIpAddress))]
public sealed class GetZsIpAddressCommand : CloudCommand
{
    private int _left;

    /// <summary>The networks; without it all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsNetworkIdentity[]? Network { get; set; }

    /// <summary>Networks and ranges whose addresses are listed, virtual machines that have them, or the names of networks.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public ZsReference[]? InputObject { get; set; }

    /// <summary>These addresses alone, whether anybody has them or not.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [WholeAddress]
    public IPAddress[]? IpAddress { get; set; }

    /// <summary>Those that somebody has, or was seen with.</summary>
    [Parameter]
    public SwitchParameter Used { get; set; }

    /// <summary>Those that can be handed out.</summary>
    [Parameter]
    public SwitchParameter Free { get; set; }

    /// <summary>At most so many.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _left = First;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var scope = await ScopeAsync(null);
        var networks = new List<Guid>(await Resolver.IdsAsync(ResourceKind.Network, Network ?? [], scope));
        List<Guid> ranges = [], owners = [];
        foreach (var group in (InputObject ?? []).GroupBy(r => r.Kind ?? ResourceKind.Network))
        {
            var ids = group.Key == ResourceKind.Network ? networks
                : group.Key == ResourceKind.IpRange ? ranges
                : group.Key == ResourceKind.Vm ? owners
                : throw ZsErrors.InvalidArgument($"A {group.Key.Word} has no addresses of its own.", "Pipe networks, ranges or virtual machines in.", group.First().ToString());
            var found = await Resolver.IdsAsync(group.Key, group, scope);
            if (found.Count == 0)
            {
                return;
            }
            ids.AddRange(found);
        }
        if (_left > 0 && (networks.Count > 0 || Network is null))
        {
            await WriteAsync(new IpAddressQuery
            {
                NetworkIds = networks,
                RangeIds = ranges,
                OwnerIds = owners,
                VCenterIds = scope,
                IpAddresses = [.. (IpAddress ?? []).Select(a => a.ToString())],
                Used = Used || !Free,
                Free = Free || (IpAddress is not null && !Used),
            });
        }
    }

    private async Task WriteAsync(IpAddressQuery query)
    {
        await foreach (var address in Cloud.Networks.AddressesAsync(query, StopToken))
        {
            WriteObject(address);
            if (--_left == 0)
            {
                return;
            }
        }
    }
}
