using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Formats;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Removes networks from the records and detaches the adapters that are on them. Their port groups stay.</summary>
[Cmdlet(VerbsCommon.Remove, "ZsNetwork", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void), typeof(ZsTask))]
public sealed class RemoveZsNetworkCommand : ResourceCommand
{
    private const int MostNamed = 3;

    /// <summary>The networks. A name without wildcards that several have is refused.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject", "Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsNetworkIdentity[] Network { get; set; } = [];

    private protected override string Activity => "Removing networks";

    private protected override async Task ChangeAllAsync()
    {
        var ids = await TargetIdsAsync([ResourceKind.Network], Network);
        Expect(ids.Count);
        foreach (var id in ids)
        {
            await ChangeAsync(id, () => CheckAsync(id));
        }
    }

    private async Task<Change> CheckAsync(Guid id)
    {
        var network = await Cloud.Networks.GetAsync(id, StopToken);
        var adapters = await Cloud.Networks.AdaptersAsync(id, StopToken);
        var (networks, caller) = (Cloud.Networks, Caller);
        return new Change
        {
            Target = network.Name,
            Words = Words(network, adapters),
            Run = async (progress, token) =>
            {
                await networks.RemoveAsync(id, caller, progress, token).ConfigureAwait(false);
                return null;
            },
            Start = async token => await networks.StartRemoveAsync(id, caller, token).ConfigureAwait(false),
        };
    }

    private static string Words(ZsNetwork network, IReadOnlyList<string> adapters)
    {
        var vms = adapters.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var named = string.Join(", ", vms.Take(MostNamed)) + (vms.Count > MostNamed ? " and others" : "");
        var detached = adapters.Count == 0 ? "no network adapter is on it" : $"detach {Quantity.Of(adapters.Count, "network adapter")} of {Quantity.Of(vms.Count, "virtual machine")} ({named})";
        return $"Remove the network with {Quantity.Of(network.AddressCount, "address", "addresses")}, {Quantity.Of(network.UsedCount, "of them", "of them")} in use; {detached}; the port group {network.PortGroup} stays";
    }
}
