namespace ZStackVCenter.Engine.Networking;

/// <summary>A range of addresses to add: its ends with mask and gateway, or a network in CIDR notation.</summary>
public sealed record IpRangeRequest
{
    /// <summary>Its name; null for its addresses.</summary>
    public string? Name { get; init; }

    /// <summary>A description of at most 2,048 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The first address.</summary>
    public string? StartIp { get; init; }

    /// <summary>The last address.</summary>
    public string? EndIp { get; init; }

    /// <summary>The network's mask, such as <c>255.255.255.0</c>.</summary>
    public string? Netmask { get; init; }

    /// <summary>The gateway, outside the range.</summary>
    public string? Gateway { get; init; }

    /// <summary>The network in CIDR notation, in the place of the four above: its first address is the gateway, the others are handed out.</summary>
    public string? Cidr { get; init; }

    internal IpRangeSpec ToSpec() => Cidr is not null
        ? IpRangeRules.FromCidr(Cidr)
        : IpRangeRules.FromRange(StartIp ?? "", EndIp ?? "", Netmask ?? "", Gateway ?? "");
}

/// <summary>A network to make.</summary>
public sealed record NewNetworkRequest
{
    /// <summary>The record's id of the vCenter, which must be connected.</summary>
    public required Guid VCenterId { get; init; }

    /// <summary>The name, at most 80 characters, which a port group takes; also the port group's.</summary>
    public required string Name { get; init; }

    /// <summary>A description of at most 2,048 characters.</summary>
    public string? Description { get; init; }

    /// <summary>How it is built.</summary>
    public required ZsNetworkKind Kind { get; init; }

    /// <summary>The record's id of the cluster whose hosts have the switch.</summary>
    public required Guid ClusterId { get; init; }

    /// <summary>The name of a distributed or a standard switch.</summary>
    public required string Switch { get; init; }

    /// <summary>The VLAN, 1 to 4,094; null for untagged frames.</summary>
    public int? VlanId { get; init; }

    /// <summary>Its ranges of addresses; a network may begin without one.</summary>
    public IReadOnlyList<IpRangeRequest> Ranges { get; init; } = [];

    /// <summary>DNS servers, in the order in which guests ask them.</summary>
    public IReadOnlyList<string> Dns { get; init; } = [];
}
