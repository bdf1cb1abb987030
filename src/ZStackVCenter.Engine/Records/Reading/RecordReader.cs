using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>Reads the records: every <c>Get-</c> that needs no vCenter.</summary>
internal sealed class RecordReader(RecordStore store) : IRecordReader
{
    private readonly RecordStream _stream = new(store);

    public IAsyncEnumerable<ZsCluster> ClustersAsync(ResourceQuery query, CancellationToken cancellationToken) =>
        _stream.ReadAsync(ClusterReading.All(store.Dialect), query, cancellationToken);

    public IAsyncEnumerable<ZsHost> HostsAsync(HostQuery query, CancellationToken cancellationToken) =>
        _stream.ReadAsync(HostReading.For(query, store.Dialect), query, cancellationToken);

    public IAsyncEnumerable<ZsSwitch> SwitchesAsync(SwitchQuery query, CancellationToken cancellationToken) =>
        _stream.ReadAsync(SwitchReading.For(query, store.Dialect), query, cancellationToken);

    public IAsyncEnumerable<ZsPrimaryStorage> PrimaryStoragesAsync(StorageQuery query, CancellationToken cancellationToken) =>
        _stream.ReadAsync(PrimaryStorageReading.For(query, store.Dialect), query, cancellationToken);

    public IAsyncEnumerable<ZsBackupStorage> BackupStoragesAsync(StorageQuery query, CancellationToken cancellationToken) =>
        _stream.ReadAsync(BackupStorageReading.For(query, store.Dialect), query, cancellationToken);

    public IAsyncEnumerable<ZsImage> ImagesAsync(ImageQuery query, CancellationToken cancellationToken) =>
        _stream.ReadAsync(ImageReading.For(query, store.Dialect), query, cancellationToken);

    public IAsyncEnumerable<ZsVm> VmsAsync(VmQuery query, CancellationToken cancellationToken) =>
        _stream.ReadAsync(VmReading.For(query, store.Dialect), query, cancellationToken);

    public Task<IReadOnlyList<string>> VmOwnersAsync(CancellationToken cancellationToken) =>
        store.ReadTextsAsync("SELECT DISTINCT owner FROM vms ORDER BY owner", cancellationToken);

    public IAsyncEnumerable<ZsVmNic> VmNicsAsync(VmNicQuery query, CancellationToken cancellationToken) =>
        _stream.ReadAsync(VmNicReading.For(query, store.Dialect), query, cancellationToken);

    public IAsyncEnumerable<ZsVolume> VolumesAsync(VolumeQuery query, CancellationToken cancellationToken) =>
        _stream.ReadAsync(VolumeReading.For(query, store.Dialect), query, cancellationToken);

    public IAsyncEnumerable<ZsNetwork> NetworksAsync(NetworkQuery query, CancellationToken cancellationToken) =>
        _stream.ReadAsync(NetworkReading.For(query, store.Dialect), query, cancellationToken);

    public IAsyncEnumerable<ZsIpRange> IpRangesAsync(IpRangeQuery query, CancellationToken cancellationToken) =>
        _stream.ReadAsync(IpRangeReading.For(query, store.Dialect), query, cancellationToken);

    public IAsyncEnumerable<ZsSyncReport> SyncReportsAsync(SyncReportQuery query, CancellationToken cancellationToken) =>
        SyncReportStream.ReadAsync(store, query, cancellationToken);
}
