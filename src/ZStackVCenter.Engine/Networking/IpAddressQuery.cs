namespace ZStackVCenter.Engine.Networking;

/// <summary>Which addresses to list.</summary>
public sealed record IpAddressQuery
{
    /// <summary>Record ids of the networks; empty for all.</summary>
    public IReadOnlyCollection<Guid> NetworkIds { get; init; } = [];

    /// <summary>Record ids of the ranges; empty for all of the networks.</summary>
    public IReadOnlyCollection<Guid> RangeIds { get; init; } = [];

    /// <summary>Record ids of owners; empty for all. With owners nothing free is listed.</summary>
    public IReadOnlyCollection<Guid> OwnerIds { get; init; } = [];

    /// <summary>Record ids of the vCenters to look in; empty for all.</summary>
    public IReadOnlyCollection<Guid> VCenterIds { get; init; } = [];

    /// <summary>Those that were handed out, or seen at a guest, also outside the ranges.</summary>
    public bool Used { get; init; } = true;

    /// <summary>Those that could be handed out.</summary>
    public bool Free { get; init; }

    /// <summary>These addresses alone; empty for all.</summary>
    public IReadOnlyCollection<string> IpAddresses { get; init; } = [];
}
