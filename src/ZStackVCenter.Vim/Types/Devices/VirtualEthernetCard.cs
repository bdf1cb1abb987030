using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>A network card of a machine (VirtualEthernetCard in the vSphere API).</summary>
[VimType]
public partial record VirtualEthernetCard : VirtualDevice
{
    /// <summary>Who chose the MAC address: <c>manual</c>, <c>generated</c> or <c>assigned</c>.</summary>
    public string? AddressType { get; init; }

    /// <summary>The MAC address.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Whether it can wake the machine.</summary>
    public bool? WakeOnLanEnabled { get; init; }

    /// <summary>An id that another system gave the port.</summary>
    public string? ExternalId { get; init; }
}

/// <summary>An Intel E1000 card (VirtualE1000 in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualE1000 : VirtualEthernetCard;

/// <summary>An Intel E1000e card (VirtualE1000e in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualE1000e : VirtualEthernetCard;

/// <summary>An AMD PCnet card (VirtualPCNet32 in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualPCNet32 : VirtualEthernetCard;

/// <summary>A paravirtual card (VirtualVmxnet in the vSphere API).</summary>
[VimType]
public partial record VirtualVmxnet : VirtualEthernetCard;

/// <summary>A paravirtual card of the second generation (VirtualVmxnet2 in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualVmxnet2 : VirtualVmxnet;

/// <summary>A paravirtual card of the third generation (VirtualVmxnet3 in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualVmxnet3 : VirtualVmxnet;

/// <summary>A card that passes a function of the host's through (VirtualSriovEthernetCard in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualSriovEthernetCard : VirtualEthernetCard
{
    /// <summary>Whether the guest may change the frame size.</summary>
    public bool? AllowGuestOSMtuChange { get; init; }
}

/// <summary>A card on a port group of a host's switch (VirtualEthernetCardNetworkBackingInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualEthernetCardNetworkBackingInfo : VirtualDeviceDeviceBackingInfo
{
    /// <summary>The port group.</summary>
    public ManagedObjectReference? Network { get; init; }

    /// <summary>Whether it is passed through.</summary>
    public bool? InPassthroughMode { get; init; }
}

/// <summary>A card on a network of an old host (VirtualEthernetCardLegacyNetworkBackingInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualEthernetCardLegacyNetworkBackingInfo : VirtualDeviceDeviceBackingInfo;

/// <summary>A card on a port of a distributed switch (VirtualEthernetCardDistributedVirtualPortBackingInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualEthernetCardDistributedVirtualPortBackingInfo : VirtualDeviceBackingInfo
{
    /// <summary>The port.</summary>
    public DistributedVirtualSwitchPortConnection? Port { get; init; }
}

/// <summary>A card on a network that another system, such as NSX, manages (VirtualEthernetCardOpaqueNetworkBackingInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualEthernetCardOpaqueNetworkBackingInfo : VirtualDeviceBackingInfo
{
    /// <summary>The network's id in that system.</summary>
    public string OpaqueNetworkId { get; init; } = "";

    /// <summary>The network's type, as <c>nsx.LogicalSwitch</c>.</summary>
    public string OpaqueNetworkType { get; init; } = "";
}

/// <summary>A port of a distributed switch (DistributedVirtualSwitchPortConnection in the vSphere API).</summary>
[VimType]
public sealed partial record DistributedVirtualSwitchPortConnection : DynamicData
{
    /// <summary>The switch.</summary>
    public string SwitchUuid { get; init; } = "";

    /// <summary>The port group; none for a port outside one.</summary>
    public string? PortgroupKey { get; init; }

    /// <summary>The port; none lets the switch choose.</summary>
    public string? PortKey { get; init; }

    /// <summary>Tells one connection of the port from the next.</summary>
    public int? ConnectionCookie { get; init; }
}
