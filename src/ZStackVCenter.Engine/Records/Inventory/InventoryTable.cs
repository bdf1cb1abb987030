using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>A table of the inventory: its columns that come from vCenter, and the SQL that puts staged rows into it.</summary>
internal abstract class InventoryTable
{
    private static readonly StageColumn[] Head =
    [
        StageColumn.Remote("managed_object_id", "TEXT"),
        StageColumn.Remote("name", "TEXT"),
        StageColumn.Remote("name_key", "TEXT"),
        StageColumn.Remote("hash", "BIGINT"),
    ];

    protected InventoryTable(string name, ZsResourceType type, IReadOnlyList<StageColumn> columns, bool hasDevices = false, bool hasInstance = false)
    {
        Name = name;
        Type = type;
        HasDevices = hasDevices;
        HasInstance = hasInstance;
        StageColumn[] devices = hasDevices ? [StageColumn.WhereRead(name, "devices_hash", "BIGINT", "0")] : [];
        StageColumn[] all = [.. Head, .. devices, .. columns];
        Stage = new StageTable("stage_" + name, [("id", "UUID"), ("is_new", "BOOLEAN"), .. all.Select(c => (c.Name, c.Type))]);
        // A time that vCenter tells takes the place of the record's own.
        var made = all.Any(c => c.Name == "created_at") ? "" : "created_at, ";
        Insert = $"""
            INSERT INTO {name} (id, vcenter_id, seen_at, {made}{string.Join(", ", all.Select(c => c.Name))})
            SELECT s.id, @vcenter, @now, {(made.Length > 0 ? "@now, " : "")}{string.Join(", ", all.Select(c => c.Inserted))}
            FROM {Stage.Name} AS s WHERE s.is_new
            """;
        Update = $"""
            UPDATE {name} SET seen_at = @now, {string.Join(", ", all.Where(c => c.Updated is not null).Select(c => $"{c.Name} = {c.Updated}"))}
            FROM {Stage.Name} AS s WHERE {name}.id = s.id AND NOT s.is_new AND {name}.seen_at <= @now
            """;
    }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>The kind of object in it.</summary>
    public ZsResourceType Type { get; }

    /// <summary>True when a part of the row, with a digest of its own, is not read each time.</summary>
    public bool HasDevices { get; }

    /// <summary>True when its objects have an instance UUID, which they keep when they are registered anew.</summary>
    public bool HasInstance { get; }

    /// <summary>Where its rows wait for the transaction.</summary>
    public StageTable Stage { get; }

    /// <summary>Makes records of the staged rows that are new. Parameters: vcenter, now.</summary>
    public string Insert { get; }

    /// <summary>Puts the other staged rows over their records, but for a record that somebody saw later than this run. Parameter: now.</summary>
    public string Update { get; }

    /// <summary>The kinds that its rows refer to: theirs come first.</summary>
    public virtual IReadOnlyList<ZsResourceType> Refers => [];
}

/// <summary>A table of the inventory, with what turns an object of vCenter into a row of it.</summary>
internal abstract class InventoryTable<TRow>(
    string name, ZsResourceType type, IReadOnlyList<StageColumn> columns, bool hasDevices = false, bool hasInstance = false)
    : InventoryTable(name, type, columns, hasDevices, hasInstance)
    where TRow : InventoryRow
{
    /// <summary>Gives the values of the columns that are read each time, in their order.</summary>
    public abstract void Emit(RowSink sink, TRow row, InventoryIds ids);

    /// <summary>A digest of the part that is not read each time; null when it was not.</summary>
    public virtual long? DevicesHash(RowDigest digest, TRow row, InventoryIds ids) => null;

    /// <summary>Gives the values of the columns of that part, in their order after the others.</summary>
    /// <param name="sink">Takes them.</param>
    /// <param name="row">The row.</param>
    /// <param name="moved">False when they are as recorded: nulls are given then.</param>
    public virtual void EmitDevices(RowSink sink, TRow row, bool moved)
    {
    }

    /// <summary>The instance UUID; null when it has none.</summary>
    public virtual Guid? Instance(TRow row) => null;

    /// <summary>The objects that a row refers to.</summary>
    public virtual IEnumerable<(ZsResourceType Type, string? Id)> References(TRow row) => [];
}

/// <summary>A temporary table of a connection.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns with their types in PostgreSQL's words.</param>
internal sealed record StageTable(string Name, IReadOnlyList<(string Name, string Type)> Columns)
{
    public IReadOnlyList<string> ColumnNames { get; } = [.. Columns.Select(c => c.Name)];

    public string Definition { get; } = $"CREATE TEMPORARY TABLE {Name} (\n{string.Join(",\n", Columns.Select(c => $"{c.Name} {c.Type}"))}\n);";
}
