using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>The policies of a port group or switch of a host (HostNetworkPolicy in the vSphere API). What is unset comes from the switch.</summary>
[VimType]
public sealed partial record HostNetworkPolicy : DynamicData
{
    /// <summary>What guests may do.</summary>
    public HostNetworkSecurityPolicy? Security { get; init; }

    /// <summary>How network cards are used together.</summary>
    public HostNicTeamingPolicy? NicTeaming { get; init; }

    /// <summary>What cards do for the guests.</summary>
    public HostNetOffloadCapabilities? OffloadPolicy { get; init; }

    /// <summary>How traffic is shaped.</summary>
    public HostNetworkTrafficShapingPolicy? ShapingPolicy { get; init; }
}

/// <summary>What guests may do on a network (HostNetworkSecurityPolicy in the vSphere API).</summary>
[VimType]
public sealed partial record HostNetworkSecurityPolicy : DynamicData
{
    /// <summary>Whether they may see others' frames.</summary>
    public bool? AllowPromiscuous { get; init; }

    /// <summary>Whether they may change their MAC address.</summary>
    public bool? MacChanges { get; init; }

    /// <summary>Whether they may send from other MAC addresses.</summary>
    public bool? ForgedTransmits { get; init; }
}

/// <summary>How network cards are used together (HostNicTeamingPolicy in the vSphere API).</summary>
[VimType]
public sealed partial record HostNicTeamingPolicy : DynamicData
{
    /// <summary>How one is chosen, as <c>loadbalance_srcid</c>, <c>loadbalance_ip</c> or <c>failover_explicit</c>.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether what comes in goes by the same rule.</summary>
    public bool? ReversePolicy { get; init; }

    /// <summary>Whether physical switches are told of a failover.</summary>
    public bool? NotifySwitches { get; init; }

    /// <summary>Whether a card that works again stays in reserve.</summary>
    public bool? RollingOrder { get; init; }

    /// <summary>When a card counts as failed.</summary>
    public HostNicFailureCriteria? FailureCriteria { get; init; }

    /// <summary>Which cards are used, and which are in reserve.</summary>
    public HostNicOrderPolicy? NicOrder { get; init; }
}

/// <summary>When a network card counts as failed (HostNicFailureCriteria in the vSphere API).</summary>
[VimType]
public sealed partial record HostNicFailureCriteria : DynamicData
{
    /// <summary>How the speed is compared: <c>exact</c> or <c>minimum</c>; empty for not at all.</summary>
    public string? CheckSpeed { get; init; }

    /// <summary>The speed in megabits a second.</summary>
    public int? Speed { get; init; }

    /// <summary>Whether the duplex mode counts.</summary>
    public bool? CheckDuplex { get; init; }

    /// <summary>The duplex mode that it must have.</summary>
    public bool? FullDuplex { get; init; }

    /// <summary>Whether errors count.</summary>
    public bool? CheckErrorPercent { get; init; }

    /// <summary>How many errors it may have, in percent.</summary>
    public int? Percentage { get; init; }

    /// <summary>Whether probes count.</summary>
    public bool? CheckBeacon { get; init; }
}

/// <summary>Which network cards are used, in order (HostNicOrderPolicy in the vSphere API).</summary>
[VimType]
public sealed partial record HostNicOrderPolicy : DynamicData
{
    /// <summary>Those in use, as <c>vmnic0</c>.</summary>
    public IReadOnlyList<string> ActiveNic { get; init; } = [];

    /// <summary>Those in reserve.</summary>
    public IReadOnlyList<string> StandbyNic { get; init; } = [];
}

/// <summary>What network cards do for the guests (HostNetOffloadCapabilities in the vSphere API).</summary>
[VimType]
public sealed partial record HostNetOffloadCapabilities : DynamicData
{
    /// <summary>Checksums.</summary>
    public bool? CsumOffload { get; init; }

    /// <summary>Cutting TCP into segments.</summary>
    public bool? TcpSegmentation { get; init; }

    /// <summary>Sending without a copy.</summary>
    public bool? ZeroCopyXmit { get; init; }
}

/// <summary>How traffic is shaped (HostNetworkTrafficShapingPolicy in the vSphere API).</summary>
[VimType]
public sealed partial record HostNetworkTrafficShapingPolicy : DynamicData
{
    /// <summary>Whether it is.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Bits a second on average.</summary>
    public long? AverageBandwidth { get; init; }

    /// <summary>Bits a second at most.</summary>
    public long? PeakBandwidth { get; init; }

    /// <summary>Bytes of a burst at most.</summary>
    public long? BurstSize { get; init; }
}
