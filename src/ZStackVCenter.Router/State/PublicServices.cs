using System.Net;

namespace ZStackVCenter.Router.State;

/// <summary>A public address that services use (<c>domain.md</c> §17). One that equals a public interface's own address is the system VIP.</summary>
public sealed record Vip
{
    /// <summary>The VIP's record.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it; only shown.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The public interface that it is on.</summary>
    public required MacAddress Interface { get; init; }

    /// <summary>The address, in that interface's network.</summary>
    public required IPAddress Address { get; init; }
}

/// <summary>A VIP that is one guest's own (<c>domain.md</c> §18): what comes for it goes to the guest, what the guest sends leaves under it.</summary>
public sealed record Eip
{
    /// <summary>The EIP's record.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it; only shown.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The VIP, used by nothing else.</summary>
    public required Guid VipId { get; init; }

    /// <summary>The guest's private network.</summary>
    public required Guid NetworkId { get; init; }

    /// <summary>The guest's address.</summary>
    public required IPAddress GuestAddress { get; init; }
}

/// <summary>What a port forwarding carries.</summary>
public enum ForwardedProtocol
{
    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,
}

/// <summary>Ports of a VIP that lead to ports of one guest, one to one (<c>domain.md</c> §19).</summary>
public sealed record PortForwarding
{
    /// <summary>The rule's record.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it; only shown.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The VIP.</summary>
    public required Guid VipId { get; init; }

    /// <summary>TCP or UDP.</summary>
    public required ForwardedProtocol Protocol { get; init; }

    /// <summary>The ports of the VIP.</summary>
    public required PortRange VipPorts { get; init; }

    /// <summary>The guest's private network.</summary>
    public required Guid NetworkId { get; init; }

    /// <summary>The guest's address.</summary>
    public required IPAddress GuestAddress { get; init; }

    /// <summary>The guest's ports, as many as <see cref="VipPorts"/>.</summary>
    public required PortRange GuestPorts { get; init; }

    /// <summary>From where it may be used; empty for everywhere.</summary>
    public IReadOnlyList<IPNetwork> AllowedCidrs { get; init; } = [];
}
