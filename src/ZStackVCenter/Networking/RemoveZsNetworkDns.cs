using System.Management.Automation;
using System.Net;
using ZStackVCenter.Completion;

namespace ZStackVCenter.Commands;

/// <summary>Removes DNS servers from networks' lists. One that is not in the list is no error.</summary>
[Cmdlet(VerbsCommon.Remove, "ZsNetworkDns", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ZsNetwork))]
public sealed class RemoveZsNetworkDnsCommand : NetworkDnsCommand
{
    /// <summary>The servers that go.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [WholeAddress]
    [ArgumentCompleter(typeof(DnsCompleter))]
    public override IPAddress[] Dns { get; set; } = [];

    private protected override string Act => "Remove the DNS servers";

    private protected override Task<ZsNetwork> ChangeAsync(Guid networkId, IReadOnlyList<string> servers) => Cloud.Networks.RemoveDnsAsync(networkId, servers, Caller, StopToken);
}
