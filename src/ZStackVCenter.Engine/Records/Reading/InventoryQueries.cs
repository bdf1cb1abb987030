namespace ZStackVCenter.Engine.Records;

/// <summary>Which hosts to read.</summary>
public sealed record HostQuery : ResourceQuery
{
    /// <summary>Of these clusters.</summary>
    public IReadOnlyCollection<Guid> ClusterIds { get; init; } = [];

    /// <summary>The hosts of these virtual machines.</summary>
    public IReadOnlyCollection<Guid> VmIds { get; init; } = [];

    /// <summary>In one of these states.</summary>
    public IReadOnlyCollection<ZsHostState> States { get; init; } = [];

    /// <summary>In maintenance mode, or not; null for both.</summary>
    public bool? MaintenanceMode { get; init; }

    /// <summary>Also the hosts that the import filter left out.</summary>
    public bool IncludeExcluded { get; init; }
}

/// <summary>Which switches to read.</summary>
public sealed record SwitchQuery : ResourceQuery
{
    /// <summary>Of this kind; null for both.</summary>
    public ZsSwitchKind? Kind { get; init; }

    /// <summary>That hosts of these clusters have.</summary>
    public IReadOnlyCollection<Guid> ClusterIds { get; init; } = [];

    /// <summary>That these hosts have.</summary>
    public IReadOnlyCollection<Guid> HostIds { get; init; } = [];
}

/// <summary>Which datastores to read.</summary>
public sealed record StorageQuery : ResourceQuery
{
    /// <summary>That hosts of these clusters mount.</summary>
    public IReadOnlyCollection<Guid> ClusterIds { get; init; } = [];

    /// <summary>That these hosts mount.</summary>
    public IReadOnlyCollection<Guid> HostIds { get; init; } = [];

    /// <summary>That hold the configuration file or a volume of these virtual machines.</summary>
    public IReadOnlyCollection<Guid> VmIds { get; init; } = [];

    /// <summary>That hold these volumes.</summary>
    public IReadOnlyCollection<Guid> VolumeIds { get; init; } = [];

    /// <summary>That hold these images.</summary>
    public IReadOnlyCollection<Guid> ImageIds { get; init; } = [];
}

/// <summary>Which images to read.</summary>
public sealed record ImageQuery : ResourceQuery
{
    /// <summary>Of these types.</summary>
    public IReadOnlyCollection<ZsImageType> Types { get; init; } = [];

    /// <summary>For these platforms.</summary>
    public IReadOnlyCollection<ZsPlatform> Platforms { get; init; } = [];

    /// <summary>In this state; null for both.</summary>
    public ZsState? State { get; init; }

    /// <summary>On these datastores: record ids of backup storages.</summary>
    public IReadOnlyCollection<Guid> BackupStorageIds { get; init; } = [];
}

/// <summary>Whether virtual machines in the recycle bin are meant.</summary>
public enum VmLifeScope
{
    /// <summary>Only those that are not in it.</summary>
    InUse,

    /// <summary>Only those that are in it.</summary>
    RecycleBin,

    /// <summary>Both.</summary>
    All,
}

/// <summary>Which virtual machines to read.</summary>
public sealed record VmQuery : ResourceQuery
{
    /// <summary>In these clusters.</summary>
    public IReadOnlyCollection<Guid> ClusterIds { get; init; } = [];

    /// <summary>On these hosts.</summary>
    public IReadOnlyCollection<Guid> HostIds { get; init; } = [];

    /// <summary>That have these volumes.</summary>
    public IReadOnlyCollection<Guid> VolumeIds { get; init; } = [];

    /// <summary>That have these network adapters.</summary>
    public IReadOnlyCollection<Guid> VmNicIds { get; init; } = [];

    /// <summary>With a network adapter on one of these networks.</summary>
    public IReadOnlyCollection<Guid> NetworkIds { get; init; } = [];

    /// <summary>With a network adapter on a port group of one of these names; wildcards as in <see cref="ResourceQuery.Names"/>.</summary>
    public IReadOnlyCollection<string> NetworkNames { get; init; } = [];

    /// <summary>Made from one of these images.</summary>
    public IReadOnlyCollection<Guid> ImageIds { get; init; } = [];

    /// <summary>In one of these states.</summary>
    public IReadOnlyCollection<ZsVmState> States { get; init; } = [];

    /// <summary>Whether those in the recycle bin are meant; asking for the state Destroyed asks for them too.</summary>
    public VmLifeScope Life { get; init; }

    /// <summary>Of owners with one of these names; wildcards as in <see cref="ResourceQuery.Names"/>.</summary>
    public IReadOnlyCollection<string> Owners { get; init; } = [];
}

/// <summary>Which network adapters to read.</summary>
public sealed record VmNicQuery : ResourceQuery
{
    /// <summary>Of these virtual machines.</summary>
    public IReadOnlyCollection<Guid> VmIds { get; init; } = [];

    /// <summary>On one of these networks.</summary>
    public IReadOnlyCollection<Guid> NetworkIds { get; init; } = [];

    /// <summary>On a port group of one of these names; wildcards as in <see cref="ResourceQuery.Names"/>.</summary>
    public IReadOnlyCollection<string> NetworkNames { get; init; } = [];

    /// <summary>With one of these IP addresses.</summary>
    public IReadOnlyCollection<string> IpAddresses { get; init; } = [];
}

/// <summary>Which volumes to read.</summary>
public sealed record VolumeQuery : ResourceQuery
{
    /// <summary>Of these virtual machines.</summary>
    public IReadOnlyCollection<Guid> VmIds { get; init; } = [];

    /// <summary>On these datastores: record ids of primary storages.</summary>
    public IReadOnlyCollection<Guid> PrimaryStorageIds { get; init; } = [];

    /// <summary>Root or data; null for both.</summary>
    public ZsVolumeType? Type { get; init; }

    /// <summary>In this state; null for both.</summary>
    public ZsState? State { get; init; }

    /// <summary>In one of these conditions.</summary>
    public IReadOnlyCollection<ZsVolumeStatus> Statuses { get; init; } = [];
}

/// <summary>Which reports of synchronisations to read.</summary>
public sealed record SyncReportQuery
{
    /// <summary>Record ids of the reports; empty for all. That of a task has the task's id.</summary>
    public IReadOnlyCollection<Guid> Ids { get; init; } = [];

    /// <summary>Record ids of the vCenters; empty for all.</summary>
    public IReadOnlyCollection<Guid> VCenterIds { get; init; } = [];

    /// <summary>Begun at or after this time (UTC).</summary>
    public DateTime? Start { get; init; }

    /// <summary>Begun before this time (UTC).</summary>
    public DateTime? Finish { get; init; }

    /// <summary>At most so many; null for all.</summary>
    public int? First { get; init; }
}
