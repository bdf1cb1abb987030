using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>How datastores are read as places for images.</summary>
internal static class BackupStorageReading
{
    private const string Select = """
        SELECT t.id, t.name, t.description, t.created_at, t.seen_at, t.managed_object_id, t.hosts, t.url, t.total_capacity, t.free_space,
            t.backup_state, t.status, (SELECT count(*) FROM images i WHERE i.datastore_id = t.id)
        FROM datastores t
        """;

    public static Reading<ZsBackupStorage> For(StorageQuery query, Dialect dialect) =>
        new(ZsResourceType.Storage, Select, (row, place) => Read(row, place, query))
        {
            Filter = PrimaryStorageReading.Filter(query, dialect),
            IsExact = PrimaryStorageReading.IsExact(query),
            NeedsHosts = !PrimaryStorageReading.IsExact(query),
        };

    private static ZsBackupStorage? Read(Row row, Place place, StorageQuery query) =>
        place.Wants(place.Texts(row.GetString(6)), query.HostIds, query.ClusterIds) ? Make(row, place) : null;

    private static ZsBackupStorage Make(Row row, Place place) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Description = row.Text(2),
        CreatedAt = row.Time(3),
        LastSeenAt = place.SeenAt(row.GetInt64(4)),
        VCenterId = place.Id,
        VCenter = place.Name,
        ManagedObjectId = row.Text(5) ?? "",
        Url = row.GetString(7),
        TotalCapacity = row.GetInt64(8),
        AvailableCapacity = row.GetInt64(9),
        State = EnumText<ZsState>.Read(row.GetString(10)),
        Status = EnumText<ZsStatus>.Read(row.GetString(11)),
        ImageCount = row.GetInt32(12),
    };
}
