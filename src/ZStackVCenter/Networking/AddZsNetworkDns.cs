using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Adds DNS servers at the end of networks' lists.</summary>
[Cmdlet(VerbsCommon.Add, "ZsNetworkDns", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ZsNetwork))]
public sealed class AddZsNetworkDnsCommand : NetworkDnsCommand
{
    private protected override string Act => "Add the DNS servers";

    private protected override Task<ZsNetwork> ChangeAsync(Guid networkId, IReadOnlyList<string> servers) => Cloud.Networks.AddDnsAsync(networkId, servers, Caller, StopToken);
}
