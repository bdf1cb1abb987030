using System.Management.Automation;
using System.Net;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Gives virtual machines a network adapter, with an address where the network hands any out.</summary>
[Cmdlet(VerbsCommon.Add, "ZsVmNic", SupportsShouldProcess = true)]
[OutputType(typeof(ZsVmNic), typeof(ZsTask))]
public sealed class AddZsVmNicCommand : ResourceCommand
{
    /// <summary>The virtual machines.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVmIdentity[]? Vm { get; set; }

    /// <summary>The network.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsNetworkIdentity? Network { get; set; }

    /// <summary>The address to have there.</summary>
    [Parameter]
    [WholeAddress]
    public IPAddress? IpAddress { get; set; }

    private protected override string Activity => "Adding network adapters";

    private protected override async Task ChangeAllAsync()
    {
        foreach (var identity in Vm!)
        {
            await EachAsync(async () =>
            {
                var vms = await Resolver.FindAsync(ResourceKind.Vm, identity, await ScopeAsync(null));
                Expect(vms.Count);
                if (IpAddress is not null && vms.Count > 1)
                {
                    throw ZsErrors.InvalidArgument($"{vms.Count} virtual machines cannot have one address.", "Leave -IpAddress out, or name one of them.", IpAddress);
                }
                foreach (var vm in vms.Cast<ZsVm>())
                {
                    await ChangeAsync(vm.Id, () => CheckAsync(vm));
                }
            });
        }
    }

    private async Task<Change> CheckAsync(ZsVm vm)
    {
        var network = await Resolver.OneAsync<ZsNetwork>(ResourceKind.Network, Network!, [vm.VCenterId]);
        var request = new AddVmNicRequest(vm.Id, new VmNetworkRequest(network.Id, IpAddress?.ToString()));
        var planned = await Cloud.Vms.CheckAsync(request, StopToken);
        var (cloud, caller) = (Cloud, Caller);
        return new Change
        {
            Target = planned.Resource,
            Words = planned.Words,
            Run = async (progress, token) =>
            {
                await cloud.Vms.RunAsync(request, caller, progress, token).ConfigureAwait(false);
                return await cloud.Records.VmNicsAsync(new VmNicQuery { VmIds = [vm.Id], NetworkIds = [network.Id] }, token).FirstOrDefaultAsync(token).ConfigureAwait(false);
            },
            Start = token => cloud.Vms.StartAsync(request, caller, token),
        };
    }
}
