using System.Net;

namespace ZStackVCenter.Router.State;

/// <summary>What a listener speaks with its clients (<c>domain.md</c> §20.1).</summary>
public enum ListenerProtocol
{
    /// <summary>TCP connections, passed on as they are.</summary>
    Tcp,

    /// <summary>HTTP; backends learn the client's address from X-Forwarded-For.</summary>
    Http,

    /// <summary>HTTP over TLS, ended here; backends see HTTP.</summary>
    Https,

    /// <summary>UDP: the datagrams between one client port and the listener are a session.</summary>
    Udp,
}

/// <summary>How a listener shares its connections.</summary>
public enum BalancerAlgorithm
{
    /// <summary>Each backend in turn.</summary>
    RoundRobin,

    /// <summary>The backend with the fewest connections.</summary>
    LeastConnections,

    /// <summary>By the client's address: the same client, the same backend.</summary>
    Source,
}

/// <summary>How a backend's health is looked at.</summary>
public enum HealthCheckProtocol
{
    /// <summary>A TCP connection is accepted.</summary>
    Tcp,

    /// <summary>The host answers and does not refuse a datagram.</summary>
    Udp,
}

/// <summary>When a backend is in and out.</summary>
public sealed record HealthCheck
{
    /// <summary>What is tried; null for the listener's own kind, UDP for a UDP listener and TCP for the others.</summary>
    public HealthCheckProtocol? Protocol { get; init; }

    /// <summary>The port that is tried; null for the backend's own.</summary>
    public int? Port { get; init; }

    /// <summary>Seconds from one try to the next, 1 to 3600.</summary>
    public int IntervalSeconds { get; init; } = 5;

    /// <summary>Seconds that an answer may take, 1 to 3600.</summary>
    public int TimeoutSeconds { get; init; } = 2;

    /// <summary>So many good tries on end and the backend is in, 1 to 100.</summary>
    public int HealthyThreshold { get; init; } = 2;

    /// <summary>So many bad tries on end and the backend is out, 1 to 100.</summary>
    public int UnhealthyThreshold { get; init; } = 2;
}

/// <summary>One port of a VIP whose connections are shared among backends.</summary>
public sealed record Listener
{
    /// <summary>The listener's record.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it; only shown.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The VIP.</summary>
    public required Guid VipId { get; init; }

    /// <summary>The port of the VIP, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>What is spoken.</summary>
    public required ListenerProtocol Protocol { get; init; }

    /// <summary>What an HTTPS listener shows; null for the others.</summary>
    public Guid? CertificateId { get; init; }

    /// <summary>How connections are shared.</summary>
    public BalancerAlgorithm Algorithm { get; init; } = BalancerAlgorithm.RoundRobin;

    /// <summary>When a backend is in and out.</summary>
    public HealthCheck HealthCheck { get; init; } = new();

    /// <summary>Seconds without a byte after which a connection ends, 1 to 86400.</summary>
    public int IdleTimeoutSeconds { get; init; } = 60;

    /// <summary>
    /// The most connections at a time: 1 to 1000000, and 1 to 60000 of a UDP listener. The TCP, HTTP and HTTPS listeners of a router have 500000 together.
    /// </summary>
    public int MaxConnections { get; init; } = 5000;

    /// <summary>The port of the backends, 1 to 65535.</summary>
    public required int BackendPort { get; init; }

    /// <summary>The guests; a listener without any accepts nothing and is not set up.</summary>
    public IReadOnlyList<Backend> Backends { get; init; } = [];
}

/// <summary>One guest behind a listener.</summary>
public sealed record Backend
{
    /// <summary>The record of the guest's card.</summary>
    public required Guid Id { get; init; }

    /// <summary>The guest's private network.</summary>
    public required Guid NetworkId { get; init; }

    /// <summary>The guest's address.</summary>
    public required IPAddress Address { get; init; }
}

/// <summary>A certificate with its key (<c>domain.md</c> §20.2).</summary>
public sealed record Certificate
{
    /// <summary>The certificate's record.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it; only shown.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>PEM: the certificate, its chain, and its unencrypted key; at most 60000 characters.</summary>
    public required Secret Pem { get; init; }
}
