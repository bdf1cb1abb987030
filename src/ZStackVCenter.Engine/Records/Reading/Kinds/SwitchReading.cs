using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>How switches are read.</summary>
internal static class SwitchReading
{
    private const string Select = """
        SELECT t.id, t.name, t.description, t.created_at, t.seen_at, t.managed_object_id, t.kind, t.datacenter, t.clusters, t.hosts, t.port_groups
        FROM switches t
        """;

    public static Reading<ZsSwitch> For(SwitchQuery query, Dialect dialect) =>
        new(ZsResourceType.Network, Select, (row, place) => Read(row, place, query))
        {
            Filter = new RowFilter(dialect).Is("t.kind", query.Kind),
            IsExact = query.ClusterIds.Count == 0 && query.HostIds.Count == 0,
            NeedsHosts = true,
        };

    private static ZsSwitch? Read(Row row, Place place, SwitchQuery query)
    {
        var clusters = place.Texts(row.GetString(8));
        var hosts = place.Texts(row.GetString(9));
        var wanted = place.Wants(hosts, query.HostIds, [])
            && (query.ClusterIds.Count == 0 || clusters.Any(id => place.Clusters.TryGetValue(id, out var cluster) && query.ClusterIds.Contains(cluster.Id)));
        return wanted ? Make(row, place, clusters, hosts) : null;
    }

    private static ZsSwitch Make(Row row, Place place, IReadOnlyList<string> clusters, IReadOnlyList<string> hosts) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Description = row.Text(2),
        CreatedAt = row.Time(3),
        LastSeenAt = place.SeenAt(row.GetInt64(4)),
        VCenterId = place.Id,
        VCenter = place.Name,
        ManagedObjectId = row.Text(5) ?? "",
        Kind = EnumText<ZsSwitchKind>.Read(row.GetString(6)),
        Datacenter = row.Text(7),
        Clusters = place.ClusterNames(clusters),
        Hosts = place.HostNames(hosts),
        PortGroups = RecordJson.ReadPortGroups(row.GetString(10)),
    };
}
