namespace ZStackVCenter;

/// <summary>Who a network is for (domain.md §12).</summary>
public enum ZsNetworkCategory
{
    /// <summary>Its addresses are reached from outside.</summary>
    Public,

    /// <summary>For VMs among themselves.</summary>
    Private,
}

/// <summary>How a network is built (guide, chapter 5).</summary>
public enum ZsNetworkKind
{
    /// <summary>A public network: no services of its own.</summary>
    Public,

    /// <summary>A private network without a router: addresses are planned and recorded here, and given to guests by hand or by customization.</summary>
    Flat,

    /// <summary>A private network behind a router that the module runs.</summary>
    Router,
}

/// <summary>
/// A network that the module hands addresses out on: a port group of a distributed switch, or of a standard switch on every host of a
/// cluster (ZStack's L2 and L3 network in one; domain.md §11, §12).
/// </summary>
public sealed record ZsNetwork : ZsInventoryResource
{
    /// <summary>How it is built.</summary>
    public ZsNetworkKind Kind { get; init; }

    /// <summary>Who it is for.</summary>
    public ZsNetworkCategory Category => Kind == ZsNetworkKind.Public ? ZsNetworkCategory.Public : ZsNetworkCategory.Private;

    /// <summary>The record's id of its cluster; null when the cluster is gone.</summary>
    public Guid? ClusterId { get; init; }

    /// <summary>The name of its cluster.</summary>
    public string? Cluster { get; init; }

    /// <summary>The name of the switch it is on.</summary>
    public string Switch { get; init; } = "";

    /// <summary>The switch's kind.</summary>
    public ZsSwitchKind SwitchKind { get; init; }

    /// <summary>The VLAN, 1 to 4,094; null when its frames are untagged.</summary>
    public int? VlanId { get; init; }

    /// <summary>The name of its port group.</summary>
    public string PortGroup { get; init; } = "";

    /// <summary>The network of all its ranges, such as <c>192.168.1.0/24</c>; null while it has none.</summary>
    public string? Cidr { get; init; }

    /// <summary>The gateway of all its ranges; null while it has none.</summary>
    public string? Gateway { get; init; }

    /// <summary>DNS servers, in the order in which guests ask them.</summary>
    public IReadOnlyList<string> Dns { get; init; } = [];

    /// <summary>How many addresses its ranges hold.</summary>
    public long AddressCount { get; init; }

    /// <summary>How many of them are taken.</summary>
    public long UsedCount { get; init; }

    /// <summary>Whether it may be used for new VMs.</summary>
    public ZsState State { get; init; }

    /// <summary>The owning account.</summary>
    public string Owner { get; init; } = "admin";
}
