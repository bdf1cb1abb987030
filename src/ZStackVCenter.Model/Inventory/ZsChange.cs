namespace ZStackVCenter;

/// <summary>How an object changed.</summary>
public enum ZsChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It differs from its record.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}

/// <summary>A change that arrived from a vCenter and is in the records.</summary>
public sealed record ZsChange
{
    /// <summary>How the object changed.</summary>
    public ZsChangeKind Kind { get; init; }

    /// <summary>What it is.</summary>
    public ZsResourceType Type { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name of the vCenter.</summary>
    public string VCenter { get; init; } = "";

    /// <summary>When it arrived (UTC).</summary>
    public DateTime Time { get; init; }

    /// <summary>The names of the properties that differ; empty for what is new or gone.</summary>
    public IReadOnlyList<string> Properties { get; init; } = [];

    /// <summary>The object as it is now; as it was last, when it is gone.</summary>
    public ZsResource? Resource { get; init; }
}
