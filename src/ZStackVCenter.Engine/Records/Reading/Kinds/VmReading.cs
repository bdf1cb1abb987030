using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>How virtual machines are read.</summary>
internal static class VmReading
{
    // A VM's life goes before the state that vCenter gives it: in the recycle bin it is off there.
    private const string State = "CASE t.life WHEN 'Deleted' THEN 'Destroyed' WHEN 'Expunging' THEN 'Expunging' WHEN 'Making' THEN 'Created' ELSE t.state END";

    // On its default network a VM has the address that its guest reports there, else the one that the module handed out. What the guest calls its
    // primary one may be another network's. Written as text here: addresses that were handed out are kept as numbers.
    private static readonly string DefaultIp = $"""
        CASE WHEN t.default_network_id IS NULL THEN t.default_ip ELSE COALESCE(
            (SELECT c.ip_address FROM vm_nics c JOIN networks n ON {NetworkRecords.IsOn("c", "n")}
            WHERE c.vm_id = t.id AND n.id = t.default_network_id AND c.ip_address IS NOT NULL LIMIT 1),
            (SELECT (a.address / 16777216) || '.' || (a.address / 65536 % 256) || '.' || (a.address / 256 % 256) || '.' || (a.address % 256)
            FROM ip_addresses a WHERE a.network_id = t.default_network_id AND a.owner_id = t.id),
            t.default_ip) END
        """;

    private static readonly string Select = $"""
        SELECT t.id, t.name, COALESCE(t.description, t.annotation), t.created_at, t.seen_at, t.managed_object_id, {State}, t.cpu_count,
            t.memory_size, {DefaultIp}, t.host_name, t.host_id, h.name, h.cluster_id, c.name, t.datastore_id, d.name, t.networks, t.platform,
            t.guest_os, t.tools_status, t.instance_uuid, t.bios_uuid, t.path, t.committed_size, t.ha_level, t.owner,
            t.deleted_at, i.name, o.name
        FROM vms t
        LEFT JOIN hosts h ON h.id = t.host_id
        LEFT JOIN clusters c ON c.id = h.cluster_id
        LEFT JOIN datastores d ON d.id = t.datastore_id
        LEFT JOIN images i ON i.id = t.image_id
        LEFT JOIN instance_offerings o ON o.id = t.instance_offering_id
        """;

    public static Reading<ZsVm> For(VmQuery query, Dialect dialect)
    {
        var networks = new NameFilter(query.NetworkNames);
        var owners = new NameFilter(query.Owners);
        return new Reading<ZsVm>(ZsResourceType.Vm, Select, (row, place) => Read(row, place, networks, owners))
        {
            Filter = new RowFilter(dialect)
                .Ids("t.host_id", query.HostIds)
                .Ids("t.host_id IN (SELECT x.id FROM hosts x WHERE {0})", "x.cluster_id", query.ClusterIds)
                .Ids("t.id IN (SELECT x.vm_id FROM volumes x WHERE {0})", "x.id", query.VolumeIds)
                .Ids("t.id IN (SELECT x.vm_id FROM vm_nics x WHERE {0})", "x.id", query.VmNicIds)
                .Ids($"t.id IN (SELECT x.vm_id FROM vm_nics x JOIN networks n ON {NetworkRecords.IsOn("x", "n")} WHERE {{0}})", "n.id", query.NetworkIds)
                .Ids("t.image_id", query.ImageIds)
                .OneOf(State, query.States)
                .Add(query.Life switch
                {
                    VmLifeScope.RecycleBin => "t.life = 'Deleted'",
                    VmLifeScope.InUse when !query.States.Contains(ZsVmState.Destroyed) => "t.life NOT IN ('Deleted', 'Expunging')",
                    _ => "1 = 1",
                }),
            IsExact = networks.IsEmpty && owners.IsEmpty,
        };
    }

    private static ZsVm? Read(Row row, Place place, NameFilter networks, NameFilter owners)
    {
        var on = place.Texts(row.GetString(17));
        return (networks.IsEmpty || on.Any(networks.Matches)) && (owners.IsEmpty || owners.Matches(row.GetString(26))) ? Make(row, place, on) : null;
    }

    private static ZsVm Make(Row row, Place place, IReadOnlyList<string> networks) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Description = row.Text(2),
        CreatedAt = row.Time(3),
        LastSeenAt = place.SeenAt(row.GetInt64(4)),
        VCenterId = place.Id,
        VCenter = place.Name,
        ManagedObjectId = row.Text(5) ?? "",
        State = EnumText<ZsVmState>.Read(row.GetString(6)),
        CpuCount = row.GetInt32(7),
        MemorySize = row.GetInt64(8),
        DefaultIp = row.Text(9),
        HostName = row.Text(10),
        HostId = row.Uuid(11),
        VMHost = row.Text(12),
        ClusterId = row.Uuid(13),
        Cluster = row.Text(14),
        PrimaryStorageId = row.Uuid(15),
        PrimaryStorage = row.Text(16),
        Networks = networks,
        Platform = EnumText<ZsPlatform>.Read(row.GetString(18)),
        GuestOs = row.GetString(19),
        ToolsStatus = row.Text(20),
        InstanceUuid = row.GetGuid(21),
        BiosUuid = row.GetGuid(22),
        Path = row.GetString(23),
        CommittedSize = row.GetInt64(24),
        HaLevel = EnumText<ZsHaLevel>.Read(row.GetString(25)),
        Owner = row.GetString(26),
        DeletedAt = row.IsDBNull(27) ? null : row.Time(27),
        Image = row.Text(28),
        InstanceOffering = row.Text(29),
    };
}
