namespace ZStackVCenter;

/// <summary>What every object of the records has.</summary>
public abstract record ZsResource
{
    /// <summary>The record's id: a version 7 GUID, given by the module and kept for the record's life.</summary>
    public Guid Id { get; init; }

    /// <summary>The name; for what was brought in from vCenter, vCenter's own.</summary>
    public string Name { get; init; } = "";

    /// <summary>A free text of at most 2,048 characters; null when there is none.</summary>
    public string? Description { get; init; }

    /// <summary>When the record was made (UTC).</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}

/// <summary>What every object has that lives in a vCenter.</summary>
public abstract record ZsInventoryResource : ZsResource
{
    /// <summary>The record's id of the vCenter it lives in.</summary>
    public Guid VCenterId { get; init; }

    /// <summary>The name of the vCenter it lives in.</summary>
    public string VCenter { get; init; } = "";

    /// <summary>vSphere's managed object id, such as <c>host-42</c>; unique within its vCenter.</summary>
    public string ManagedObjectId { get; init; } = "";

    /// <summary>When the object was last seen in vCenter (UTC).</summary>
    public DateTime LastSeenAt { get; init; }
}
