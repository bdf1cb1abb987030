using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>Holds the place of the write path in the facade until that is landed; lists vCenters, and refuses every write.</summary>
internal sealed class PendingRecords(RecordStore store) : IVCenterRecords, IInventoryRecords
{
    public Task<IReadOnlyList<ZsVCenter>> ListVCentersAsync(CancellationToken cancellationToken) => VCenterList.ReadAsync(store, cancellationToken);

    public Task SaveVCenterAsync(ZsVCenter vCenter, CancellationToken cancellationToken) => throw Refusal();

    public Task<IReadOnlyDictionary<ZsResourceType, int>> CountRecordsAsync(Guid vCenterId, CancellationToken cancellationToken) => throw Refusal();

    public Task RemoveVCenterAsync(Guid vCenterId, CancellationToken cancellationToken) => throw Refusal();

    public Task<IAsyncDisposable> LeaseAsync(Guid vCenterId, TimeSpan timeout, CancellationToken cancellationToken) => throw Refusal();

    public Task<KnownInventory> ReadKnownAsync(Guid vCenterId, CancellationToken cancellationToken) => throw Refusal();

    public Task<IInventoryWriter> BeginAsync(Guid vCenterId, DateTime seenAt, CancellationToken cancellationToken) => throw Refusal();

    public Task SaveReportAsync(ZsSyncReport report, CancellationToken cancellationToken) => throw Refusal();

    private static ZsException Refusal() => new(ZsErrorId.Unexpected, ZsErrorCategory.ResourceUnavailable, "The records cannot be written by this build.");
}
