using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>A network in short (NetworkSummary in the vSphere API).</summary>
[VimType]
public partial record NetworkSummary : DynamicData
{
    /// <summary>The network.</summary>
    public ManagedObjectReference? Network { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether at least one host has it.</summary>
    public bool Accessible { get; init; }

    /// <summary>The name of its IP pool.</summary>
    public string IpPoolName { get; init; } = "";

    /// <summary>The id of its IP pool.</summary>
    public int? IpPoolId { get; init; }
}

/// <summary>A network that another system, such as NSX, manages (OpaqueNetworkSummary in the vSphere API).</summary>
[VimType]
public sealed partial record OpaqueNetworkSummary : NetworkSummary
{
    /// <summary>Its id in that system.</summary>
    public string OpaqueNetworkId { get; init; } = "";

    /// <summary>Its type in that system.</summary>
    public string OpaqueNetworkType { get; init; } = "";
}
