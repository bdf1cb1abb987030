using System.Data.Common;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>
/// Puts rows into the store. Each row is compared with the digest of its record as it comes; what differs waits in temporary tables of this
/// connection. Only the difference itself takes a transaction, of a few statements over whole sets.
/// </summary>
internal sealed class InventoryWriter : IInventoryWriter
{
    private readonly RecordStore _store;
    private readonly DbConnection _connection;
    private readonly Guid _vCenterId;
    private readonly DateTime _seenAt;
    private readonly ChangeTeller? _teller;
    private readonly Staging _staging;
    private readonly StageContext _context;
    private readonly IReadOnlyDictionary<ZsResourceType, RowStager> _stagers;
    private readonly Dictionary<Guid, ZsVmState> _states = [];
    private readonly HashSet<ZsResourceType> _whole = [];
    private DbTransaction? _transaction;
    private InventoryDifference? _difference;

    /// <summary>Begins on an open connection, which is the writer's from now on.</summary>
    /// <param name="store">The store.</param>
    /// <param name="connection">A connection to it.</param>
    /// <param name="vCenterId">The record's id of the vCenter.</param>
    /// <param name="seenAt">When what is written was seen (UTC).</param>
    /// <param name="teller">Tells the changes one by one; null when nobody asks.</param>
    public InventoryWriter(RecordStore store, DbConnection connection, Guid vCenterId, DateTime seenAt, ChangeTeller? teller)
    {
        _store = store;
        _connection = connection;
        _vCenterId = vCenterId;
        _seenAt = seenAt;
        _teller = teller;
        _staging = new Staging(connection, store.Dialect);
        _stagers = InventoryTables.Stagers(table => new KnownRows(table, connection, vCenterId));
        _context = new StageContext(connection, _staging, new InventoryIds(_stagers.ToDictionary(s => s.Key, s => s.Value.Known)), new RowDigest());
    }

    public ValueTask WriteAsync(InventoryRow row, CancellationToken cancellationToken)
    {
        RefuseLate();
        var stager = _stagers[InventoryTables.TypeOf(row)];
        return stager.Add(row) ? new ValueTask(GuardAsync(() => FlushAsync(stager, cancellationToken), cancellationToken)) : ValueTask.CompletedTask;
    }

    public async ValueTask KeepAsync(ZsResourceType type, string managedObjectId, ZsVmState? state, CancellationToken cancellationToken)
    {
        if (await MarkAsync(type, managedObjectId, gone: false, cancellationToken).ConfigureAwait(false) is { IsNew: false } row && state is { } known)
        {
            _states[row.Id] = known;
        }
    }

