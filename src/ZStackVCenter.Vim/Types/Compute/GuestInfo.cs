using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>What VMware Tools say about a guest (GuestInfo in the vSphere API).</summary>
[VimType]
public sealed partial record GuestInfo : DynamicData
{
    /// <summary>Whether the tools run and are current; replaced by the two below.</summary>
    public VirtualMachineToolsStatus? ToolsStatus { get; init; }

    /// <summary>Whether the tools are current.</summary>
    public string? ToolsVersionStatus2 { get; init; }

    /// <summary><c>guestToolsRunning</c> when they run.</summary>
    public string? ToolsRunningStatus { get; init; }

    /// <summary>The tools' version.</summary>
    public string? ToolsVersion { get; init; }

    /// <summary>The guest operating system found.</summary>
    public string? GuestId { get; init; }

    /// <summary>Its family, as <c>linuxGuest</c>.</summary>
    public string? GuestFamily { get; init; }

    /// <summary>Its name, for a person to read.</summary>
    public string? GuestFullName { get; init; }

    /// <summary>The guest's host name.</summary>
    public string? HostName { get; init; }

    /// <summary>The guest's first address.</summary>
    public string? IpAddress { get; init; }

    /// <summary>The guest's network interfaces.</summary>
    public IReadOnlyList<GuestNicInfo> Net { get; init; } = [];

    /// <summary>Whether the guest runs, as <c>running</c>.</summary>
    public string GuestState { get; init; } = "";
}

/// <summary>A network interface of a guest, as VMware Tools see it (GuestNicInfo in the vSphere API).</summary>
[VimType]
public sealed partial record GuestNicInfo : DynamicData
{
    /// <summary>The network it is on.</summary>
    public string? Network { get; init; }

    /// <summary>Its addresses; use <see cref="IpConfig"/> for their prefixes.</summary>
    public IReadOnlyList<string> IpAddress { get; init; } = [];

    /// <summary>Its MAC address.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Whether it is connected.</summary>
    public bool Connected { get; init; }

    /// <summary>The key of the virtual network card; -1 when it is none of the machine's.</summary>
    public int DeviceConfigId { get; init; }

    /// <summary>Its addresses with their prefixes.</summary>
    public NetIpConfigInfo? IpConfig { get; init; }
}

/// <summary>The addresses of a network interface (NetIpConfigInfo in the vSphere API).</summary>
[VimType]
public sealed partial record NetIpConfigInfo : DynamicData
{
    /// <summary>The addresses.</summary>
    public IReadOnlyList<NetIpConfigInfoIpAddress> IpAddress { get; init; } = [];

    /// <summary>How it takes addresses.</summary>
    public NetDhcpConfigInfo? Dhcp { get; init; }

    /// <summary>Whether IPv6 configures itself.</summary>
    public bool? AutoConfigurationEnabled { get; init; }
}

/// <summary>An address with its prefix (NetIpConfigInfoIpAddress in the vSphere API).</summary>
[VimType]
public sealed partial record NetIpConfigInfoIpAddress : DynamicData
{
    /// <summary>The address, IPv4 or IPv6.</summary>
    public string IpAddress { get; init; } = "";

    /// <summary>How many bits the prefix has.</summary>
    public int PrefixLength { get; init; }

    /// <summary>Where it comes from, as <c>dhcp</c> or <c>manual</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>Its state, as <c>preferred</c>.</summary>
    public string? State { get; init; }
}

/// <summary>How an interface takes addresses by DHCP (NetDhcpConfigInfo in the vSphere API).</summary>
[VimType]
public sealed partial record NetDhcpConfigInfo : DynamicData
{
    /// <summary>For IPv6.</summary>
    public NetDhcpConfigInfoDhcpOptions? Ipv6 { get; init; }

    /// <summary>For IPv4.</summary>
    public NetDhcpConfigInfoDhcpOptions? Ipv4 { get; init; }
}

/// <summary>DHCP for one address family (NetDhcpConfigInfoDhcpOptions in the vSphere API).</summary>
[VimType]
public sealed partial record NetDhcpConfigInfoDhcpOptions : DynamicData
{
    /// <summary>Whether it is on.</summary>
    public bool Enable { get; init; }
}

/// <summary>Whether VMware Tools run and are current (VirtualMachineToolsStatus in the vSphere API).</summary>
[VimEnum]
public enum VirtualMachineToolsStatus
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Not installed, or never ran.</summary>
    ToolsNotInstalled,

    /// <summary>Not running.</summary>
    ToolsNotRunning,

    /// <summary>Running, but not current.</summary>
    ToolsOld,

    /// <summary>Running and current.</summary>
    ToolsOk,
}
