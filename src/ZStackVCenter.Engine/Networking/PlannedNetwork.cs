namespace ZStackVCenter.Engine.Networking;

/// <summary>What making a network would come to.</summary>
/// <param name="SwitchKind">The kind of its switch.</param>
/// <param name="PortGroupIsThere">True when its port group is there and is adopted; false when it is made; null when vCenter was not asked.</param>
/// <param name="HostCount">On how many hosts a standard switch's port group is made; 0 when vCenter was not asked.</param>
/// <param name="AddressCount">How many addresses its ranges hold.</param>
public sealed record PlannedNetwork(ZsSwitchKind SwitchKind, bool? PortGroupIsThere, int HostCount, long AddressCount);
