namespace ZStackVCenter.Engine.Records;

/// <summary>Which objects to read. What is given narrows the answer; an empty list does not narrow it.</summary>
public record ResourceQuery
{
    /// <summary>Names, any of which may match: without regard to case, with PowerShell's wildcards <c>*</c>, <c>?</c>, <c>[a-z]</c> and a backtick before a literal one.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>Record ids, any of which may match.</summary>
    public IReadOnlyCollection<Guid> Ids { get; init; } = [];

    /// <summary>Record ids of the vCenters to look in.</summary>
    public IReadOnlyCollection<Guid> VCenterIds { get; init; } = [];

    /// <summary>At most so many objects; null for all. Completion asks for few.</summary>
    public int? First { get; init; }
}
