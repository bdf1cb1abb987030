using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>How clusters are read.</summary>
internal static class ClusterReading
{
    private const string Select = """
        SELECT t.id, t.name, t.description, t.created_at, t.seen_at, t.managed_object_id, t.datacenter, t.state, t.host_count, t.cpu_mhz,
            t.memory_size, t.drs_enabled, t.ha_enabled,
            (SELECT count(*) FROM vms m JOIN hosts h ON h.id = m.host_id WHERE h.cluster_id = t.id)
        FROM clusters t
        """;

    public static Reading<ZsCluster> All(Dialect dialect) => new(ZsResourceType.Cluster, Select, Read) { Filter = new RowFilter(dialect) };

    private static ZsCluster Read(Row row, Place place) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Description = row.Text(2),
        CreatedAt = row.Time(3),
        LastSeenAt = place.SeenAt(row.GetInt64(4)),
        VCenterId = place.Id,
        VCenter = place.Name,
        ManagedObjectId = row.Text(5) ?? "",
        Datacenter = row.GetString(6),
        State = EnumText<ZsState>.Read(row.GetString(7)),
        HostCount = row.GetInt32(8),
        CpuMhz = row.GetInt32(9),
        MemorySize = row.GetInt64(10),
        DrsEnabled = row.GetBoolean(11),
        HaEnabled = row.GetBoolean(12),
        VmCount = row.GetInt32(13),
    };
}
