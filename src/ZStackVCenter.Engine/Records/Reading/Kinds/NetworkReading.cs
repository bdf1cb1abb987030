using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>Which networks to read.</summary>
public sealed record NetworkQuery : ResourceQuery
{
    /// <summary>In these clusters.</summary>
    public IReadOnlyCollection<Guid> ClusterIds { get; init; } = [];

    /// <summary>That a network adapter of one of these virtual machines is on.</summary>
    public IReadOnlyCollection<Guid> VmIds { get; init; } = [];

    /// <summary>That one of these network adapters is on.</summary>
    public IReadOnlyCollection<Guid> VmNicIds { get; init; } = [];

    /// <summary>That have one of these ranges of addresses.</summary>
    public IReadOnlyCollection<Guid> IpRangeIds { get; init; } = [];

    /// <summary>Of these kinds.</summary>
    public IReadOnlyCollection<ZsNetworkKind> Kinds { get; init; } = [];

    /// <summary>Public or private; null for both.</summary>
    public ZsNetworkCategory? Category { get; init; }

    /// <summary>On switches of these names; wildcards as in <see cref="ResourceQuery.Names"/>.</summary>
    public IReadOnlyCollection<string> Switches { get; init; } = [];
}

/// <summary>Which ranges of addresses to read.</summary>
public sealed record IpRangeQuery : ResourceQuery
{
    /// <summary>Of these networks.</summary>
    public IReadOnlyCollection<Guid> NetworkIds { get; init; } = [];
}

/// <summary>How networks are read.</summary>
internal static class NetworkReading
{
    private const string Select = """
        SELECT t.id, t.name, t.description, t.created_at, t.managed_object_id, t.kind, t.cluster_id, c.name, t.switch_name, t.switch_kind, t.vlan_id, t.port_group,
            t.state, t.owner,
            (SELECT string_agg(d.address, ',' ORDER BY d.position) FROM network_dns d WHERE d.network_id = t.id),
            (SELECT min(r.start_ip) FROM ip_ranges r WHERE r.network_id = t.id),
            (SELECT min(r.prefix_length) FROM ip_ranges r WHERE r.network_id = t.id),
            (SELECT min(r.gateway) FROM ip_ranges r WHERE r.network_id = t.id),
            (SELECT CAST(coalesce(sum(r.end_ip - r.start_ip + 1), 0) AS BIGINT) FROM ip_ranges r WHERE r.network_id = t.id),
            (SELECT count(*) FROM ip_addresses a WHERE a.network_id = t.id)
        FROM networks t
        LEFT JOIN clusters c ON c.id = t.cluster_id
        """;

    private static readonly string HasNic = $"EXISTS (SELECT 1 FROM vm_nics x WHERE {NetworkRecords.IsOn("x", "t")} AND {{0}})";

    public static Reading<ZsNetwork> For(NetworkQuery query, Dialect dialect)
    {
        var switches = new NameFilter(query.Switches);
        return new Reading<ZsNetwork>(ZsResourceType.Network, Select, (row, place) => switches.IsEmpty || switches.Matches(row.GetString(8)) ? Make(row, place) : null)
        {
            Filter = new RowFilter(dialect)
                .Ids("t.cluster_id", query.ClusterIds)
                .Ids(HasNic, "x.vm_id", query.VmIds)
                .Ids(HasNic, "x.id", query.VmNicIds)
                .Ids("t.id IN (SELECT x.network_id FROM ip_ranges x WHERE {0})", "x.id", query.IpRangeIds)
                .OneOf("t.kind", query.Kinds)
                .Add(query.Category switch
                {
                    ZsNetworkCategory.Public => "t.kind = 'Public'",
                    ZsNetworkCategory.Private => "t.kind <> 'Public'",
                    _ => "1 = 1",
                }),
            IsExact = switches.IsEmpty,
        };
    }

    private static ZsNetwork Make(Row row, Place place) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Description = row.Text(2),
        CreatedAt = row.Time(3),
        LastSeenAt = place.SeenAt(0),
        VCenterId = place.Id,
        VCenter = place.Name,
        ManagedObjectId = row.Text(4) ?? "",
        Kind = EnumText<ZsNetworkKind>.Read(row.GetString(5)),
        ClusterId = row.Uuid(6),
        Cluster = row.Text(7),
        Switch = row.GetString(8),
        SwitchKind = EnumText<ZsSwitchKind>.Read(row.GetString(9)),
        VlanId = row.IsDBNull(10) ? null : row.GetInt32(10),
        PortGroup = row.GetString(11),
        State = EnumText<ZsState>.Read(row.GetString(12)),
        Owner = row.GetString(13),
        Dns = row.Text(14)?.Split(',') ?? [],
        Cidr = row.IsDBNull(15) ? null : Ipv4.Cidr((uint)row.GetInt64(15), row.GetInt32(16)),
        Gateway = row.IsDBNull(17) ? null : Ipv4.Text(row.GetInt64(17)),
        AddressCount = row.GetInt64(18),
        UsedCount = row.GetInt64(19),
    };
}

/// <summary>How ranges of addresses are read.</summary>
internal static class IpRangeReading
{
    private const string Select = """
        SELECT t.id, t.name, t.description, t.created_at, t.network_id, t.network, t.start_ip, t.end_ip, t.gateway, t.prefix_length,
            (SELECT count(*) FROM ip_addresses a WHERE a.range_id = t.id)
        FROM (SELECT r.*, n.name AS network, n.vcenter_id FROM ip_ranges r JOIN networks n ON n.id = r.network_id) t
        """;

    public static Reading<ZsIpRange> For(IpRangeQuery query, Dialect dialect) => new(ZsResourceType.Network, Select, Make)
    {
        Filter = new RowFilter(dialect).Ids("t.network_id", query.NetworkIds),
    };

    private static ZsIpRange Make(Row row, Place place) =>
        new IpRangeSpec((uint)row.GetInt64(6), (uint)row.GetInt64(7), (uint)row.GetInt64(8), row.GetInt32(9)).ToRange() with
        {
            Id = row.GetGuid(0),
            Name = row.GetString(1),
            Description = row.Text(2),
            CreatedAt = row.Time(3),
            LastSeenAt = place.SeenAt(0),
            VCenterId = place.Id,
            VCenter = place.Name,
            NetworkId = row.GetGuid(4),
            Network = row.GetString(5),
            UsedCount = row.GetInt64(10),
        };
}
