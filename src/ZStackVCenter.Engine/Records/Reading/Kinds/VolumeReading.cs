using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>How volumes are read.</summary>
internal static class VolumeReading
{
    private const string Select = """
        SELECT t.id, t.name, t.description, t.created_at, t.seen_at, t.type, t.size, t.shareable, t.vm_id, m.name, d.name, t.datastore_id,
            t.path, t.thin_provisioned, t.device_key, t.label, t.slot, t.state, t.status, t.owner
        FROM volumes t
        LEFT JOIN vms m ON m.id = t.vm_id
        LEFT JOIN datastores d ON d.id = t.datastore_id
        """;

    public static Reading<ZsVolume> For(VolumeQuery query, Dialect dialect) => new(ZsResourceType.Volume, Select, Read)
    {
        Filter = new RowFilter(dialect)
            .Ids("t.vm_id", query.VmIds)
            .Ids("t.datastore_id", query.PrimaryStorageIds)
            .Is("t.type", query.Type)
            .Is("t.state", query.State)
            .OneOf("t.status", query.Statuses),
    };

    private static ZsVolume Read(Row row, Place place) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Description = row.Text(2),
        CreatedAt = row.Time(3),
        LastSeenAt = place.SeenAt(row.GetInt64(4)),
        VCenterId = place.Id,
        VCenter = place.Name,
        Type = EnumText<ZsVolumeType>.Read(row.GetString(5)),
        Size = row.GetInt64(6),
        Shareable = row.GetBoolean(7),
        VmId = row.Uuid(8),
        Vm = row.Text(9),
        PrimaryStorage = row.Text(10),
        PrimaryStorageId = row.Uuid(11),
        Path = row.Text(12),
        ThinProvisioned = row.IsDBNull(13) ? null : row.GetBoolean(13),
        DeviceKey = row.IsDBNull(14) ? null : row.GetInt32(14),
        Label = row.Text(15),
        Slot = row.Text(16),
        State = EnumText<ZsState>.Read(row.GetString(17)),
        Status = EnumText<ZsVolumeStatus>.Read(row.GetString(18)),
        Owner = row.GetString(19),
    };
}
