using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Removes DNS servers from networks' lists. One that is not in the list is no error.</summary>
[Cmdlet(VerbsCommon.Remove, "ZsNetworkDns", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ZsNetwork))]
public sealed class RemoveZsNetworkDnsCommand : NetworkDnsCommand
{
    private protected override string Act => "Remove the DNS servers";

    private protected override Task<ZsNetwork> ChangeAsync(Guid networkId, IReadOnlyList<string> servers) => Cloud.Networks.RemoveDnsAsync(networkId, servers, Caller, StopToken);
}
