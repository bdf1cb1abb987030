using System.Net;

namespace ZStackVCenter.Router.State;

/// <summary>A network whose guests the router serves (<c>domain.md</c> §12).</summary>
public sealed record PrivateNetwork
{
    /// <summary>The network's record.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it; only shown.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The router's card on it.</summary>
    public required MacAddress Mac { get; init; }

    /// <summary>The network, /8 to /30.</summary>
    public required IPNetwork Network { get; init; }

    /// <summary>The router's address on it: the guests' gateway and name server.</summary>
    public required IPAddress RouterAddress { get; init; }

    /// <summary>The domain of its guests' names; null for none.</summary>
    public string? Domain { get; init; }

    /// <summary>The largest packet in bytes, 576 to 9216.</summary>
    public int Mtu { get; init; } = 1500;

    /// <summary>True when the router hands out addresses: to <see cref="Hosts"/>, and to nobody else.</summary>
    public bool Dhcp { get; init; } = true;

    /// <summary>The guests: their addresses by DHCP, their names by DNS.</summary>
    public IReadOnlyList<DhcpHost> Hosts { get; init; } = [];

    /// <summary>True when the router answers names: its guests' own, and all others by asking <see cref="DnsUpstreams"/>.</summary>
    public bool Dns { get; init; } = true;

    /// <summary>
    /// The servers that are asked for other names, in this order, at most 32; empty when only the guests' own names are answered. Guests are told them when
    /// <see cref="Dns"/> is false.
    /// </summary>
    public IReadOnlyList<IPAddress> DnsUpstreams { get; init; } = [];

    /// <summary>The public address that guests without one of their own go out under; null when they do not go out.</summary>
    public IPAddress? SnatAddress { get; init; }

    /// <summary>True when guests may ping the router.</summary>
    public bool AllowPing { get; init; } = true;

    /// <summary>True when guests may use the listeners of this router by their public addresses.</summary>
    public bool AllowListeners { get; init; } = true;
}

/// <summary>One card of a guest on a private network.</summary>
public sealed record DhcpHost
{
    /// <summary>The guest's card.</summary>
    public required MacAddress Mac { get; init; }

    /// <summary>The address that it gets.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The guest's name (RFC 1123: one label); null for none.</summary>
    public string? HostName { get; init; }

    /// <summary>True when this card is the guest's way out: it then gets the gateway and the name server too.</summary>
    public bool IsDefaultRoute { get; init; } = true;
}
