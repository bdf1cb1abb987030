using System.Globalization;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>A port group's VLAN as a number and as text: <c>-</c>, <c>2200</c>, <c>trunk 1-100,200</c>, <c>pvlan 30</c>.</summary>
internal static class VlanText
{
    /// <summary>The VLAN of a standard port group: 0 is none, 4095 is every VLAN (guest tagging).</summary>
    public static (int? Id, string Text) Of(int vlanId) => vlanId switch
    {
        0 => (null, "-"),
        4095 => (4095, "trunk 0-4094"),
        _ => (vlanId, vlanId.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>The VLAN of a distributed port group.</summary>
    public static (int? Id, string Text) Of(VmwareDistributedVirtualSwitchVlanSpec? spec) => spec switch
    {
        VmwareDistributedVirtualSwitchVlanIdSpec one => Of(one.VlanId),
        VmwareDistributedVirtualSwitchTrunkVlanSpec trunk => (4095, "trunk " + string.Join(',', trunk.VlanId.Select(Range))),
        VmwareDistributedVirtualSwitchPvlanSpec pvlan => (null, string.Create(CultureInfo.InvariantCulture, $"pvlan {pvlan.PvlanId}")),
        _ => (null, "-"),
    };

    private static string Range(NumericRange range) => range.Start == range.End
        ? range.Start.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{range.Start}-{range.End}");
}
