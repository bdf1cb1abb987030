using System.Collections.Concurrent;
using System.Net;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>Records in memory that keep the same promises as the store: for tests of what is written, without how.</summary>
internal sealed class MemoryRecords : IVCenterRecords, ICredentialStore, IInventoryRecords
{
    private readonly ConcurrentDictionary<Guid, ZsVCenter> _vCenters = new();
    private readonly ConcurrentDictionary<Guid, NetworkCredential> _credentials = new();
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> _leases = new();

    /// <summary>The committed rows by vCenter, kind and managed object id.</summary>
    public Dictionary<(Guid VCenter, ZsResourceType Type, string Id), InventoryRow> Rows { get; private set; } = [];

    public List<ZsSyncReport> Reports { get; } = [];

    /// <summary>Thrown at the commit, as a full disk would be.</summary>
    public Exception? CommitFailure { get; set; }

    public IEnumerable<T> All<T>()
        where T : InventoryRow => Rows.Values.OfType<T>();

    public T One<T>(string name)
        where T : InventoryRow => All<T>().Single(r => r.Name == name);

    public Task<IReadOnlyList<ZsVCenter>> ListVCentersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ZsVCenter>>([.. _vCenters.Values.OrderBy(v => v.Name, StringComparer.OrdinalIgnoreCase)]);

    public Task SaveVCenterAsync(ZsVCenter vCenter, NetworkCredential? credential, VCenterChangeNote? change, CancellationToken cancellationToken)
    {
        _vCenters[vCenter.Id] = vCenter;
        if (credential is not null)
        {
            _credentials[vCenter.Id] = credential;
        }
        return Task.CompletedTask;
    }

    public Task<VCenterBelongings> ReadBelongingsAsync(Guid vCenterId, CancellationToken cancellationToken) => Task.FromResult(new VCenterBelongings
    {
        Counts = Rows.Keys.Where(k => k.VCenter == vCenterId).GroupBy(k => k.Type).ToDictionary(g => g.Key, g => g.Count()),
    });

    public async Task<VCenterBelongings> RemoveVCenterAsync(ZsVCenter vCenter, bool force, Caller caller, CancellationToken cancellationToken)
    {
        var belongings = await ReadBelongingsAsync(vCenter.Id, cancellationToken);
        _vCenters.TryRemove(vCenter.Id, out _);
        Rows = Rows.Where(r => r.Key.VCenter != vCenter.Id).ToDictionary();
        return belongings;
    }

    public Task<NetworkCredential?> ReadCredentialAsync(Guid vCenterId, CancellationToken cancellationToken) =>
        Task.FromResult(_credentials.GetValueOrDefault(vCenterId));

    public Task RemoveCredentialAsync(Guid vCenterId, CancellationToken cancellationToken)
    {
        _credentials.TryRemove(vCenterId, out _);
        return Task.CompletedTask;
    }

    public async Task<IAsyncDisposable> LeaseAsync(Guid vCenterId, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var lease = _leases.GetOrAdd(vCenterId, _ => new SemaphoreSlim(1, 1));
        return await lease.WaitAsync(timeout, cancellationToken)
            ? new Released(lease)
            : throw new ZsException(ZsErrorId.ResourceBusy, ZsErrorCategory.ResourceBusy, "Another process is synchronising this vCenter.");
    }

    public Task<KnownInventory> ReadKnownAsync(Guid vCenterId, CancellationToken cancellationToken)
    {
        var mine = Rows.Where(r => r.Key.VCenter == vCenterId).Select(r => r.Value).ToList();
        var vms = mine.OfType<VmRow>().ToDictionary(v => v.ManagedObjectId, v => new KnownVm(v.ChangeVersion, v.State, v.DefaultIp, false));
        foreach (var image in mine.OfType<ImageRow>())
        {
            vms[image.ManagedObjectId] = new KnownVm(image.ChangeVersion, default, null, true);
        }
        return Task.FromResult(new KnownInventory(vms, mine.OfType<HostRow>().ToDictionary(h => h.ManagedObjectId, h => h.ExclusionReason is null)));
    }

    public Task<IInventoryWriter> BeginAsync(Guid vCenterId, DateTime seenAt, bool tellChanges, CancellationToken cancellationToken) =>
        Task.FromResult<IInventoryWriter>(new Writer(this, vCenterId));

    public Task SaveReportAsync(ZsSyncReport report, CancellationToken cancellationToken)
    {
        Reports.Add(report);
        return Task.CompletedTask;
    }

