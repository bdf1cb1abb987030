namespace ZStackVCenter.Router.State;

/// <summary>
/// All that one router is to be: the whole of it, never a change to what it was. It is made from the records, verified
/// (<c>RouterVerifier</c>), rendered to files (<c>RouterRenderer</c>) and taken by the router as one generation.
/// <para>The router speaks IPv4, as the guide's networks do: its IPv6 is switched off, and IPv6 in a state is refused.
/// There is no dynamic routing, no QoS, and no certificate authentication of tunnels.</para>
/// </summary>
public sealed record RouterState
{
    /// <summary>The form of the JSON that this version reads and writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The form of the JSON; a higher one than <see cref="CurrentVersion"/> is refused.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The router's record.</summary>
    public required Guid Id { get; init; }

    /// <summary>The router's own host name (RFC 1123: one label).</summary>
    public required string HostName { get; init; }

    /// <summary>Where the router is managed from.</summary>
    public required ManagementInterface Management { get; init; }

    /// <summary>The cards on public networks. One of them has the default route. A card may also be the management card.</summary>
    public IReadOnlyList<PublicInterface> PublicInterfaces { get; init; } = [];

    /// <summary>The networks that the router serves, each with a card of its own.</summary>
    public IReadOnlyList<PrivateNetwork> PrivateNetworks { get; init; } = [];

    /// <summary>The public addresses that services use; the router's own public address may be one.</summary>
    public IReadOnlyList<Vip> Vips { get; init; } = [];

    /// <summary>Public addresses that are one guest's own, in both directions.</summary>
    public IReadOnlyList<Eip> Eips { get; init; } = [];

    /// <summary>Public ports that lead to one guest.</summary>
    public IReadOnlyList<PortForwarding> PortForwardings { get; init; } = [];

    /// <summary>Public ports whose connections are shared among guests.</summary>
    public IReadOnlyList<Listener> Listeners { get; init; } = [];

    /// <summary>What HTTPS listeners show.</summary>
    public IReadOnlyList<Certificate> Certificates { get; init; } = [];

    /// <summary>IPsec tunnels to other sites.</summary>
    public IReadOnlyList<IpsecTunnel> Tunnels { get; init; } = [];

    /// <summary>What guests may do when nothing else says it.</summary>
    public FirewallDefaults Firewall { get; init; } = new();

    /// <summary>Writes the state as JSON; the same state gives the same text. It holds the secrets.</summary>
    public string ToJson() => RouterStateJson.Write(this);

    /// <summary>Reads a state from JSON.</summary>
    /// <exception cref="RouterStateException">The text is no state, or is of a newer form.</exception>
    public static RouterState FromJson(string json) => RouterStateJson.Read(json);
}
