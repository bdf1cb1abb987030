using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>What to make of a distributed port group, or what to change of it (DVPortgroupConfigSpec in the vSphere API).</summary>
[VimType]
public sealed partial record DVPortgroupConfigSpec : DynamicData
{
    /// <summary>The version the change was worked out from; required for a change, unset for a new one.</summary>
    public string? ConfigVersion { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>How many ports it has; 0 for <see cref="DVPortgroupTypes.Ephemeral"/>.</summary>
    public int? NumPorts { get; init; }

    /// <summary>How its ports are named.</summary>
    public string? PortNameFormat { get; init; }

    /// <summary>The settings of its ports; on VMware's switch a <see cref="VMwareDVSPortSetting"/>.</summary>
    public DVPortSetting? DefaultPortConfig { get; init; }

    /// <summary>The notes.</summary>
    public string? Description { get; init; }

    /// <summary>How ports are bound; one of <see cref="DVPortgroupTypes"/>. Required for a new one.</summary>
    public string? Type { get; init; }

    /// <summary>The objects of the inventory whose machines may use it; none means all.</summary>
    public IReadOnlyList<ManagedObjectReference> Scope { get; init; } = [];

    /// <summary>What single ports may have otherwise.</summary>
    public DVPortgroupPolicy? Policy { get; init; }

    /// <summary>Whether it grows as ports are used; only with <see cref="DVPortgroupTypes.EarlyBinding"/>.</summary>
    public bool? AutoExpand { get; init; }
}

/// <summary>How ports are bound (DistributedVirtualPortgroupPortgroupType in the vSphere API).</summary>
public static class DVPortgroupTypes
{
    /// <summary>A machine keeps its port, also while it is off.</summary>
    public const string EarlyBinding = "earlyBinding";

    /// <summary>A machine has a port while it runs. Not for new port groups.</summary>
    public const string LateBinding = "lateBinding";

    /// <summary>A port is made for a machine as it starts, on its host alone.</summary>
    public const string Ephemeral = "ephemeral";
}

/// <summary>What single ports of a port group may have otherwise (DVPortgroupPolicy in the vSphere API).</summary>
[VimType]
public partial record DVPortgroupPolicy : DynamicData
{
    /// <summary>Whether they may be blocked.</summary>
    public bool BlockOverrideAllowed { get; init; }

    /// <summary>Whether they may be shaped.</summary>
    public bool ShapingOverrideAllowed { get; init; }

    /// <summary>Whether they may have settings of a vendor's.</summary>
    public bool VendorConfigOverrideAllowed { get; init; }

    /// <summary>Whether a live port may be moved in and out.</summary>
    public bool LivePortMovingAllowed { get; init; }

    /// <summary>Whether a port takes the group's settings again when it is left.</summary>
    public bool PortConfigResetAtDisconnect { get; init; }

    /// <summary>Whether they may be in another network resource pool.</summary>
    public bool? NetworkResourcePoolOverrideAllowed { get; init; }

    /// <summary>Whether they may have traffic filters of their own (5.5 and later).</summary>
    public bool? TrafficFilterOverrideAllowed { get; init; }
}

/// <summary>What single ports of a port group of VMware's switch may have otherwise (VMwareDVSPortgroupPolicy in the vSphere API).</summary>
[VimType]
public sealed partial record VMwareDVSPortgroupPolicy : DVPortgroupPolicy
{
    /// <summary>Whether they may be in another VLAN.</summary>
    public bool VlanOverrideAllowed { get; init; }

    /// <summary>Whether they may use uplinks differently.</summary>
    public bool UplinkTeamingOverrideAllowed { get; init; }

    /// <summary>Whether they may have other security settings.</summary>
    public bool SecurityPolicyOverrideAllowed { get; init; }

    /// <summary>Whether they may be monitored differently.</summary>
    public bool? IpfixOverrideAllowed { get; init; }
}

/// <summary>What a distributed port lets a guest do (DVSSecurityPolicy in the vSphere API).</summary>
[VimType]
public sealed partial record DVSSecurityPolicy : InheritablePolicy
{
    /// <summary>Whether it may see others' frames.</summary>
    public BoolPolicy? AllowPromiscuous { get; init; }

    /// <summary>Whether it may change its MAC address.</summary>
    public BoolPolicy? MacChanges { get; init; }

    /// <summary>Whether it may send from other MAC addresses.</summary>
    public BoolPolicy? ForgedTransmits { get; init; }
}
