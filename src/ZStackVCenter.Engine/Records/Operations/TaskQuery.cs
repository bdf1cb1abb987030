namespace ZStackVCenter.Engine.Records;

/// <summary>Which operations to read. What is given narrows the answer; an empty list does not narrow it.</summary>
public sealed record TaskQuery
{
    /// <summary>Record ids of the operations.</summary>
    public IReadOnlyCollection<Guid> Ids { get; init; } = [];

    /// <summary>Record ids of the resources they change, or of the operations themselves.</summary>
    public IReadOnlyCollection<Guid> ResourceIds { get; init; } = [];

    /// <summary>What the resources were called when the operations began; wildcards as in <see cref="ResourceQuery.Names"/>.</summary>
    public IReadOnlyCollection<string> ResourceNames { get; init; } = [];

    /// <summary>In one of these states.</summary>
    public IReadOnlyCollection<ZsTaskState> States { get; init; } = [];

    /// <summary>Begun at or after this time (UTC).</summary>
    public DateTime? Start { get; init; }

    /// <summary>At most so many; null for all.</summary>
    public int? First { get; init; }
}

/// <summary>Which audits to read. What is given narrows the answer; an empty list does not narrow it.</summary>
public sealed record AuditQuery
{
    /// <summary>Record ids of the resources, or of the operations that the changes were.</summary>
    public IReadOnlyCollection<Guid> ResourceIds { get; init; } = [];

    /// <summary>What the resources were called at that time; wildcards as in <see cref="ResourceQuery.Names"/>.</summary>
    public IReadOnlyCollection<string> ResourceNames { get; init; } = [];

    /// <summary>What was done; wildcards as in <see cref="ResourceQuery.Names"/>.</summary>
    public string? Action { get; init; }

    /// <summary>The account or the user of the operating system; wildcards as in <see cref="ResourceQuery.Names"/>.</summary>
    public string? User { get; init; }

    /// <summary>How it ended; null for all.</summary>
    public ZsAuditResult? Result { get; init; }

    /// <summary>Begun at or after this time (UTC).</summary>
    public DateTime? Start { get; init; }

    /// <summary>Begun before this time (UTC).</summary>
    public DateTime? Finish { get; init; }

    /// <summary>How many of the newest to leave out.</summary>
    public long Skip { get; init; }

    /// <summary>At most so many; null for all.</summary>
    public long? First { get; init; }
}
