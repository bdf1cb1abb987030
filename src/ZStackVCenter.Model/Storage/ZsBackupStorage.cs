namespace ZStackVCenter;

/// <summary>A datastore, seen as a place for images (domain.md §6).</summary>
public sealed record ZsBackupStorage : ZsInventoryResource
{
    /// <summary>Its URL (<c>DatastoreInfo.url</c>).</summary>
    public string Url { get; init; } = "";

    /// <summary>The storage's type; always <c>VCenter</c>.</summary>
    public string Type { get; init; } = "VCenter";

    /// <summary>Capacity in bytes.</summary>
    public long TotalCapacity { get; init; }

    /// <summary>Free bytes on the device (<c>DatastoreSummary.freeSpace</c>).</summary>
    public long AvailableCapacity { get; init; }

    /// <summary>Whether images may be put on it.</summary>
    public ZsState State { get; init; }

    /// <summary>Whether at least one host reaches it.</summary>
    public ZsStatus Status { get; init; }

    /// <summary>How many images lie on it.</summary>
    public int ImageCount { get; init; }
}
