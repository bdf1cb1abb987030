using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Networking;
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

    /// <summary>Forgets the networks also when adapters on them cannot be detached: those stay on the port group, which a warning says.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

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
        var planned = await Cloud.Networks.CheckRemoveAsync(id, Force, StopToken);
        var (networks, caller, force) = (Cloud.Networks, Caller, Force.IsPresent);
        return new Change
        {
            Target = planned.Network.Name,
            Words = Words(planned, force),
            Run = async (progress, token) => await networks.RemoveAsync(id, caller, progress, token, force).ConfigureAwait(false) is { } left ? new Noted(null, left) : null,
            Start = async token => await networks.StartRemoveAsync(id, force, caller, token).ConfigureAwait(false),
        };
    }

    private static string Words(PlannedRemoval planned, bool force)
    {
        var (network, adapters) = (planned.Network, planned.Adapters);
        var vms = adapters.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var named = string.Join(", ", vms.Take(MostNamed)) + (vms.Count > MostNamed ? " and others" : "");
        var those = $"{Quantity.Of(adapters.Count, "network adapter")} of {Quantity.Of(vms.Count, "virtual machine")} ({named})";
        var detached = adapters.Count == 0 ? "no network adapter is on it"
            : planned.IsConnected ? $"detach {those}{(force ? ", where vCenter does so" : "")}"
            : $"leave {those} where they are, because vCenter '{network.VCenter}' is not connected";
        return $"Remove the network with {Quantity.Of(network.AddressCount, "address", "addresses")}, {Quantity.Of(network.UsedCount, "of them", "of them")} in use; {detached}; the port group {network.PortGroup} stays";
    }
}
