using System.Management.Automation;
using System.Net;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Formats;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Adds a range of addresses to a network.</summary>
[Cmdlet(VerbsCommon.Add, "ZsIpRange", DefaultParameterSetName = CidrSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ZsIpRange))]
public sealed class AddZsIpRangeCommand : CloudCommand
{
    private const string CidrSet = "Cidr";
    private const string RangeSet = "Range";

    /// <summary>The network.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("InputObject")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsNetworkIdentity? Network { get; set; }

    /// <summary>A network in CIDR notation: its first address is the gateway, the others are handed out.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = CidrSet)]
    [ValidateNotNullOrEmpty]
    public string? Cidr { get; set; }

    /// <summary>The first address.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RangeSet)]
    [WholeAddress]
    public IPAddress? StartIp { get; set; }

    /// <summary>The last address.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RangeSet)]
    [WholeAddress]
    public IPAddress? EndIp { get; set; }

    /// <summary>The network's mask.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RangeSet)]
    [WholeAddress]
    public IPAddress? Netmask { get; set; }

    /// <summary>The gateway, outside the range.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RangeSet)]
    [WholeAddress]
    public IPAddress? Gateway { get; set; }

    /// <summary>A name; without it the range is named after its addresses.</summary>
    [Parameter]
    [ValidateLength(1, 255)]
    public string? Name { get; set; }

    /// <summary>A description.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var network = await Resolver.OneAsync<ZsNetwork>(ResourceKind.Network, Network!, await ScopeAsync(null));
        var request = RangeArguments.Of(Cidr, StartIp, EndIp, Netmask, Gateway) with { Name = Name, Description = Description };
        var range = await Cloud.Networks.CheckRangeAsync(network.Id, request, StopToken);
        if (ShouldProcess(network.Name, $"Add the range {range.StartIp} to {range.EndIp} ({Quantity.Of(range.AddressCount, "address", "addresses")}) with gateway {range.Gateway}"))
        {
            WriteObject(await Cloud.Networks.AddRangeAsync(network.Id, request, Caller, StopToken));
        }
    }
}
