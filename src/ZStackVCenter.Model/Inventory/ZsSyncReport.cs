namespace ZStackVCenter;

/// <summary>The kinds of object of the records. The first eight are brought in from vCenters.</summary>
public enum ZsResourceType
{
    /// <summary>Clusters.</summary>
    Cluster,

    /// <summary>Hosts.</summary>
    Host,

    /// <summary>Datastores, as primary and backup storage.</summary>
    Storage,

    /// <summary>Switches and their port groups.</summary>
    Network,

    /// <summary>Templates.</summary>
    Image,

    /// <summary>Virtual machines, with their network adapters and volumes.</summary>
    Vm,

    /// <summary>Virtual machines' network adapters.</summary>
    VmNic,

    /// <summary>Volumes.</summary>
    Volume,

    /// <summary>Instance offerings.</summary>
    InstanceOffering,

    /// <summary>Disk offerings.</summary>
    DiskOffering,

    /// <summary>Ranges of addresses.</summary>
    IpRange,

    /// <summary>vCenters.</summary>
    VCenter,

    /// <summary>Settings of the records.</summary>
    Setting,

    /// <summary>The records themselves.</summary>
    Store,
}

/// <summary>What a synchronisation found and wrote.</summary>
public sealed record ZsSyncReport
{
    /// <summary>The record's id of the report.</summary>
    public Guid Id { get; init; }

    /// <summary>The record's id of the vCenter.</summary>
    public Guid VCenterId { get; init; }

    /// <summary>The name of the vCenter.</summary>
    public string VCenter { get; init; } = "";

    /// <summary>When it began (UTC).</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>True when nothing was written because only the difference was asked for.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Records made, over all kinds.</summary>
    public int Added { get; init; }

    /// <summary>Records changed, over all kinds.</summary>
    public int Changed { get; init; }

    /// <summary>Records removed because the object vanished, over all kinds.</summary>
    public int Removed { get; init; }

    /// <summary>How many objects were left out, and are listed in <see cref="Exclusions"/>.</summary>
    public int Excluded { get; init; }

    /// <summary>The numbers for each kind.</summary>
    public IReadOnlyList<ZsSyncCount> Counts { get; init; } = [];

    /// <summary>Each object left out, with the reason.</summary>
    public IReadOnlyList<ZsExclusion> Exclusions { get; init; } = [];

    /// <summary>Each object that vanished, with what hung on it.</summary>
    public IReadOnlyList<ZsVanished> Vanished { get; init; } = [];

    /// <summary>What the synchronisation noticed and could not take, such as properties that the user may not read.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>The numbers of a synchronisation for one kind of object.</summary>
public sealed record ZsSyncCount
{
    /// <summary>The kind.</summary>
    public ZsResourceType Type { get; init; }

    /// <summary>Objects seen in vCenter and taken.</summary>
    public int Total { get; init; }

    /// <summary>Records made.</summary>
    public int Added { get; init; }

    /// <summary>Records changed.</summary>
    public int Changed { get; init; }

    /// <summary>Records removed.</summary>
    public int Removed { get; init; }
}

/// <summary>An object that the import filter left out.</summary>
public sealed record ZsExclusion
{
    /// <summary>What it is.</summary>
    public ZsResourceType Type { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>vSphere's managed object id.</summary>
    public string ManagedObjectId { get; init; } = "";

    /// <summary>Why it was left out, in words for the administrator.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>An object that is in the records and no longer in vCenter.</summary>
public sealed record ZsVanished
{
    /// <summary>What it was.</summary>
    public ZsResourceType Type { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>vSphere's managed object id.</summary>
    public string ManagedObjectId { get; init; } = "";

    /// <summary>What hung on it and went with it, such as volumes and network adapters.</summary>
    public IReadOnlyList<string> Dependents { get; init; } = [];
}
