using System.Net;

namespace ZStackVCenter.Router.State;

/// <summary>The card that the router is managed on: SSH is answered here and nowhere else.</summary>
public sealed record ManagementInterface
{
    /// <summary>The card; the router finds its name by it.</summary>
    public required MacAddress Mac { get; init; }

    /// <summary>The router's address on it.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The network that the address is in.</summary>
    public required IPNetwork Network { get; init; }

    /// <summary>The next hop to <see cref="Destinations"/>; the default route when no public interface has one.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>What is reached through <see cref="Gateway"/>, such as the network of the machine that manages the router.</summary>
    public IReadOnlyList<IPNetwork> Destinations { get; init; } = [];

    /// <summary>The port of the SSH server, 1 to 65535.</summary>
    public int SshPort { get; init; } = 22;

    /// <summary>From where SSH is answered; empty for everywhere.</summary>
    public IReadOnlyList<IPNetwork> AllowedCidrs { get; init; } = [];

    /// <summary>The largest packet in bytes, 576 to 9216.</summary>
    public int Mtu { get; init; } = 1500;
}

/// <summary>A card on a public network.</summary>
public sealed record PublicInterface
{
    /// <summary>The card; the router finds its name by it.</summary>
    public required MacAddress Mac { get; init; }

    /// <summary>The router's own address on it.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The network that the address is in.</summary>
    public required IPNetwork Network { get; init; }

    /// <summary>The next hop out of it; null when there is only the network itself.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>True for the one card that leads to the rest of the world. Another card's gateway is used by what has an address of that card.</summary>
    public bool IsDefaultRoute { get; init; }

    /// <summary>The largest packet in bytes, 576 to 9216.</summary>
    public int Mtu { get; init; } = 1500;
}
