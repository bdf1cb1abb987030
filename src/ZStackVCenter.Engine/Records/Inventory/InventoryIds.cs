namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>The records' ids of the objects that rows refer to.</summary>
internal sealed class InventoryIds(IReadOnlyDictionary<ZsResourceType, KnownRows> known)
{
    /// <summary>The record's id of an object; null when it has no record.</summary>
    public Guid? Find(ZsResourceType type, string? managedObjectId) =>
        managedObjectId is not null && known[type].TryGet(managedObjectId, out var row) && !row.Gone ? row.Id : null;

    /// <summary>Makes sure that the records of what rows refer to are known.</summary>
    public async ValueTask EnsureAsync<TRow>(InventoryTable<TRow> table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
        where TRow : Engine.Inventory.InventoryRow
    {
        if (rows.Count > KnownRows.Few)
        {
            foreach (var type in table.Refers)
            {
                await known[type].EnsureAllAsync(cancellationToken).ConfigureAwait(false);
            }
            return;
        }
        foreach (var group in rows.SelectMany(table.References).Where(r => r.Id is not null).GroupBy(r => r.Type, r => r.Id!))
        {
            await known[group.Key].EnsureAsync([.. group.Distinct(StringComparer.Ordinal)], cancellationToken).ConfigureAwait(false);
        }
    }
}
