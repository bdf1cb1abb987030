using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Takes network adapters from virtual machines; their addresses are free again.</summary>
[Cmdlet(VerbsCommon.Remove, "ZsVmNic", SupportsShouldProcess = true, DefaultParameterSetName = ByAdapter)]
[OutputType(typeof(void), typeof(ZsTask))]
public sealed class RemoveZsVmNicCommand : ResourceCommand
{
    private const string ByAdapter = "Adapter";
    private const string ByNetwork = "Network";

    /// <summary>The adapters: objects of <c>Get-ZsVmNic</c>, or their ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByAdapter)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVmNicIdentity[]? VmNic { get; set; }

    /// <summary>The virtual machines.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByNetwork)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVmIdentity[]? Vm { get; set; }

    /// <summary>The network that the adapters are on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByNetwork)]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsNetworkIdentity? Network { get; set; }

    private protected override string Activity => "Removing network adapters";

    private protected override bool WritesResults => false;

    private protected override async Task ChangeAllAsync()
    {
        await EachAsync(async () =>
        {
            var adapters = ParameterSetName == ByAdapter ? await NamedAsync() : await OnNetworkAsync();
            Expect(adapters.Count);
            foreach (var adapter in adapters)
            {
                await ChangeAsync(adapter.VmId, () => CheckAsync(adapter));
            }
        });
    }

    private async Task<IReadOnlyList<ZsVmNic>> NamedAsync()
    {
        var found = new List<ZsVmNic>();
        foreach (var identity in VmNic!)
        {
            found.Add(await Resolver.OneAsync<ZsVmNic>(ResourceKind.VmNic, identity, await ScopeAsync(null)));
        }
        return found;
    }

    private async Task<IReadOnlyList<ZsVmNic>> OnNetworkAsync()
    {
        var vms = await Resolver.IdsAsync(ResourceKind.Vm, Vm!, await ScopeAsync(null));
        var networks = await Resolver.IdsAsync(ResourceKind.Network, [Network!], await ScopeAsync(null));
        var found = vms.Count == 0 || networks.Count == 0
            ? []
            : await Cloud.Records.VmNicsAsync(new VmNicQuery { VmIds = vms, NetworkIds = networks }, StopToken).ToListAsync(StopToken);
        return found.Count > 0 ? found : throw ZsErrors.NotFound("network adapter of these virtual machines on", Network!.ToString(), ResourceKind.VmNic.Advice);
    }

    private async Task<Change> CheckAsync(ZsVmNic adapter)
    {
        var request = new RemoveVmNicRequest(adapter.VmId, adapter.Id);
        var planned = await Cloud.Vms.CheckAsync(request, StopToken);
        var (vms, caller) = (Cloud.Vms, Caller);
        return new Change
        {
            Target = planned.Resource,
            Words = planned.Words,
            Run = async (progress, token) => await vms.RunAsync(request, caller, progress, token).ConfigureAwait(false),
            Start = token => vms.StartAsync(request, caller, token),
        };
    }
}
