using System.Management.Automation;
using System.Net;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Formats;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Makes networks that addresses are handed out on: adopts the port group of that name, VLAN and switch, or makes it.</summary>
[Cmdlet(VerbsCommon.New, "ZsNetwork", DefaultParameterSetName = FlatCidrSet, SupportsShouldProcess = true)]
[OutputType(typeof(ZsNetwork), typeof(ZsTask))]
public sealed class NewZsNetworkCommand : ResourceCommand
{
    private const string PublicCidrSet = "PublicCidr";
    private const string PublicRangeSet = "PublicRange";
    private const string FlatCidrSet = "FlatCidr";
    private const string FlatRangeSet = "FlatRange";

    /// <summary>The name, which is also the port group's.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Makes a public network: its addresses are reached from outside.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PublicCidrSet)]
    [Parameter(Mandatory = true, ParameterSetName = PublicRangeSet)]
    public SwitchParameter Public { get; set; }

    /// <summary>Makes a flat network: a private one without a router.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FlatCidrSet)]
    [Parameter(Mandatory = true, ParameterSetName = FlatRangeSet)]
    public SwitchParameter Flat { get; set; }

    /// <summary>The name of a distributed switch, or of a standard one that every host of the cluster has.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public string Switch { get; set; } = "";

    /// <summary>The cluster whose hosts have the switch.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsClusterIdentity? Cluster { get; set; }

    /// <summary>The VLAN; 0 or nothing for untagged frames.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 4094)]
    public int VlanId { get; set; }

    /// <summary>A network in CIDR notation: its first address is the gateway, the others are handed out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = PublicCidrSet)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = FlatCidrSet)]
    [AllowEmptyString]
    public string? Cidr { get; set; }

    /// <summary>The first address that is handed out.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PublicRangeSet)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = FlatRangeSet)]
    [WholeAddress]
    public IPAddress? StartIp { get; set; }

    /// <summary>The last address that is handed out.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PublicRangeSet)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = FlatRangeSet)]
    [WholeAddress]
    public IPAddress? EndIp { get; set; }

    /// <summary>The network's mask.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PublicRangeSet)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = FlatRangeSet)]
    [WholeAddress]
    public IPAddress? Netmask { get; set; }

    /// <summary>The gateway, outside the range.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PublicRangeSet)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = FlatRangeSet)]
    [WholeAddress]
    public IPAddress? Gateway { get; set; }

    /// <summary>DNS servers, in the order in which guests ask them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeAddress]
    public IPAddress[]? Dns { get; set; }

    /// <summary>A description.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>The vCenter that the cluster is in, where several have one of that name.</summary>
    [Parameter]
    [Alias("Server")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    private protected override string Activity => "Making networks";

    private protected override async Task ChangeAllAsync()
    {
        Expect(1);
        await ChangeAsync(null, CheckAsync);
    }

    private async Task<Change> CheckAsync()
    {
        var cluster = await Resolver.OneAsync<ZsCluster>(ResourceKind.Cluster, Cluster!, await ScopeAsync(VCenter));
        var request = new NewNetworkRequest
        {
            VCenterId = cluster.VCenterId,
            Name = Name,
            Description = Description,
            Kind = Public ? ZsNetworkKind.Public : ZsNetworkKind.Flat,
            ClusterId = cluster.Id,
            Switch = Switch,
            VlanId = VlanId == 0 ? null : VlanId,
            Ranges = string.IsNullOrWhiteSpace(Cidr) && StartIp is null ? [] : [RangeArguments.Of(Cidr, StartIp, EndIp, Netmask, Gateway)],
            Dns = [.. (Dns ?? []).Where(d => d is not null).Select(d => d.ToString())],
        };
        // Whether a port group is adopted or made only vCenter tells: of many networks it is asked side by side, unless somebody is to hear it before.
        var planned = await Cloud.Networks.CheckAsync(request, TellsBefore, StopToken);
        var (networks, caller) = (Cloud.Networks, Caller);
        return new Change
        {
            Target = Name,
            Words = Words(request, planned),
            Run = async (progress, token) => await networks.CreateAsync(request, caller, progress, token).ConfigureAwait(false),
            Start = async token => await networks.StartCreateAsync(request, caller, token).ConfigureAwait(false),
        };
    }

    private static string Words(NewNetworkRequest request, PlannedNetwork planned)
    {
        var kind = request.Kind == ZsNetworkKind.Public ? "public" : "flat";
        var place = $"on switch {request.Switch}, {(request.VlanId is { } vlan ? $"VLAN {vlan}" : "without a VLAN")}";
        var portGroup = planned.PortGroupIsThere is not { } isThere ? "adopt or make its port group"
            : isThere ? "adopt its port group"
            : planned.SwitchKind == ZsSwitchKind.Distributed ? "make its port group"
            : $"make its port group on {Quantity.Of(planned.HostCount, "host")}";
        return $"Make the {kind} network of {Quantity.Of(planned.AddressCount, "address", "addresses")}, and {portGroup} {place}";
    }
}
