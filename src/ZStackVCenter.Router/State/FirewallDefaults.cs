namespace ZStackVCenter.Router.State;

/// <summary>What happens to a connection that no rule names.</summary>
public enum FirewallAction
{
    /// <summary>It passes.</summary>
    Accept,

    /// <summary>It is refused, and its sender is told.</summary>
    Reject,
}

/// <summary>
/// What guests may do when nothing else says it. What is asked for by name (an EIP, a forwarded port, a listener, a tunnel) passes in any
/// case, and what comes from outside passes only then.
/// </summary>
public sealed record FirewallDefaults
{
    /// <summary>Connections that guests open to the outside under their SNAT or EIP address.</summary>
    public FirewallAction FromPrivateNetworks { get; init; } = FirewallAction.Accept;

    /// <summary>Connections that guests of one private network open to private addresses of another.</summary>
    public FirewallAction BetweenPrivateNetworks { get; init; } = FirewallAction.Reject;
}
