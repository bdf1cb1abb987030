using System.Management.Automation;
using System.Net;

namespace ZStackVCenter.Commands;

/// <summary>Adds DNS servers at the end of networks' lists.</summary>
[Cmdlet(VerbsCommon.Add, "ZsNetworkDns", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ZsNetwork))]
public sealed class AddZsNetworkDnsCommand : NetworkRecordCommand
{
    /// <summary>The servers, in the order in which guests ask them.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [WholeAddress]
    public IPAddress[] Dns { get; set; } = [];

    /// <summary>Writes the network as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(ZsNetwork record)
    {
        List<string> servers = [.. Dns.Select(d => d.ToString())];
        if (ShouldProcess(record.Name, $"Add the DNS servers {string.Join(", ", servers)}"))
        {
            var changed = await Cloud.Networks.AddDnsAsync(record.Id, servers, Caller, StopToken);
            WriteObject(PassThru ? changed : null);
        }
    }
}
