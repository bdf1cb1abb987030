using System.Management.Automation;
using System.Net;

namespace ZStackVCenter.Commands;

/// <summary>Removes DNS servers from networks' lists.</summary>
[Cmdlet(VerbsCommon.Remove, "ZsNetworkDns", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ZsNetwork))]
public sealed class RemoveZsNetworkDnsCommand : NetworkRecordCommand
{
    /// <summary>The servers; one that is not in the list is no error.</summary>
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
        if (ShouldProcess(record.Name, $"Remove the DNS servers {string.Join(", ", servers)}"))
        {
            var changed = await Cloud.Networks.RemoveDnsAsync(record.Id, servers, Caller, StopToken);
            WriteObject(PassThru ? changed : null);
        }
    }
}
