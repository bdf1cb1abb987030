namespace ZStackVCenter.Engine.Records;

/// <summary>
/// What the cmdlets ask of the records. Objects stream as they are read, ordered by vCenter and name; an empty answer is no error.
/// Every failure is a <see cref="ZsException"/> of the store.
/// </summary>
public interface IRecordReader
{
    /// <summary>Clusters.</summary>
    IAsyncEnumerable<ZsCluster> ClustersAsync(ResourceQuery query, CancellationToken cancellationToken);

    /// <summary>Hosts; without the excluded ones unless the query asks for them.</summary>
    IAsyncEnumerable<ZsHost> HostsAsync(HostQuery query, CancellationToken cancellationToken);

    /// <summary>Switches with their port groups.</summary>
    IAsyncEnumerable<ZsSwitch> SwitchesAsync(SwitchQuery query, CancellationToken cancellationToken);

    /// <summary>Datastores as places for disks.</summary>
    IAsyncEnumerable<ZsPrimaryStorage> PrimaryStoragesAsync(StorageQuery query, CancellationToken cancellationToken);

    /// <summary>Datastores as places for images.</summary>
    IAsyncEnumerable<ZsBackupStorage> BackupStoragesAsync(StorageQuery query, CancellationToken cancellationToken);

    /// <summary>Images.</summary>
    IAsyncEnumerable<ZsImage> ImagesAsync(ImageQuery query, CancellationToken cancellationToken);

    /// <summary>Virtual machines, templates not among them.</summary>
    IAsyncEnumerable<ZsVm> VmsAsync(VmQuery query, CancellationToken cancellationToken);

    /// <summary>The owners that virtual machines have, in order.</summary>
    Task<IReadOnlyList<string>> VmOwnersAsync(CancellationToken cancellationToken);

    /// <summary>Virtual machines' network adapters.</summary>
    IAsyncEnumerable<ZsVmNic> VmNicsAsync(VmNicQuery query, CancellationToken cancellationToken);

    /// <summary>Volumes.</summary>
    IAsyncEnumerable<ZsVolume> VolumesAsync(VolumeQuery query, CancellationToken cancellationToken);

    /// <summary>Networks that the module hands addresses out on.</summary>
    IAsyncEnumerable<ZsNetwork> NetworksAsync(NetworkQuery query, CancellationToken cancellationToken);

    /// <summary>Ranges of addresses.</summary>
    IAsyncEnumerable<ZsIpRange> IpRangesAsync(IpRangeQuery query, CancellationToken cancellationToken);

    /// <summary>Reports of synchronisations, newest first.</summary>
    IAsyncEnumerable<ZsSyncReport> SyncReportsAsync(SyncReportQuery query, CancellationToken cancellationToken);
}
