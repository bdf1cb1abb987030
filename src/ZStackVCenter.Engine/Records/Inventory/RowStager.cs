using System.Data.Common;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>Takes the rows of one kind, and puts those that differ from the records into staging.</summary>
internal abstract class RowStager(InventoryTable table, KnownRows known)
{
    public InventoryTable Table { get; } = table;

    public KnownRows Known { get; } = known;

    /// <summary>True when a row was staged of an object that has a record already.</summary>
    public bool StagedKnown { get; set; }

    /// <summary>Takes a row; true when so many wait that they should be staged.</summary>
    public abstract bool Add(InventoryRow row);

    /// <summary>Drops a row that waits.</summary>
    public abstract void Forget(string managedObjectId);

    /// <summary>Stages the rows that wait.</summary>
    public abstract Task FlushAsync(StageContext context, CancellationToken cancellationToken);
}

/// <summary>What the stagers of a run share.</summary>
internal sealed record StageContext(DbConnection Connection, Staging Staging, InventoryIds Ids, RowDigest Digest)
{
    /// <summary>New objects whose instance UUID is recorded under another managed object id: by kind, the new and the recorded one.</summary>
    public List<(ZsResourceType Type, string New, string Recorded)> Registered { get; } = [];

    /// <summary>True when devices were staged of a VM that has a record already.</summary>
    public bool KnownDevices { get; set; }
}

/// <inheritdoc/>
internal sealed class RowStager<TRow>(InventoryTable<TRow> table, KnownRows known) : RowStager(table, known)
    where TRow : InventoryRow
{
    private const int Batch = 256;

    private readonly List<TRow> _waiting = new(Batch);
    private readonly List<(Guid Id, VmDevices Devices)> _devices = [];
    private readonly HashSet<string> _again = new(StringComparer.Ordinal);

    public override bool Add(InventoryRow row)
    {
        _waiting.Add((TRow)row);
        return _waiting.Count >= Batch;
    }

    public override void Forget(string managedObjectId) => _waiting.RemoveAll(r => r.ManagedObjectId == managedObjectId);

    public override async Task FlushAsync(StageContext context, CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0)
        {
            return;
        }
        await PrepareAsync(context, cancellationToken).ConfigureAwait(false);
        BulkInsert? stage = null;
        try
        {
            foreach (var row in _waiting)
            {
                if (Differs(row, context, out var differs))
                {
                    stage ??= await context.Staging.OpenAsync(Table.Stage, cancellationToken).ConfigureAwait(false);
                    Emit(stage, row, differs, context);
                    StagedKnown |= !differs.IsNew;
                    await stage.EndRowAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            if (stage is not null)
            {
                await stage.CompleteAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (stage is not null)
            {
                await stage.DisposeAsync().ConfigureAwait(false);
            }
        }
        _waiting.Clear();
        await StageDevicesAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private async Task PrepareAsync(StageContext context, CancellationToken cancellationToken)
    {
        await Known.EnsureAsync([.. _waiting.Select(r => r.ManagedObjectId)], cancellationToken).ConfigureAwait(false);
        await context.Ids.EnsureAsync(table, _waiting, cancellationToken).ConfigureAwait(false);
        if (Table.HasInstance)
        {
            foreach (var row in _waiting)
            {
                if (!Known.TryGet(row.ManagedObjectId, out _) && table.Instance(row) is { } instance)
                {
                    await Known.EnsureInstanceAsync(instance, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        KeepLast();
        foreach (var id in _again)
        {
            await UnstageAsync(id, context, cancellationToken).ConfigureAwait(false);
        }
        _again.Clear();
    }

    // Of an object that was written twice the last row counts.
    private void KeepLast()
    {
        var seen = new HashSet<string>(_waiting.Count, StringComparer.Ordinal);
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            var id = _waiting[i].ManagedObjectId;
            if (!seen.Add(id))
            {
                _waiting.RemoveAt(i);
            }
            else if (Known.TryGet(id, out var row) && row.Staged)
            {
                _again.Add(id);
            }
        }
    }

    private async Task UnstageAsync(string managedObjectId, StageContext context, CancellationToken cancellationToken)
    {
        Known.TryGet(managedObjectId, out var row);
        await context.Connection.ExecuteAsync($"DELETE FROM {Table.Stage.Name} WHERE id = @id", cancellationToken, ("id", row.Id)).ConfigureAwait(false);
        foreach (var devices in new[] { NicTable.Stage, VolumeTable.Stage }.Where(context.Staging.Has))
        {
            await context.Connection.ExecuteAsync($"DELETE FROM {devices.Name} WHERE vm_id = @id", cancellationToken, ("id", row.Id)).ConfigureAwait(false);
        }
    }

    private bool Differs(TRow row, StageContext context, out Difference differs)
    {
        context.Digest.Text(row.Name);
        table.Emit(context.Digest, row, context.Ids);
        var hash = context.Digest.End();
        var devices = table.DevicesHash(context.Digest, row, context.Ids);
        ref var known = ref Known.At(row.ManagedObjectId, out var exists);
        if (!exists)
        {
            known = new KnownRow(Guid.CreateVersion7(), 0, 0) { IsNew = true };
            if (table.Instance(row) is { } instance && Known.OfInstance(instance) is { } recorded)
            {
                context.Registered.Add((Table.Type, row.ManagedObjectId, recorded));
            }
        }
        known.Seen = true;
        known.Gone = false;
        var moved = devices is { } read && (known.IsNew || read != known.DevicesHash);
        differs = new Difference(known.Id, known.IsNew, hash, moved ? devices : null);
        known.Staged = known.IsNew || moved || hash != known.Hash;
        return known.Staged;
    }

    private void Emit(BulkInsert stage, TRow row, in Difference differs, StageContext context)
    {
        stage.Uuid(differs.Id);
        stage.Flag(differs.IsNew);
        stage.Text(row.ManagedObjectId);
        stage.Text(row.Name);
        stage.Text(RecordText.NameKey(row.Name));
        stage.Number(differs.Hash);
        if (Table.HasDevices)
        {
            stage.Number(differs.DevicesHash);
        }
        table.Emit(stage, row, context.Ids);
        table.EmitDevices(stage, row, differs.DevicesHash is not null);
        if (differs.DevicesHash is not null && row is VmRow { Devices: { } devices })
        {
            _devices.Add((differs.Id, devices));
            context.KnownDevices |= !differs.IsNew;
        }
    }

    private async Task StageDevicesAsync(StageContext context, CancellationToken cancellationToken)
    {
        if (_devices.Count == 0)
        {
            return;
        }
        await using (var stage = await context.Staging.OpenAsync(NicTable.Stage, cancellationToken).ConfigureAwait(false))
        {
            foreach (var (id, devices) in _devices)
            {
                foreach (var nic in devices.Nics)
                {
                    NicTable.Emit(stage, id, nic, context.Digest);
                    await stage.EndRowAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            await stage.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        await using (var stage = await context.Staging.OpenAsync(VolumeTable.Stage, cancellationToken).ConfigureAwait(false))
        {
            foreach (var (id, devices) in _devices)
            {
                foreach (var volume in devices.Volumes)
                {
                    VolumeTable.Emit(stage, id, volume, context.Digest, context.Ids);
                    await stage.EndRowAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            await stage.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        _devices.Clear();
    }

    private readonly record struct Difference(Guid Id, bool IsNew, long Hash, long? DevicesHash);
}
