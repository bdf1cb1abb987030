using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>How hosts are read.</summary>
internal static class HostReading
{
    private const string Select = """
        SELECT t.id, t.name, t.description, t.created_at, t.seen_at, t.managed_object_id, t.cluster_id, c.name, t.management_ip, t.state,
            t.maintenance_mode, t.status, t.connection_state, t.cpu_sockets, t.cpu_cores, t.cpu_mhz, t.cpu_used_mhz, t.memory_size,
            t.memory_used, t.version, t.model, t.vmotion_enabled, t.excluded, t.exclusion_reason
        FROM hosts t
        LEFT JOIN clusters c ON c.id = t.cluster_id
        """;

    public static Reading<ZsHost> For(HostQuery query, Dialect dialect)
    {
        var filter = new RowFilter(dialect)
            .Ids("t.cluster_id", query.ClusterIds)
            .Ids("t.id IN (SELECT m.host_id FROM vms m WHERE {0})", "m.id", query.VmIds)
            .OneOf("t.state", query.States);
        if (query.MaintenanceMode is { } maintenance)
        {
            filter.Add(maintenance ? "t.maintenance_mode" : "NOT t.maintenance_mode");
        }
        if (!query.IncludeExcluded)
        {
            filter.Add("NOT t.excluded");
        }
        return new Reading<ZsHost>(ZsResourceType.Host, Select, Read) { Filter = filter };
    }

    private static ZsHost Read(Row row, Place place) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Description = row.Text(2),
        CreatedAt = row.Time(3),
        LastSeenAt = place.SeenAt(row.GetInt64(4)),
        VCenterId = place.Id,
        VCenter = place.Name,
        ManagedObjectId = row.Text(5) ?? "",
        ClusterId = row.Uuid(6),
        Cluster = row.Text(7),
        ManagementIp = row.Text(8),
        State = EnumText<ZsHostState>.Read(row.GetString(9)),
        MaintenanceMode = row.GetBoolean(10),
        Status = EnumText<ZsStatus>.Read(row.GetString(11)),
        ConnectionState = row.GetString(12),
        CpuSockets = row.GetInt32(13),
        CpuCores = row.GetInt32(14),
        CpuMhz = row.GetInt32(15),
        CpuUsedMhz = row.GetInt32(16),
        MemorySize = row.GetInt64(17),
        MemoryUsed = row.GetInt64(18),
        Version = row.GetString(19),
        Model = row.GetString(20),
        VMotionEnabled = row.GetBoolean(21),
        Excluded = row.GetBoolean(22),
        ExclusionReason = row.Text(23),
    };
}
