using System.Data.Common;
using System.Runtime.InteropServices;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>What one run knows of a record: enough to tell whether an object of vCenter has one, and whether it differs.</summary>
internal record struct KnownRow(Guid Id, long Hash, long DevicesHash)
{
    /// <summary>The record is made by this run.</summary>
    public bool IsNew { get; set; }

    /// <summary>Its object was written or kept.</summary>
    public bool Seen { get; set; }

    /// <summary>Its row is in the staging table.</summary>
    public bool Staged { get; set; }

    /// <summary>Its object is gone.</summary>
    public bool Gone { get; set; }
}

/// <summary>
/// The records of one kind and vCenter by managed object id. A change of a few objects looks only these up; a whole read gets all at once.
/// </summary>
internal sealed class KnownRows(InventoryTable table, DbConnection connection, Guid vCenterId)
{
    /// <summary>So many objects are looked up one by one; more are worth reading all.</summary>
    public const int Few = 64;

    private readonly Dictionary<string, KnownRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> _instances = [];
    private readonly HashSet<string> _lookedUp = new(StringComparer.Ordinal);
    private readonly string _select = $"""
        SELECT managed_object_id, id, hash, {(table.HasDevices ? "devices_hash" : "0")}, {(table.HasInstance ? "instance_uuid" : "NULL")}
        FROM {table.Name} WHERE vcenter_id = @vcenter AND managed_object_id IS NOT NULL
        """;

    private bool _all;

    /// <summary>Every row that is known so far, with those that this run makes.</summary>
    public IEnumerable<KeyValuePair<string, KnownRow>> Rows => _rows;

    /// <summary>Makes sure that what the records hold of some objects is known.</summary>
    public async ValueTask EnsureAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (_all || ids.Count == 0)
        {
            return;
        }
        if (_lookedUp.Count + ids.Count > Few)
        {
            await EnsureAllAsync(cancellationToken).ConfigureAwait(false);
            return;
        }
        var missing = ids.Where(_lookedUp.Add).ToList();
        if (missing.Count > 0)
        {
            var names = string.Join(", ", missing.Select((_, i) => $"@m{i}"));
            await ReadAsync($"{_select} AND managed_object_id IN ({names})", missing.Select((id, i) => ($"m{i}", (object?)id)), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes sure that everything the records hold of the kind is known.</summary>
    public async ValueTask EnsureAllAsync(CancellationToken cancellationToken)
    {
        if (!_all)
        {
            await ReadAsync(_select, [], cancellationToken).ConfigureAwait(false);
            _all = true;
            _lookedUp.Clear();
        }
    }

    /// <summary>Makes sure that the record that was registered with an instance UUID is known.</summary>
    public async ValueTask EnsureInstanceAsync(Guid instance, CancellationToken cancellationToken)
    {
        if (!_all)
        {
            await ReadAsync($"{_select} AND instance_uuid = @instance", [("instance", instance)], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The row of an object; false when there is none.</summary>
    public bool TryGet(string id, out KnownRow row) => _rows.TryGetValue(id, out row);

    /// <summary>The row of an object, to be changed in place. Valid until the next one is made.</summary>
    public ref KnownRow At(string id, out bool exists) => ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, id, out exists);

    /// <summary>The managed object id that an instance UUID was recorded with; null when there is none.</summary>
    public string? OfInstance(Guid instance) => _instances.GetValueOrDefault(instance);

    private async Task ReadAsync(string sql, IEnumerable<(string, object?)> parameters, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(sql, [("vcenter", vCenterId), .. parameters]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var id = reader.GetString(0);
            ref var row = ref At(id, out var exists);
            if (!exists)
            {
                row = new KnownRow(reader.GetGuid(1), reader.GetInt64(2), reader.GetInt64(3));
            }
            if (table.HasInstance && !reader.IsDBNull(4))
            {
                _instances.TryAdd(reader.GetGuid(4), id);
            }
        }
    }
}
