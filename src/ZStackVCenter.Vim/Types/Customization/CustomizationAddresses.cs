using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Addresses of a guest that are not a single card's (CustomizationGlobalIPSettings in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationGlobalIPSettings : DynamicData
{
    /// <summary>The domains that short names are looked up in.</summary>
    public IReadOnlyList<string> DnsSuffixList { get; init; } = [];

    /// <summary>The DNS servers of a Linux guest; a Windows guest has them for each card.</summary>
    public IReadOnlyList<string> DnsServerList { get; init; } = [];
}

/// <summary>The addresses of one card (CustomizationAdapterMapping in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationAdapterMapping : DynamicData
{
    /// <summary>The card's MAC address; none means the card in this mapping's place.</summary>
    public string? MacAddress { get; init; }

    /// <summary>The addresses.</summary>
    public required CustomizationIPSettings Adapter { get; init; }
}

/// <summary>The addresses of a card (CustomizationIPSettings in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationIPSettings : DynamicData
{
    /// <summary>Where the IPv4 address comes from; <see cref="CustomizationDhcpIpGenerator"/> also for a card with IPv6 alone.</summary>
    public required CustomizationIpGenerator Ip { get; init; }

    /// <summary>The IPv4 mask; required with a fixed address.</summary>
    public string? SubnetMask { get; init; }

    /// <summary>The IPv4 gateways, the first of them first.</summary>
    public IReadOnlyList<string> Gateway { get; init; } = [];

    /// <summary>The IPv6 addresses.</summary>
    public CustomizationIPSettingsIpV6AddressSpec? IpV6Spec { get; init; }

    /// <summary>The DNS servers of a Windows guest's card; a Linux guest has them in <see cref="CustomizationGlobalIPSettings"/>.</summary>
    public IReadOnlyList<string> DnsServerList { get; init; } = [];

    /// <summary>The DNS domain of a Windows guest's card.</summary>
    public string? DnsDomain { get; init; }

    /// <summary>The first WINS server.</summary>
    public string? PrimaryWINS { get; init; }

    /// <summary>The second WINS server.</summary>
    public string? SecondaryWINS { get; init; }

    /// <summary>NetBIOS over TCP/IP of a Windows guest's card.</summary>
    public CustomizationNetBIOSMode? NetBIOS { get; init; }
}

/// <summary>Where an IPv4 address comes from (CustomizationIpGenerator in the vSphere API): the root of the kinds.</summary>
[VimType]
public partial record CustomizationIpGenerator : DynamicData;

/// <summary>A given IPv4 address (CustomizationFixedIp in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationFixedIp : CustomizationIpGenerator
{
    /// <summary>The address.</summary>
    public string IpAddress { get; init; } = "";
}

/// <summary>An IPv4 address by DHCP (CustomizationDhcpIpGenerator in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationDhcpIpGenerator : CustomizationIpGenerator;

/// <summary>The IPv6 addresses of a card (CustomizationIPSettingsIpV6AddressSpec in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationIPSettingsIpV6AddressSpec : DynamicData
{
    /// <summary>Where the addresses come from.</summary>
    public IReadOnlyList<CustomizationIpV6Generator> Ip { get; init; } = [];

    /// <summary>The gateways, the first of them first.</summary>
    public IReadOnlyList<string> Gateway { get; init; } = [];
}

/// <summary>Where an IPv6 address comes from (CustomizationIpV6Generator in the vSphere API): the root of the kinds.</summary>
[VimType]
public partial record CustomizationIpV6Generator : DynamicData;

/// <summary>A given IPv6 address (CustomizationFixedIpV6 in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationFixedIpV6 : CustomizationIpV6Generator
{
    /// <summary>The address.</summary>
    public string IpAddress { get; init; } = "";

    /// <summary>The length of the prefix, 0 to 128, under the API's own name.</summary>
    public int SubnetMask { get; init; }
}

/// <summary>An IPv6 address by DHCP (CustomizationDhcpIpV6Generator in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationDhcpIpV6Generator : CustomizationIpV6Generator;

/// <summary>An IPv6 address from the router's advertisements (CustomizationAutoIpV6Generator in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationAutoIpV6Generator : CustomizationIpV6Generator;

/// <summary>NetBIOS over TCP/IP (CustomizationNetBIOSMode in the vSphere API).</summary>
[VimEnum]
public enum CustomizationNetBIOSMode
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>As DHCP says.</summary>
    EnableNetBIOSViaDhcp,

    /// <summary>On.</summary>
    EnableNetBIOS,

    /// <summary>Off.</summary>
    DisableNetBIOS,
}
