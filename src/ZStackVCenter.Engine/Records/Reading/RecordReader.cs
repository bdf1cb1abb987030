using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>Reads the records: every <c>Get-</c> that needs no vCenter.</summary>
internal sealed class RecordReader(RecordStore store) : IRecordReader
{
    public IAsyncEnumerable<ZsCluster> ClustersAsync(ResourceQuery query, CancellationToken cancellationToken) => Later<ZsCluster>();

    public IAsyncEnumerable<ZsHost> HostsAsync(HostQuery query, CancellationToken cancellationToken) => Later<ZsHost>();

    public IAsyncEnumerable<ZsSwitch> SwitchesAsync(SwitchQuery query, CancellationToken cancellationToken) => Later<ZsSwitch>();

    public IAsyncEnumerable<ZsPrimaryStorage> PrimaryStoragesAsync(StorageQuery query, CancellationToken cancellationToken) => Later<ZsPrimaryStorage>();

    public IAsyncEnumerable<ZsBackupStorage> BackupStoragesAsync(StorageQuery query, CancellationToken cancellationToken) => Later<ZsBackupStorage>();

    public IAsyncEnumerable<ZsImage> ImagesAsync(ImageQuery query, CancellationToken cancellationToken) => Later<ZsImage>();

    public IAsyncEnumerable<ZsVm> VmsAsync(VmQuery query, CancellationToken cancellationToken) => Later<ZsVm>();

    public IAsyncEnumerable<ZsVmNic> VmNicsAsync(VmNicQuery query, CancellationToken cancellationToken) => Later<ZsVmNic>();

    public IAsyncEnumerable<ZsVolume> VolumesAsync(VolumeQuery query, CancellationToken cancellationToken) => Later<ZsVolume>();

    public IAsyncEnumerable<ZsSyncReport> SyncReportsAsync(SyncReportQuery query, CancellationToken cancellationToken) => Later<ZsSyncReport>();

    private IAsyncEnumerable<T> Later<T>() =>
        throw new ZsException(ZsErrorId.Unexpected, ZsErrorCategory.ResourceUnavailable, $"{store.Location.DisplayName} cannot be read by this build.");
}
