namespace ZStackVCenter;

/// <summary>The kinds of object that the recycle bin keeps.</summary>
public enum ZsRecycleBinType
{
    /// <summary>Virtual machines.</summary>
    Vm,

    /// <summary>Volumes.</summary>
    Volume,
}

/// <summary>What is in the recycle bin: removed, and to be had back until it expires (domain.md §25).</summary>
public sealed record ZsRecycleBinItem
{
    /// <summary>The record's id of the object.</summary>
    public Guid Id { get; init; }

    /// <summary>Its kind: a VM, or a volume.</summary>
    public ZsRecycleBinType Type { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name of its vCenter.</summary>
    public string VCenter { get; init; } = "";

    /// <summary>When it was removed (UTC).</summary>
    public DateTime DeletedAt { get; init; }

    /// <summary>When it is removed for good by whatever runs next (UTC); null when it never is by itself.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>Its size in bytes: a VM's disks on their datastores, a volume's capacity.</summary>
    public long Size { get; init; }

    /// <summary>The owning account.</summary>
    public string Owner { get; init; } = "admin";

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
