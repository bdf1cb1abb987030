namespace ZStackVCenter.Router;

/// <summary>What an apply or a roll-back did.</summary>
public sealed record RouterApplyResult
{
    /// <summary>The generation that the router now runs.</summary>
    public required int Generation { get; init; }

    /// <summary>The generation that it ran before; the same when nothing had to be switched, 0 when it had none.</summary>
    public required int Previous { get; init; }

    /// <summary>True when the router was already what was wanted, and nothing was touched.</summary>
    public required bool IsUnchanged { get; init; }

    /// <summary>The services that took something new, as <c>nftables</c> or <c>dnsmasq@0198…</c>; each once, in the order in which they took it.</summary>
    public required IReadOnlyList<string> ChangedServices { get; init; }

    /// <summary>What had been changed by hand and is as wanted again, in words; empty when nothing had.</summary>
    public required IReadOnlyList<string> Mended { get; init; }

    /// <summary>How long each stage on the router took.</summary>
    public required IReadOnlyDictionary<string, TimeSpan> Stages { get; init; }

    /// <summary>How long all of it took, from the state to the answer.</summary>
    public required TimeSpan Duration { get; init; }
}
