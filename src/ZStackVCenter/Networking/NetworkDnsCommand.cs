using System.Management.Automation;
using System.Net;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that changes which DNS servers networks have.</summary>
public abstract class NetworkDnsCommand : NetworkRecordCommand
{
    /// <summary>The servers, in the order in which guests ask them.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [WholeAddress]
    public virtual IPAddress[] Dns { get; set; } = [];

    /// <summary>Writes the network as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What happens to the servers: <c>Add the DNS servers</c>.</summary>
    private protected abstract string Act { get; }

    /// <summary>Changes the records.</summary>
    /// <returns>The network as it is then.</returns>
    private protected abstract Task<ZsNetwork> ChangeAsync(Guid networkId, IReadOnlyList<string> servers);

    private protected sealed override async Task ProcessAsync(ZsNetwork record)
    {
        List<string> servers = [.. Dns.Select(d => d.ToString())];
        if (ShouldProcess(record.Name, $"{Act} {string.Join(", ", servers)}"))
        {
            var changed = await ChangeAsync(record.Id, servers);
            WriteObject(PassThru ? changed : null);
        }
    }
}