    private sealed class Released(SemaphoreSlim lease) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lease.Release();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Writer(MemoryRecords records, Guid vCenterId) : IInventoryWriter
    {
        private readonly Dictionary<(Guid, ZsResourceType Type, string Id), InventoryRow> _rows = new(records.Rows);
        private readonly HashSet<(ZsResourceType, string)> _seen = [];
        private readonly List<(ZsChangeKind Kind, ZsResourceType Type, InventoryRow Row)> _changes = [];

        public ValueTask WriteAsync(InventoryRow row, CancellationToken cancellationToken)
        {
            var type = TypeOf(row);
            var key = (vCenterId, type, row.ManagedObjectId);
            _seen.Add((type, row.ManagedObjectId));
            if (_rows.TryGetValue(key, out var before))
            {
                row = row switch
                {
                    VmRow { Devices: null } vm => vm with { Devices = ((VmRow)before).Devices },
                    ImageRow { Size: null } image => image with { Size = ((ImageRow)before).Size },
                    _ => row,
                };
            }
            if (before is null || Text(before) != Text(row))
            {
                _changes.Add((before is null ? ZsChangeKind.Added : ZsChangeKind.Changed, type, row));
            }
            _rows[key] = row;
            return ValueTask.CompletedTask;
        }

        public ValueTask KeepAsync(ZsResourceType type, string managedObjectId, ZsVmState? state, CancellationToken cancellationToken)
        {
            _seen.Add((type, managedObjectId));
            if (state is { } known && _rows.TryGetValue((vCenterId, type, managedObjectId), out var row) && row is VmRow vm && vm.State != known)
            {
                _rows[(vCenterId, type, managedObjectId)] = vm with { State = known };
                _changes.Add((ZsChangeKind.Changed, type, vm));
            }
            return ValueTask.CompletedTask;
        }

        public ValueTask RemoveAsync(ZsResourceType type, string managedObjectId, CancellationToken cancellationToken)
        {
            if (_rows.Remove((vCenterId, type, managedObjectId), out var row))
            {
                _changes.Add((ZsChangeKind.Removed, type, row));
            }
            return ValueTask.CompletedTask;
        }

        public async ValueTask RemoveUnseenAsync(IReadOnlyCollection<ZsResourceType> types, CancellationToken cancellationToken)
        {
            foreach (var (_, type, id) in _rows.Keys.Where(k => k.Item1 == vCenterId && types.Contains(k.Type) && !_seen.Contains((k.Type, k.Id))).ToList())
            {
                await RemoveAsync(type, id, cancellationToken);
            }
        }

        public Task<InventoryDifference> DifferenceAsync(CancellationToken cancellationToken) => Task.FromResult(new InventoryDifference(
            [.. SyncTypes.All.Select(t => new ZsSyncCount
            {
                Type = t,
                Total = _rows.Keys.Count(k => k.Item1 == vCenterId && k.Type == t),
                Added = _changes.Count(c => c.Type == t && c.Kind == ZsChangeKind.Added),
                Changed = _changes.Count(c => c.Type == t && c.Kind == ZsChangeKind.Changed),
                Removed = _changes.Count(c => c.Type == t && c.Kind == ZsChangeKind.Removed),
            })],
            [.. _changes.Where(c => c.Kind == ZsChangeKind.Removed).Select(c => new ZsVanished
            {
                Type = c.Type,
                Name = c.Row.Name,
                ManagedObjectId = c.Row.ManagedObjectId,
                Dependents = c.Row is VmRow { Devices: { } d } ? [.. d.Volumes.Select(v => v.Label), .. d.Nics.Select(n => n.Label)] : [],
            })]));

        public Task CommitAsync(bool wholeRead, CancellationToken cancellationToken)
        {
            if (records.CommitFailure is { } failure)
            {
                throw failure;
            }
            records.Rows = _rows;
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<ZsChange>> ChangesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ZsChange>>(
            [.. _changes.Select(c => new ZsChange { Kind = c.Kind, Type = c.Type, Name = c.Row.Name, Properties = [] })]);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static ZsResourceType TypeOf(InventoryRow row) => row switch
        {
            ClusterRow => ZsResourceType.Cluster,
            HostRow => ZsResourceType.Host,
            DatastoreRow => ZsResourceType.Storage,
            SwitchRow => ZsResourceType.Network,
            ImageRow => ZsResourceType.Image,
            _ => ZsResourceType.Vm,
        };

        private static string Text(InventoryRow row) => System.Text.Json.JsonSerializer.Serialize<object>(row);
    }
}
