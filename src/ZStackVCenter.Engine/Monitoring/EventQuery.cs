namespace ZStackVCenter.Engine.Monitoring;

/// <summary>Which events are wanted. Every part narrows; the server filters as far as it can.</summary>
public sealed record EventQuery
{
    /// <summary>How many events a query gives unless told otherwise (guide, chapter 8).</summary>
    public const int DefaultFirst = 300;

    /// <summary>The vCenters; each must be connected.</summary>
    public IReadOnlyList<Guid> VCenterIds { get; init; } = [];

    /// <summary>From this time on; null for no bound.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Up to this time; null for no bound.</summary>
    public DateTimeOffset? Finish { get; init; }

    /// <summary>Of these kinds; empty for all.</summary>
    public IReadOnlyCollection<ZsEventType> Types { get; init; } = [];

    /// <summary>Caused by this user: <c>DOMAIN\name</c>, <c>name@domain</c> or the name alone, with PowerShell's wildcards; null for any.</summary>
    public string? User { get; init; }

    /// <summary>About this object, or about what stands below it; null for any.</summary>
    public EventEntity? Entity { get; init; }

    /// <summary>Whose message matches this text with PowerShell's wildcards; null for any.</summary>
    public string? Message { get; init; }

    /// <summary>The most events to give, after <see cref="Skip"/>. 300 by default.</summary>
    public int First { get; init; } = DefaultFirst;

    /// <summary>How many of the newest to leave out.</summary>
    public int Skip { get; init; }
}

/// <summary>An object that events are about.</summary>
/// <param name="VCenterId">The record's id of its vCenter.</param>
/// <param name="Type">Its managed object type, such as <c>VirtualMachine</c>.</param>
/// <param name="ManagedObjectId">Its managed object id.</param>
public sealed record EventEntity(Guid VCenterId, string Type, string ManagedObjectId);