    public async ValueTask RemoveAsync(ZsResourceType type, string managedObjectId, CancellationToken cancellationToken)
    {
        _stagers[type].Forget(managedObjectId);
        await MarkAsync(type, managedObjectId, gone: true, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask RemoveUnseenAsync(IReadOnlyCollection<ZsResourceType> types, CancellationToken cancellationToken)
    {
        RefuseLate();
        await GuardAsync(() => FlushAllAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var type in types)
        {
            var known = _stagers[type].Known;
            await GuardAsync(() => known.EnsureAllAsync(cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
            foreach (var id in known.Rows.Where(r => !r.Value.Seen).Select(r => r.Key).ToList())
            {
                known.At(id, out _).Gone = true;
            }
            _whole.Add(type);
        }
    }

    public async Task<InventoryDifference> DifferenceAsync(CancellationToken cancellationToken)
    {
        if (_difference is null)
        {
            await GuardAsync(() => FlushAllAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            var application = new Application(_connection, _vCenterId, _seenAt, _stagers, _context, _teller);
            await GuardAsync(() => application.PrepareAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            _transaction = await _store.GuardAsync(
                () => _store.Dialect.BeginWriteAsync(_connection, _store.Options.StoreLockTimeout, cancellationToken), cancellationToken).ConfigureAwait(false);
            _difference = await _store.GuardAsync(() => application.RunAsync(_states, _whole, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        return _difference;
    }

    public async Task CommitAsync(bool wholeRead, CancellationToken cancellationToken)
    {
        var difference = await DifferenceAsync(cancellationToken).ConfigureAwait(false);
        if (_teller is not null)
        {
            await _teller.ReadBeforeAsync(cancellationToken).ConfigureAwait(false);
        }
        await GuardAsync(
            async () =>
            {
                await StampAsync(wholeRead, difference.Counts.Any(c => c.Added + c.Changed + c.Removed > 0), cancellationToken).ConfigureAwait(false);
                await _transaction!.CommitAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        await _transaction!.DisposeAsync().ConfigureAwait(false);
        _transaction = null;
    }

    public Task<IReadOnlyList<ZsChange>> ChangesAsync(CancellationToken cancellationToken) =>
        (_teller ?? throw new InvalidOperationException("Changes are told only by a writer that was begun for it.")).TellAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await using (_connection.ConfigureAwait(false))
        {
            if (_transaction is not null)
            {
                await _transaction.DisposeAsync().ConfigureAwait(false);
                _transaction = null;
            }
            await GuardAsync(_staging.DropAsync, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<KnownRow?> MarkAsync(ZsResourceType type, string managedObjectId, bool gone, CancellationToken cancellationToken)
    {
        RefuseLate();
        var known = _stagers[type].Known;
        await GuardAsync(() => known.EnsureAsync([managedObjectId], cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
        if (!known.TryGet(managedObjectId, out var row))
        {
            return null;
        }
        known.At(managedObjectId, out _) = row with { Gone = gone, Seen = true };
        return row;
    }

    private async Task FlushAllAsync(CancellationToken cancellationToken)
    {
        foreach (var stager in _stagers.Values)
        {
            await stager.FlushAsync(_context, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FlushAsync(RowStager stager, CancellationToken cancellationToken)
    {
        foreach (var type in stager.Table.Refers)
        {
            await FlushAsync(_stagers[type], cancellationToken).ConfigureAwait(false);
        }
        await stager.FlushAsync(_context, cancellationToken).ConfigureAwait(false);
    }

    private async Task StampAsync(bool wholeRead, bool changed, CancellationToken cancellationToken)
    {
        var now = RecordText.ToMicroseconds(_seenAt);
        foreach (var type in _whole.SelectMany(t => t == ZsResourceType.Vm ? [t, ZsResourceType.VmNic, ZsResourceType.Volume] : new[] { t }))
        {
            await _connection.ExecuteAsync(
                """
                INSERT INTO sync_stamps (vcenter_id, type, seen_at) VALUES (@vcenter, @type, @now)
                ON CONFLICT (vcenter_id, type) DO UPDATE SET seen_at = excluded.seen_at
                """,
                cancellationToken,
                ("vcenter", _vCenterId), ("type", EnumText<ZsResourceType>.Write(type)), ("now", now)).ConfigureAwait(false);
        }
        if (wholeRead || changed)
        {
            await _connection.ExecuteAsync(
                $"""
                UPDATE vcenters SET inventory_version = inventory_version + 1{(wholeRead ? ", last_synced_at = @now" : "")} WHERE id = @vcenter
                """,
                cancellationToken,
                wholeRead ? [("vcenter", _vCenterId), ("now", now)] : [("vcenter", _vCenterId)]).ConfigureAwait(false);
        }
    }

    private void RefuseLate()
    {
        if (_difference is not null)
        {
            throw new InvalidOperationException("The difference was told: nothing more can be written.");
        }
    }

    private Task<bool> GuardAsync(Func<Task> work, CancellationToken cancellationToken) => _store.GuardAsync(
        async () =>
        {
            await work().ConfigureAwait(false);
            return true;
        },
        cancellationToken);
}
