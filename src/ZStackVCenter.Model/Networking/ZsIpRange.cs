namespace ZStackVCenter;

/// <summary>A range of addresses that a network hands out (domain.md §12.1).</summary>
public sealed record ZsIpRange : ZsInventoryResource
{
    /// <summary>The record's id of its network.</summary>
    public Guid NetworkId { get; init; }

    /// <summary>The name of its network.</summary>
    public string Network { get; init; } = "";

    /// <summary>The first address.</summary>
    public string StartIp { get; init; } = "";

    /// <summary>The last address.</summary>
    public string EndIp { get; init; } = "";

    /// <summary>The network's mask, such as <c>255.255.255.0</c>.</summary>
    public string Netmask { get; init; } = "";

    /// <summary>The gateway, which lies outside the range.</summary>
    public string Gateway { get; init; } = "";

    /// <summary>The network that the range lies in, such as <c>192.168.1.0/24</c>.</summary>
    public string Cidr { get; init; } = "";

    /// <summary>How many addresses it holds.</summary>
    public long AddressCount { get; init; }

    /// <summary>How many of them are taken.</summary>
    public long UsedCount { get; init; }
}
