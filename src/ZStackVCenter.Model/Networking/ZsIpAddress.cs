namespace ZStackVCenter;

/// <summary>How an address of a network stands.</summary>
public enum ZsIpAddressState
{
    /// <summary>It can be handed out.</summary>
    Free,

    /// <summary>Somebody has it.</summary>
    Used,

    /// <summary>Nobody was given it, and a guest was seen with it: somebody set it by hand, or had it before the network was recorded.</summary>
    Seen,

    /// <summary>Two have it: a guest was seen with the address of another, or more than one guest with it.</summary>
    Conflict,
}

/// <summary>An address of a network, and who has it.</summary>
public sealed record ZsIpAddress
{
    /// <summary>The address.</summary>
    public string IpAddress { get; init; } = "";

    /// <summary>The record's id of its network.</summary>
    public Guid NetworkId { get; init; }

    /// <summary>The name of its network.</summary>
    public string Network { get; init; } = "";

    /// <summary>The name of its vCenter.</summary>
    public string VCenter { get; init; } = "";

    /// <summary>The record's id of its range; null when it lies outside all ranges, and was seen at a guest there.</summary>
    public Guid? IpRangeId { get; init; }

    /// <summary>How it stands.</summary>
    public ZsIpAddressState State => SeenAt.Count > (Used ? 0 : 1) ? ZsIpAddressState.Conflict
        : Used ? ZsIpAddressState.Used
        : SeenAt.Count > 0 ? ZsIpAddressState.Seen
        : ZsIpAddressState.Free;

    /// <summary>True when the module has handed it out.</summary>
    public bool Used { get; init; }

    /// <summary>The kind of its owner; null when nobody has it.</summary>
    public ZsResourceType? OwnerType { get; init; }

    /// <summary>The record's id of its owner; null when nobody has it.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>The name of its owner; null when nobody has it.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// The VMs whose guest was seen with this address though it was not handed out to them: an address set by hand, or a conflict.
    /// </summary>
    public IReadOnlyList<string> SeenAt { get; init; } = [];

    /// <summary>When it was handed out (UTC); null when nobody has it.</summary>
    public DateTime? TakenAt { get; init; }

    /// <summary>The address.</summary>
    public override string ToString() => IpAddress;
}
