using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>The configuration of a distributed switch (DVSConfigInfo in the vSphere API).</summary>
[VimType]
public partial record DVSConfigInfo : DynamicData
{
    /// <summary>The switch's UUID.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>The switch's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>How many ports it has.</summary>
    public int NumPorts { get; init; }

    /// <summary>How many it may have.</summary>
    public int MaxPorts { get; init; }

    /// <summary>The port groups of its uplinks.</summary>
    public IReadOnlyList<ManagedObjectReference> UplinkPortgroup { get; init; } = [];

    /// <summary>The settings of its ports unless told otherwise.</summary>
    public DVPortSetting? DefaultPortConfig { get; init; }

    /// <summary>Its hosts.</summary>
    public IReadOnlyList<DistributedVirtualSwitchHostMember> Host { get; init; } = [];

    /// <summary>The notes.</summary>
    public string? Description { get; init; }

    /// <summary>Changes with every reconfiguration.</summary>
    public string ConfigVersion { get; init; } = "";

    /// <summary>When it was made, in UTC.</summary>
    public DateTime CreateTime { get; init; }
}

/// <summary>The configuration of VMware's distributed switch (VMwareDVSConfigInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VMwareDVSConfigInfo : DVSConfigInfo
{
    /// <summary>The largest frame size in bytes.</summary>
    public int MaxMtu { get; init; }
}

/// <summary>A host of a distributed switch (DistributedVirtualSwitchHostMember in the vSphere API).</summary>
[VimType]
public sealed partial record DistributedVirtualSwitchHostMember : DynamicData
{
    /// <summary>What was configured.</summary>
    public DistributedVirtualSwitchHostMemberConfigInfo? Config { get; init; }

    /// <summary>The keys of the host's uplink ports.</summary>
    public IReadOnlyList<string> UplinkPortKey { get; init; } = [];

    /// <summary>The host's state, as <c>up</c>.</summary>
    public string Status { get; init; } = "";
}

/// <summary>A host as configured on a distributed switch (DistributedVirtualSwitchHostMemberConfigInfo in the vSphere API).</summary>
[VimType]
public sealed partial record DistributedVirtualSwitchHostMemberConfigInfo : DynamicData
{
    /// <summary>The host.</summary>
    public ManagedObjectReference? Host { get; init; }

    /// <summary>How many ports its part of the switch has.</summary>
    public int MaxProxySwitchPorts { get; init; }
}

/// <summary>A distributed switch in short (DVSSummary in the vSphere API).</summary>
[VimType]
public sealed partial record DVSSummary : DynamicData
{
    /// <summary>The switch's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The switch's UUID.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>How many ports it has.</summary>
    public int NumPorts { get; init; }

    /// <summary>Its hosts.</summary>
    public IReadOnlyList<ManagedObjectReference> HostMember { get; init; } = [];

    /// <summary>The machines on it.</summary>
    public IReadOnlyList<ManagedObjectReference> Vm { get; init; } = [];

    /// <summary>The hosts on it.</summary>
    public IReadOnlyList<ManagedObjectReference> Host { get; init; } = [];

    /// <summary>The names of its port groups.</summary>
    public IReadOnlyList<string> PortgroupName { get; init; } = [];

    /// <summary>The notes.</summary>
    public string? Description { get; init; }

    /// <summary>How many hosts it has.</summary>
    public int? NumHosts { get; init; }
}

/// <summary>The configuration of a distributed port group (DVPortgroupConfigInfo in the vSphere API).</summary>
[VimType]
public sealed partial record DVPortgroupConfigInfo : DynamicData
{
    /// <summary>Identifies it.</summary>
    public string Key { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>How many ports it has.</summary>
    public int NumPorts { get; init; }

    /// <summary>Its switch.</summary>
    public ManagedObjectReference? DistributedVirtualSwitch { get; init; }

    /// <summary>The settings of its ports.</summary>
    public DVPortSetting? DefaultPortConfig { get; init; }

    /// <summary>The notes.</summary>
    public string? Description { get; init; }

    /// <summary>How ports are bound: <c>earlyBinding</c>, <c>lateBinding</c> or <c>ephemeral</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>Changes with every reconfiguration.</summary>
    public string? ConfigVersion { get; init; }

    /// <summary>Whether it grows as ports are used.</summary>
    public bool? AutoExpand { get; init; }
}

/// <summary>The settings of a distributed port (DVPortSetting in the vSphere API).</summary>
[VimType]
public partial record DVPortSetting : DynamicData
{
    /// <summary>Whether nothing passes.</summary>
    public BoolPolicy? Blocked { get; init; }
}

/// <summary>The settings of a port of VMware's distributed switch (VMwareDVSPortSetting in the vSphere API).</summary>
[VimType]
public sealed partial record VMwareDVSPortSetting : DVPortSetting
{
    /// <summary>Its VLAN.</summary>
    public VmwareDistributedVirtualSwitchVlanSpec? Vlan { get; init; }

    /// <summary>What it lets a guest do.</summary>
    public DVSSecurityPolicy? SecurityPolicy { get; init; }
}

/// <summary>A setting that may come from above (InheritablePolicy in the vSphere API).</summary>
[VimType]
public partial record InheritablePolicy : DynamicData
{
    /// <summary>Whether it does.</summary>
    public bool Inherited { get; init; }
}

/// <summary>A flag that may come from above (BoolPolicy in the vSphere API).</summary>
[VimType]
public sealed partial record BoolPolicy : InheritablePolicy
{
    /// <summary>The flag.</summary>
    public bool? Value { get; init; }
}

/// <summary>The VLAN of a distributed port (VmwareDistributedVirtualSwitchVlanSpec in the vSphere API).</summary>
[VimType]
public partial record VmwareDistributedVirtualSwitchVlanSpec : InheritablePolicy;

/// <summary>One VLAN, or none (VmwareDistributedVirtualSwitchVlanIdSpec in the vSphere API).</summary>
[VimType]
public sealed partial record VmwareDistributedVirtualSwitchVlanIdSpec : VmwareDistributedVirtualSwitchVlanSpec
{
    /// <summary>0 for none, 1 to 4094 for one.</summary>
    public int VlanId { get; init; }
}

/// <summary>Several VLANs, tagged by the guests (VmwareDistributedVirtualSwitchTrunkVlanSpec in the vSphere API).</summary>
[VimType]
public sealed partial record VmwareDistributedVirtualSwitchTrunkVlanSpec : VmwareDistributedVirtualSwitchVlanSpec
{
    /// <summary>The VLANs.</summary>
    public IReadOnlyList<NumericRange> VlanId { get; init; } = [];
}

/// <summary>A private VLAN (VmwareDistributedVirtualSwitchPvlanSpec in the vSphere API).</summary>
[VimType]
public sealed partial record VmwareDistributedVirtualSwitchPvlanSpec : VmwareDistributedVirtualSwitchVlanSpec
{
    /// <summary>The private VLAN.</summary>
    public int PvlanId { get; init; }
}

/// <summary>A range of numbers (NumericRange in the vSphere API).</summary>
[VimType]
public sealed partial record NumericRange : DynamicData
{
    /// <summary>The first.</summary>
    public int Start { get; init; }

    /// <summary>The last.</summary>
    public int End { get; init; }
}
