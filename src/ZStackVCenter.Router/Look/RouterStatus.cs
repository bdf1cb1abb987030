using System.Net;

namespace ZStackVCenter.Router.Look;

/// <summary>How a router is, in one look.</summary>
public sealed record RouterStatus
{
    /// <summary>The generation that it runs; 0 when it has none yet.</summary>
    public required int Generation { get; init; }

    /// <summary>The generations that can be gone back to, oldest first; the current one is among them.</summary>
    public required IReadOnlyList<int> Generations { get; init; }

    /// <summary>When the generation was sent; null when there is none.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>True when an apply was killed and nobody has taken it back yet; the next apply does.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>The daemons of the generation.</summary>
    public required IReadOnlyList<ServiceStatus> Services { get; init; }

    /// <summary>The listeners with their backends.</summary>
    public required IReadOnlyList<ListenerStatus> Listeners { get; init; }

    /// <summary>All tunnels, up or down.</summary>
    public required IReadOnlyList<TunnelStatus> Tunnels { get; init; }

    /// <summary>The addresses that guests were given.</summary>
    public required IReadOnlyList<Lease> Leases { get; init; }

    /// <summary>What each VIP carried.</summary>
    public required IReadOnlyList<VipTraffic> Vips { get; init; }

    /// <summary>All that was counted, by the name of the counter in the ruleset: of each VIP and each rule.</summary>
    public required IReadOnlyList<TrafficCounter> Counters { get; init; }

    /// <summary>What the last failed applies said, oldest first; empty when there was none.</summary>
    public required string Failures { get; init; }
}

/// <summary>A daemon of the router.</summary>
/// <param name="Name">Its name, as <c>haproxy</c> or <c>dnsmasq@0198…</c>.</param>
/// <param name="IsRunning">True when its process runs with our files.</param>
/// <param name="Answers">True when it serves what its files say.</param>
/// <param name="ProcessId">Its process; null when there is none.</param>
public sealed record ServiceStatus(string Name, bool IsRunning, bool Answers, int? ProcessId);

/// <summary>A listener: its own numbers since its balancer started, and its backends.</summary>
/// <param name="Id">The listener's record.</param>
/// <param name="Sessions">Sessions now.</param>
/// <param name="TotalSessions">Sessions since the start.</param>
/// <param name="BytesIn">Bytes from clients; of a UDP listener with the headers, as the ruleset counts them.</param>
/// <param name="BytesOut">Bytes to clients; of a UDP listener with the headers.</param>
/// <param name="Backends">The backends.</param>
public sealed record ListenerStatus(
    Guid Id, long? Sessions, long? TotalSessions, long? BytesIn, long? BytesOut, IReadOnlyList<BackendStatus> Backends);

/// <summary>A backend of a listener.</summary>
/// <param name="Id">The record of the guest's card.</param>
/// <param name="Address">The guest's address.</param>
/// <param name="IsHealthy">True when it is in; null while it has not been tried often enough.</param>
/// <param name="Health">The balancer's own word for it, such as <c>UP</c>, <c>DOWN</c> or <c>UP 1/2</c>.</param>
/// <param name="Sessions">Sessions now.</param>
/// <param name="TotalSessions">Sessions since the start.</param>
/// <param name="BytesIn">Bytes to the backend, or to those who stand in for it; of a UDP listener with the headers.</param>
/// <param name="BytesOut">Bytes from the backend, or from those who stand in for it; of a UDP listener with the headers.</param>
public sealed record BackendStatus(
    Guid? Id, IPAddress? Address, bool? IsHealthy, string Health, long? Sessions, long? TotalSessions, long? BytesIn, long? BytesOut);

/// <summary>One tunnel.</summary>
/// <param name="Id">The tunnel's record.</param>
/// <param name="State">
/// charon's own word for the key exchange with the peer, <c>ESTABLISHED</c>, <c>CONNECTING</c> and so on (RFC 7296 §2.8 for what they mean);
/// <see cref="Down"/> when there is none.
/// </param>
/// <param name="IkeVersion">1 or 2.</param>
/// <param name="LocalHost">This side's address.</param>
/// <param name="RemoteHost">The other side's address.</param>
/// <param name="Children">The pairs of networks that it is to carry.</param>
public sealed record TunnelStatus(
    Guid Id, string State, int IkeVersion, string LocalHost, string RemoteHost, IReadOnlyList<TunnelChildStatus> Children)
{
    /// <summary>The state of a tunnel or a pair of networks that charon has nothing of.</summary>
    public const string Down = "DOWN";

    /// <summary>True when traffic passes between all its networks.</summary>
    public bool IsUp => Children.Count > 0 && Children.All(child => child.IsUp);
}

/// <summary>One pair of networks in a tunnel.</summary>
/// <param name="Name">Its name in swanctl.conf.</param>
/// <param name="State">charon's own word, <c>INSTALLED</c>, <c>REKEYING</c> and so on; <see cref="TunnelStatus.Down"/> when there is none.</param>
/// <param name="Local">The network on this side.</param>
/// <param name="Remote">The network on the other side.</param>
/// <param name="BytesIn">Bytes that came through since the last rekeying.</param>
/// <param name="BytesOut">Bytes that went through since the last rekeying.</param>
public sealed record TunnelChildStatus(string Name, string State, string Local, string Remote, long BytesIn, long BytesOut)
{
    /// <summary>True when traffic passes, as it does while the keys are changed.</summary>
    public bool IsUp => State is "INSTALLED" or "REKEYING" or "REKEYED" or "UPDATING";
}

/// <summary>An address that a guest holds by DHCP.</summary>
/// <param name="Mac">The guest's card.</param>
/// <param name="Address">Its address.</param>
/// <param name="HostName">The name that the guest gave; null for none.</param>
/// <param name="Expires">When it ends; null when it does not.</param>
public sealed record Lease(string Mac, IPAddress Address, string? HostName, DateTimeOffset? Expires);

/// <summary>What a VIP carried since its router has it.</summary>
/// <param name="Id">The VIP's record.</param>
/// <param name="PacketsIn">Packets to it.</param>
/// <param name="BytesIn">Bytes to it, with the headers.</param>
/// <param name="PacketsOut">Packets from it.</param>
/// <param name="BytesOut">Bytes from it, with the headers.</param>
public sealed record VipTraffic(Guid Id, long PacketsIn, long BytesIn, long PacketsOut, long BytesOut);

/// <summary>A counter of the ruleset.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Packets">Packets.</param>
/// <param name="Bytes">Bytes.</param>
public sealed record TrafficCounter(string Name, long Packets, long Bytes);
