using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>The network configuration of a host (HostNetworkInfo in the vSphere API).</summary>
[VimType]
public sealed partial record HostNetworkInfo : DynamicData
{
    /// <summary>Its own switches.</summary>
    public IReadOnlyList<HostVirtualSwitch> Vswitch { get; init; } = [];

    /// <summary>Its parts of distributed switches.</summary>
    public IReadOnlyList<HostProxySwitch> ProxySwitch { get; init; } = [];

    /// <summary>The port groups of its own switches.</summary>
    public IReadOnlyList<HostPortGroup> Portgroup { get; init; } = [];

    /// <summary>Its network cards.</summary>
    public IReadOnlyList<PhysicalNic> Pnic { get; init; } = [];

    /// <summary>Its VMkernel interfaces.</summary>
    public IReadOnlyList<HostVirtualNic> Vnic { get; init; } = [];
}

/// <summary>A switch of one host (HostVirtualSwitch in the vSphere API).</summary>
[VimType]
public sealed partial record HostVirtualSwitch : DynamicData
{
    /// <summary>The switch's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Identifies it on its host.</summary>
    public string Key { get; init; } = "";

    /// <summary>How many ports it has.</summary>
    public int NumPorts { get; init; }

    /// <summary>The frame size in bytes.</summary>
    public int? Mtu { get; init; }

    /// <summary>The keys of its port groups.</summary>
    public IReadOnlyList<string> Portgroup { get; init; } = [];

    /// <summary>The keys of its network cards.</summary>
    public IReadOnlyList<string> Pnic { get; init; } = [];
}

/// <summary>A host's part of a distributed switch (HostProxySwitch in the vSphere API).</summary>
[VimType]
public sealed partial record HostProxySwitch : DynamicData
{
    /// <summary>The switch.</summary>
    public string DvsUuid { get; init; } = "";

    /// <summary>The switch's name.</summary>
    public string DvsName { get; init; } = "";

    /// <summary>Identifies the part on its host.</summary>
    public string Key { get; init; } = "";

    /// <summary>How many ports it has.</summary>
    public int NumPorts { get; init; }

    /// <summary>The frame size in bytes.</summary>
    public int? Mtu { get; init; }

    /// <summary>The keys of its network cards.</summary>
    public IReadOnlyList<string> Pnic { get; init; } = [];
}

/// <summary>A port group of a host's switch (HostPortGroup in the vSphere API).</summary>
[VimType]
public sealed partial record HostPortGroup : DynamicData
{
    /// <summary>Identifies it on its host.</summary>
    public string? Key { get; init; }

    /// <summary>Its ports in use.</summary>
    public IReadOnlyList<HostPortGroupPort> Port { get; init; } = [];

    /// <summary>The key of its switch.</summary>
    public string? Vswitch { get; init; }

    /// <summary>Its settings.</summary>
    public HostPortGroupSpec? Spec { get; init; }
}

/// <summary>A port in use (HostPortGroupPort in the vSphere API).</summary>
[VimType]
public sealed partial record HostPortGroupPort : DynamicData
{
    /// <summary>Identifies the port.</summary>
    public string? Key { get; init; }

    /// <summary>The MAC addresses on it.</summary>
    public IReadOnlyList<string> Mac { get; init; } = [];

    /// <summary>Who uses it: <c>virtualMachine</c>, <c>host</c>, <c>systemManagement</c> or <c>unknown</c>.</summary>
    public string Type { get; init; } = "";
}

/// <summary>The settings of a port group (HostPortGroupSpec in the vSphere API).</summary>
[VimType]
public sealed partial record HostPortGroupSpec : DynamicData
{
    /// <summary>The port group's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>0 for none, 1 to 4094 for one, 4095 for all of them tagged.</summary>
    public int VlanId { get; init; }

    /// <summary>The name of its switch.</summary>
    public string VswitchName { get; init; } = "";

    /// <summary>What it has otherwise than its switch.</summary>
    public HostNetworkPolicy Policy { get; init; } = new();
}

/// <summary>A VMkernel interface (HostVirtualNic in the vSphere API).</summary>
[VimType]
public sealed partial record HostVirtualNic : DynamicData
{
    /// <summary>Its name, as <c>vmk0</c>.</summary>
    public string Device { get; init; } = "";

    /// <summary>Identifies it on its host.</summary>
    public string Key { get; init; } = "";

    /// <summary>The name of its port group; empty on a distributed switch.</summary>
    public string Portgroup { get; init; } = "";

    /// <summary>Its settings.</summary>
    public HostVirtualNicSpec? Spec { get; init; }

    /// <summary>The key of its port.</summary>
    public string? Port { get; init; }
}

/// <summary>The settings of a VMkernel interface (HostVirtualNicSpec in the vSphere API).</summary>
[VimType]
public sealed partial record HostVirtualNicSpec : DynamicData
{
    /// <summary>Its addresses.</summary>
    public HostIpConfig? Ip { get; init; }

    /// <summary>Its MAC address.</summary>
    public string? Mac { get; init; }

    /// <summary>Its port on a distributed switch.</summary>
    public DistributedVirtualSwitchPortConnection? DistributedVirtualPort { get; init; }

    /// <summary>The name of its port group.</summary>
    public string? Portgroup { get; init; }

    /// <summary>The frame size in bytes.</summary>
    public int? Mtu { get; init; }
}

/// <summary>The addresses of a host's interface (HostIpConfig in the vSphere API).</summary>
[VimType]
public sealed partial record HostIpConfig : DynamicData
{
    /// <summary>Whether it takes them by DHCP.</summary>
    public bool Dhcp { get; init; }

    /// <summary>The IPv4 address.</summary>
    public string? IpAddress { get; init; }

    /// <summary>The IPv4 mask.</summary>
    public string? SubnetMask { get; init; }
}

/// <summary>A network card of a host (PhysicalNic in the vSphere API).</summary>
[VimType]
public sealed partial record PhysicalNic : DynamicData
{
    /// <summary>Identifies it on its host.</summary>
    public string? Key { get; init; }

    /// <summary>Its name, as <c>vmnic0</c>.</summary>
    public string Device { get; init; } = "";

    /// <summary>Its place on the PCI bus.</summary>
    public string Pci { get; init; } = "";

    /// <summary>Its driver.</summary>
    public string? Driver { get; init; }

    /// <summary>The speed of its link; none when the link is down.</summary>
    public PhysicalNicLinkInfo? LinkSpeed { get; init; }

    /// <summary>Its MAC address.</summary>
    public string Mac { get; init; } = "";
}

/// <summary>The speed of a link (PhysicalNicLinkInfo in the vSphere API).</summary>
[VimType]
public sealed partial record PhysicalNicLinkInfo : DynamicData
{
    /// <summary>Megabits a second.</summary>
    public int SpeedMb { get; init; }

    /// <summary>Whether it sends and receives at once.</summary>
    public bool Duplex { get; init; }
}
