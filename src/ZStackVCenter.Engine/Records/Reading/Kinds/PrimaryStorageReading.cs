using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>How datastores are read as places for disks.</summary>
internal static class PrimaryStorageReading
{
    private const string Select = """
        SELECT t.id, t.name, t.description, t.created_at, t.seen_at, t.managed_object_id, t.hosts, t.url, t.file_system, t.datacenter,
            t.total_capacity, t.available_capacity, t.free_space, t.state, t.maintenance_mode, t.status, t.shared, t.datastore_cluster
        FROM datastores t
        """;

    public static Reading<ZsPrimaryStorage> For(StorageQuery query, Dialect dialect) =>
        new(ZsResourceType.Storage, Select, (row, place) => Read(row, place, query))
        {
            Filter = Filter(query, dialect),
            IsExact = IsExact(query),
            NeedsHosts = true,
        };

    /// <summary>The conditions on a datastore, in either part.</summary>
    public static RowFilter Filter(StorageQuery query, Dialect dialect) => new RowFilter(dialect)
        .Ids("t.id IN (SELECT x.datastore_id FROM volumes x WHERE {0})", "x.id", query.VolumeIds)
        .Ids("t.id IN (SELECT x.datastore_id FROM images x WHERE {0})", "x.id", query.ImageIds)
        .Ids(
            """
            t.id IN (
                SELECT m.datastore_id FROM vms m WHERE {0}
                UNION ALL
                SELECT x.datastore_id FROM vms m JOIN volumes x ON x.vm_id = m.id WHERE {0})
            """,
            "m.id",
            query.VmIds);

    /// <summary>True when <see cref="Filter"/> says all.</summary>
    public static bool IsExact(StorageQuery query) => query.ClusterIds.Count == 0 && query.HostIds.Count == 0;

    private static ZsPrimaryStorage? Read(Row row, Place place, StorageQuery query)
    {
        var hosts = place.Texts(row.GetString(6));
        return place.Wants(hosts, query.HostIds, query.ClusterIds) ? Make(row, place, hosts) : null;
    }

    private static ZsPrimaryStorage Make(Row row, Place place, IReadOnlyList<string> hosts) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Description = row.Text(2),
        CreatedAt = row.Time(3),
        LastSeenAt = place.SeenAt(row.GetInt64(4)),
        VCenterId = place.Id,
        VCenter = place.Name,
        ManagedObjectId = row.Text(5) ?? "",
        Hosts = place.HostNames(hosts),
        Url = row.GetString(7),
        FileSystem = row.GetString(8),
        Datacenter = row.GetString(9),
        TotalCapacity = row.GetInt64(10),
        AvailableCapacity = row.GetInt64(11),
        AvailablePhysicalCapacity = row.GetInt64(12),
        State = EnumText<ZsState>.Read(row.GetString(13)),
        MaintenanceMode = row.GetBoolean(14),
        Status = EnumText<ZsStatus>.Read(row.GetString(15)),
        Shared = row.GetBoolean(16),
        DatastoreCluster = row.Text(17),
    };
}
