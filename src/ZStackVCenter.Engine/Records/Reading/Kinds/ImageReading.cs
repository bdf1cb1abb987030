using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>How images are read.</summary>
internal static class ImageReading
{
    private const string Select = """
        SELECT t.id, t.name, COALESCE(t.description, t.annotation), t.created_at, t.seen_at, t.managed_object_id, t.platform, t.type, t.format,
            t.size, t.actual_size, d.name, t.datastore_id, t.path, t.guest_os, t.state, t.status, t.instance_uuid, t.owner
        FROM images t
        LEFT JOIN datastores d ON d.id = t.datastore_id
        """;

    public static Reading<ZsImage> For(ImageQuery query, Dialect dialect) => new(ZsResourceType.Image, Select, Read)
    {
        Filter = new RowFilter(dialect)
            .OneOf("t.type", query.Types)
            .OneOf("t.platform", query.Platforms)
            .Is("t.state", query.State)
            .Ids("t.datastore_id", query.BackupStorageIds),
    };

    private static ZsImage Read(Row row, Place place) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Description = row.Text(2),
        CreatedAt = row.Time(3),
        LastSeenAt = place.SeenAt(row.GetInt64(4)),
        VCenterId = place.Id,
        VCenter = place.Name,
        ManagedObjectId = row.Text(5) ?? "",
        Platform = EnumText<ZsPlatform>.Read(row.GetString(6)),
        Type = EnumText<ZsImageType>.Read(row.GetString(7)),
        Format = row.GetString(8),
        Size = row.GetInt64(9),
        ActualSize = row.GetInt64(10),
        BackupStorage = row.Text(11) ?? "",
        BackupStorageId = row.Uuid(12),
        Path = row.GetString(13),
        GuestOs = row.GetString(14),
        State = EnumText<ZsState>.Read(row.GetString(15)),
        Status = EnumText<ZsImageStatus>.Read(row.GetString(16)),
        InstanceUuid = row.Uuid(17),
        Owner = row.GetString(18),
    };
}
