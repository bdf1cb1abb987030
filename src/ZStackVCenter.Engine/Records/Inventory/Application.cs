using System.Data.Common;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>Puts what was staged into the records: a few statements over whole sets, each of which says how many rows it touched.</summary>
internal sealed class Application(
    DbConnection connection, Guid vCenterId, DateTime seenAt, IReadOnlyDictionary<ZsResourceType, RowStager> stagers, StageContext context, ChangeTeller? teller)
{
    private static readonly StageTable GoneTable = new("stage_gone", [("type", "TEXT"), ("id", "UUID")]);

    private readonly Dictionary<(ZsResourceType, ZsChangeKind), int> _counts = [];
    private readonly List<ZsVanished> _vanished = [];
    private readonly (string Name, object? Value)[] _parameters = [("vcenter", vCenterId), ("now", RecordText.ToMicroseconds(seenAt))];

    /// <summary>Does all that needs no transaction: objects that were registered anew get their record, and what is gone is listed.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        foreach (var (type, fresh, recorded) in context.Registered.Distinct())
        {
            await RegisterAsync(stagers[type], fresh, recorded, cancellationToken).ConfigureAwait(false);
        }
        foreach (var stager in stagers.Values)
        {
            await ListGoneAsync(stager, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs within the transaction.</summary>
    /// <param name="states">States of VMs of which nothing else could be read.</param>
    /// <param name="whole">The kinds that were read whole: they get totals.</param>
    /// <param name="cancellationToken">Cancels it; the transaction is then to be rolled back.</param>
    public async Task<InventoryDifference> RunAsync(
        IReadOnlyDictionary<Guid, ZsVmState> states, IReadOnlySet<ZsResourceType> whole, CancellationToken cancellationToken)
    {
        foreach (var stager in stagers.Values.Where(s => context.Staging.Has(s.Table.Stage)))
        {
            if (stager.Table.HasInstance)
            {
                await MeetAsync(stager, cancellationToken).ConfigureAwait(false);
            }
            if (stager.StagedKnown)
            {
                await RunAsync(stager.Table.Update, stager.Table.Type, stager.Table.Name, ZsChangeKind.Changed, cancellationToken).ConfigureAwait(false);
            }
            await RunAsync(stager.Table.Insert, stager.Table.Type, stager.Table.Name, ZsChangeKind.Added, cancellationToken).ConfigureAwait(false);
        }
        await SetStatesAsync(states, cancellationToken).ConfigureAwait(false);
        await RunNicsAsync(cancellationToken).ConfigureAwait(false);
        await RunVolumesAsync(cancellationToken).ConfigureAwait(false);
        if (context.Staging.Has(GoneTable))
        {
            // What refers to others goes first.
            foreach (var stager in stagers.Values.Reverse())
            {
                await RemoveAsync(stager, cancellationToken).ConfigureAwait(false);
            }
        }
        return new InventoryDifference(await CountsAsync(whole, cancellationToken).ConfigureAwait(false), _vanished);
    }

    // A machine that is registered anew has another managed object id and the same instance UUID: it keeps its record when the old one is gone.
    private async Task RegisterAsync(RowStager stager, string fresh, string recorded, CancellationToken cancellationToken)
    {
        if (!stager.Known.TryGet(recorded, out var old) || !old.Gone || old.IsNew || !stager.Known.TryGet(fresh, out var made) || !made.IsNew || made.Gone)
        {
            return;
        }
        stager.Known.At(recorded, out _) = old with { Gone = false, Seen = true };
        stager.Known.At(fresh, out _) = made with { Id = old.Id, IsNew = false };
        await ReplaceIdAsync(stager, made.Id, old.Id, cancellationToken).ConfigureAwait(false);
    }

    // Another process may have made a record of the same object since this run looked; and what the module itself is making has a record
    // with the instance UUID that it will have, before vCenter has given it an id.
    private async Task MeetAsync(RowStager stager, CancellationToken cancellationToken)
    {
        var table = stager.Table;
        if (!await ExistsAsync(table.Name, cancellationToken).ConfigureAwait(false))
        {
            return;
        }
        var met = await PairsAsync(
            $"""
            SELECT s.id, t.id FROM {table.Stage.Name} AS s JOIN {table.Name} AS t ON t.vcenter_id = @vcenter
                AND (t.managed_object_id = s.managed_object_id OR (t.managed_object_id IS NULL AND t.instance_uuid = s.instance_uuid))
            WHERE s.is_new
            """,
            cancellationToken).ConfigureAwait(false);
        foreach (var (made, there) in met)
        {
            await ReplaceIdAsync(stager, made, there, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReplaceIdAsync(RowStager stager, Guid made, Guid recorded, CancellationToken cancellationToken)
    {
        stager.StagedKnown = true;
        await ExecuteAsync(
            $"UPDATE {stager.Table.Stage.Name} SET id = @recorded, is_new = @no WHERE id = @made", cancellationToken,
            ("made", made), ("recorded", recorded), ("no", false)).ConfigureAwait(false);
        foreach (var devices in new[] { NicTable.Stage, VolumeTable.Stage }.Where(context.Staging.Has))
        {
            await ExecuteAsync($"UPDATE {devices.Name} SET vm_id = @recorded WHERE vm_id = @made", cancellationToken, ("made", made), ("recorded", recorded)).ConfigureAwait(false);
            context.KnownDevices = true;
        }
    }

    private async Task ListGoneAsync(RowStager stager, CancellationToken cancellationToken)
    {
        var gone = stager.Known.Rows.Where(r => r.Value.Gone).Select(r => r.Value).ToList();
        foreach (var staged in gone.Where(r => r.Staged))
        {
            await ExecuteAsync($"DELETE FROM {stager.Table.Stage.Name} WHERE id = @id", cancellationToken, ("id", staged.Id)).ConfigureAwait(false);
            foreach (var devices in new[] { NicTable.Stage, VolumeTable.Stage }.Where(context.Staging.Has))
            {
                await ExecuteAsync($"DELETE FROM {devices.Name} WHERE vm_id = @id", cancellationToken, ("id", staged.Id)).ConfigureAwait(false);
            }
        }
        if (gone.All(r => r.IsNew))
        {
            return;
        }
        var type = EnumText<ZsResourceType>.Write(stager.Table.Type);
        await using var stage = await context.Staging.OpenAsync(GoneTable, cancellationToken).ConfigureAwait(false);
        foreach (var row in gone.Where(r => !r.IsNew))
        {
            stage.Text(type);
            stage.Uuid(row.Id);
            await stage.EndRowAsync(cancellationToken).ConfigureAwait(false);
        }
        await stage.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    // The digest goes with it: it is no longer that of the columns, and the next whole row must be written.
    private async Task SetStatesAsync(IReadOnlyDictionary<Guid, ZsVmState> states, CancellationToken cancellationToken)
    {
        foreach (var (id, state) in states)
        {
            const string sql = "UPDATE vms SET state = @state, hash = 0, seen_at = @now WHERE id = @id AND state <> @state";
            await RunAsync(sql, ZsResourceType.Vm, "vms", ZsChangeKind.Changed, cancellationToken, ("id", id), ("state", EnumText<ZsVmState>.Write(state))).ConfigureAwait(false);
        }
    }

    private async Task RunNicsAsync(CancellationToken cancellationToken)
    {
        if (!context.Staging.Has(NicTable.Stage))
        {
            return;
        }
        if (context.KnownDevices)
        {
            await ExecuteAsync("CREATE INDEX stage_vm_nics_by_slot ON stage_vm_nics (vm_id, device_key)", cancellationToken).ConfigureAwait(false);
            await RunAsync(NicTable.Delete, ZsResourceType.VmNic, "vm_nics", ZsChangeKind.Removed, cancellationToken).ConfigureAwait(false);
            await RunAsync(NicTable.Update, ZsResourceType.VmNic, "vm_nics", ZsChangeKind.Changed, cancellationToken).ConfigureAwait(false);
        }
        await RunAsync(
            context.KnownDevices ? NicTable.InsertNew : NicTable.InsertAll, ZsResourceType.VmNic, "vm_nics", ZsChangeKind.Added, cancellationToken).ConfigureAwait(false);
    }

    private async Task RunVolumesAsync(CancellationToken cancellationToken)
    {
        if (!context.Staging.Has(VolumeTable.Stage))
        {
            return;
        }
        if (await ExistsAsync("volumes", cancellationToken).ConfigureAwait(false))
        {
            await context.Staging.MakeAsync(GoneTable, cancellationToken).ConfigureAwait(false);
            await FindVolumesAsync(cancellationToken).ConfigureAwait(false);
            await RunAsync(VolumeTable.Delete, ZsResourceType.Volume, "volumes", ZsChangeKind.Removed, cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(VolumeTable.LeaveSlots, cancellationToken).ConfigureAwait(false);
            await RunAsync(VolumeTable.Update, ZsResourceType.Volume, "volumes", ZsChangeKind.Changed, cancellationToken).ConfigureAwait(false);
        }
        await RunAsync(VolumeTable.Insert, ZsResourceType.Volume, "volumes", ZsChangeKind.Added, cancellationToken).ConfigureAwait(false);
    }

    private async Task FindVolumesAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(VolumeTable.FindInPlace, cancellationToken).ConfigureAwait(false);
        await ExecuteAsync("CREATE INDEX stage_volumes_by_record ON stage_volumes (record_id)", cancellationToken).ConfigureAwait(false);
        var staged = new HashSet<Guid>();
        var recorded = new HashSet<Guid>();
        foreach (var (disk, record) in await PairsAsync(VolumeTable.FindMoved, cancellationToken).ConfigureAwait(false))
        {
            // A disk that several machines share has a record for each: one for one.
            if (!staged.Contains(disk) && recorded.Add(record))
            {
                staged.Add(disk);
                await ExecuteAsync("UPDATE stage_volumes SET record_id = @record WHERE id = @id", cancellationToken, ("record", record), ("id", disk)).ConfigureAwait(false);
            }
        }
    }

    private async Task RemoveAsync(RowStager stager, CancellationToken cancellationToken)
    {
        var (table, type) = (stager.Table.Name, stager.Table.Type);
        // What another process recorded since this run began to read was not there to be seen.
        var gone = $"(SELECT g.id FROM stage_gone g JOIN {table} o ON o.id = g.id WHERE g.type = '{EnumText<ZsResourceType>.Write(type)}' AND o.seen_at <= @now)";
        var dependents = type == ZsResourceType.Vm ? await DependentsAsync(gone, cancellationToken).ConfigureAwait(false) : [];
        await using (var command = connection.Command($"SELECT id, name, managed_object_id FROM {table} WHERE id IN {gone} ORDER BY name_key, id", _parameters[1]))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                _vanished.Add(new ZsVanished
                {
                    Type = type,
                    Name = reader.GetString(1),
                    ManagedObjectId = reader.Text(2) ?? "",
                    Dependents = dependents.TryGetValue(reader.GetGuid(0), out var names) ? names : [],
                });
            }
        }
        if (type == ZsResourceType.Vm)
        {
            // What no foreign key can do, since addresses have owners of several kinds.
            await ExecuteAsync($"DELETE FROM ip_addresses WHERE owner_id IN {gone}", cancellationToken).ConfigureAwait(false);
        }
        await RunAsync($"DELETE FROM {table} WHERE id IN {gone}", type, table, ZsChangeKind.Removed, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Dictionary<Guid, List<string>>> DependentsAsync(string gone, CancellationToken cancellationToken)
    {
        var dependents = new Dictionary<Guid, List<string>>();
        foreach (var (type, table) in new[] { (ZsResourceType.Volume, "volumes"), (ZsResourceType.VmNic, "vm_nics") })
        {
            await using var command = connection.Command($"SELECT vm_id, id, name FROM {table} WHERE vm_id IN {gone} ORDER BY vm_id, device_key", _parameters[1]);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var vm = reader.GetGuid(0);
                if (!dependents.TryGetValue(vm, out var names))
                {
                    dependents.Add(vm, names = []);
                }
                names.Add(reader.GetString(2));
                Count(type, ZsChangeKind.Removed, 1);
                teller?.Note(type, ZsChangeKind.Removed, reader.GetGuid(1));
            }
        }
        return dependents;
    }

    private async Task<IReadOnlyList<ZsSyncCount>> CountsAsync(IReadOnlySet<ZsResourceType> whole, CancellationToken cancellationToken)
    {
        var counts = new List<ZsSyncCount>();
        foreach (var (type, table) in InventoryTables.Counted)
        {
            var read = whole.Contains(type is ZsResourceType.VmNic or ZsResourceType.Volume ? ZsResourceType.Vm : type);
            var taken = type == ZsResourceType.Host ? " AND NOT excluded" : "";
            counts.Add(new ZsSyncCount
            {
                Type = type,
                Total = read ? (int)await connection.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE vcenter_id = @vcenter{taken}", cancellationToken, _parameters[0]).ConfigureAwait(false) : 0,
                Added = _counts.GetValueOrDefault((type, ZsChangeKind.Added)),
                Changed = _counts.GetValueOrDefault((type, ZsChangeKind.Changed)),
                Removed = _counts.GetValueOrDefault((type, ZsChangeKind.Removed)),
            });
        }
        return counts;
    }

    private async Task RunAsync(
        string sql, ZsResourceType type, string table, ZsChangeKind kind, CancellationToken cancellationToken, params (string, object?)[] more)
    {
        if (teller is null)
        {
            Count(type, kind, await ExecuteAsync(sql, cancellationToken, more).ConfigureAwait(false));
            return;
        }
        await using var command = connection.Command($"{sql} RETURNING {table}.id", [.. Used(sql), .. more]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            Count(type, kind, 1);
            teller.Note(type, kind, reader.GetGuid(0));
        }
    }

    private async Task<List<(Guid, Guid)>> PairsAsync(string sql, CancellationToken cancellationToken)
    {
        var pairs = new List<(Guid, Guid)>();
        await using var command = connection.Command(sql, [.. Used(sql)]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            pairs.Add((reader.GetGuid(0), reader.GetGuid(1)));
        }
        return pairs;
    }

    private async Task<bool> ExistsAsync(string table, CancellationToken cancellationToken) =>
        await connection.ScalarAsync<long>($"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE vcenter_id = @vcenter LIMIT 1) AS one", cancellationToken, _parameters[0]).ConfigureAwait(false) > 0;

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string, object?)[] more) =>
        connection.ExecuteAsync(sql, cancellationToken, [.. Used(sql), .. more]);

    // PostgreSQL cannot tell the type of a parameter that a statement does not use.
    private IEnumerable<(string, object?)> Used(string sql) => _parameters.Where(p => sql.Contains("@" + p.Name, StringComparison.Ordinal));

    private void Count(ZsResourceType type, ZsChangeKind kind, int number) =>
        _counts[(type, kind)] = _counts.GetValueOrDefault((type, kind)) + number;
}
