namespace ZStackVCenter;

/// <summary>One thing that was looked at, and whether it is as it must be.</summary>
public sealed record ZsCheckResult
{
    /// <summary>What was looked at: the name of a vCenter or a router.</summary>
    public string Target { get; init; } = "";

    /// <summary>The check's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>True when it is as it must be.</summary>
    public bool Passed { get; init; }

    /// <summary>What was found.</summary>
    public string Message { get; init; } = "";

    /// <summary>What to do; null when it passed.</summary>
    public string? RecommendedAction { get; init; }
}
