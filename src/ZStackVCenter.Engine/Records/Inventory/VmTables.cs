using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records.Store;
using static ZStackVCenter.Engine.Records.Inventory.StageColumn;

namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>Templates.</summary>
internal sealed class ImageTable() : InventoryTable<ImageRow>("images", ZsResourceType.Image,
[
    Remote("platform", "TEXT"), Once("format", "TEXT"), Remote("actual_size", "BIGINT"), Remote("datastore_id", "UUID"), Remote("path", "TEXT"),
    Remote("guest_os", "TEXT"), Remote("annotation", "TEXT"), Remote("instance_uuid", "UUID"),
    WhereRead("images", "change_version", "TEXT", "''"), WhereRead("images", "size", "BIGINT", "0"),
], hasDevices: true, hasInstance: true)
{
    public override IReadOnlyList<ZsResourceType> Refers { get; } = [ZsResourceType.Storage];

    public override IEnumerable<(ZsResourceType Type, string? Id)> References(ImageRow row) => [(ZsResourceType.Storage, row.DatastoreManagedObjectId)];

    public override Guid? Instance(ImageRow row) => row.InstanceUuid;

    public override void Emit(RowSink sink, ImageRow row, InventoryIds ids)
    {
        sink.Text(EnumText<ZsPlatform>.Write(row.Platform));
        sink.Text("vmtx");
        sink.Number(row.ActualSize);
        sink.Uuid(ids.Find(ZsResourceType.Storage, row.DatastoreManagedObjectId));
        sink.Text(row.Path);
        sink.Text(row.GuestOs);
        sink.Text(row.Annotation);
        sink.Uuid(row.InstanceUuid);
    }

    public override long? DevicesHash(RowDigest digest, ImageRow row, InventoryIds ids)
    {
        if (row.Size is null)
        {
            return null;
        }
        EmitDevices(digest, row, moved: true);
        return digest.End();
    }

    public override void EmitDevices(RowSink sink, ImageRow row, bool moved)
    {
        sink.Text(moved ? row.ChangeVersion : null);
        sink.Number(moved ? row.Size : null);
    }
}

/// <summary>Virtual machines.</summary>
internal sealed class VmTable() : InventoryTable<VmRow>("vms", ZsResourceType.Vm,
[
    Remote("state", "TEXT"), Remote("cpu_count", "INTEGER"), Remote("memory_size", "BIGINT"), Remote("default_ip", "TEXT"), Remote("host_name", "TEXT"),
    Remote("host_id", "UUID"), Remote("datastore_id", "UUID"), Remote("platform", "TEXT"), Remote("guest_os", "TEXT"), Remote("annotation", "TEXT"),
    Remote("tools_status", "TEXT"), Remote("instance_uuid", "UUID"), Remote("bios_uuid", "UUID"), Remote("path", "TEXT"), Remote("committed_size", "BIGINT"),
    WhereRead("vms", "created_at", "BIGINT", "@now"), WhereRead("vms", "change_version", "TEXT", "''"), WhereRead("vms", "networks", "TEXT", "'[]'"),
], hasDevices: true, hasInstance: true)
{
    public override IReadOnlyList<ZsResourceType> Refers { get; } = [ZsResourceType.Host, ZsResourceType.Storage];

    public override IEnumerable<(ZsResourceType Type, string? Id)> References(VmRow row) =>
    [
        (ZsResourceType.Host, row.HostManagedObjectId), (ZsResourceType.Storage, row.DatastoreManagedObjectId),
        .. row.Devices?.Volumes.Select(v => (ZsResourceType.Storage, v.DatastoreManagedObjectId)) ?? [],
    ];

    public override Guid? Instance(VmRow row) => row.InstanceUuid == Guid.Empty ? null : row.InstanceUuid;

    public override void Emit(RowSink sink, VmRow row, InventoryIds ids)
    {
        sink.Text(EnumText<ZsVmState>.Write(row.State));
        sink.Integer(row.CpuCount);
        sink.Number(row.MemorySize);
        sink.Text(row.DefaultIp);
        sink.Text(row.HostName);
        sink.Uuid(ids.Find(ZsResourceType.Host, row.HostManagedObjectId));
        sink.Uuid(ids.Find(ZsResourceType.Storage, row.DatastoreManagedObjectId));
        sink.Text(EnumText<ZsPlatform>.Write(row.Platform));
        sink.Text(row.GuestOs);
        sink.Text(row.Annotation);
        sink.Text(row.ToolsStatus);
        sink.Uuid(row.InstanceUuid);
        sink.Uuid(row.BiosUuid);
        sink.Text(row.Path);
        sink.Number(row.CommittedSize);
        sink.Number(row.CreatedAt is { } created ? RecordText.ToMicroseconds(created) : null);
    }

    public override long? DevicesHash(RowDigest digest, VmRow row, InventoryIds ids)
    {
        if (row.Devices is not { } devices)
        {
            return null;
        }
        digest.Text(row.ChangeVersion);
        digest.Integer(devices.Nics.Count);
        foreach (var nic in devices.Nics)
        {
            NicTable.EmitAll(digest, nic);
        }
        foreach (var volume in devices.Volumes)
        {
            VolumeTable.EmitAll(digest, volume, ids);
        }
        return digest.End();
    }

    public override void EmitDevices(RowSink sink, VmRow row, bool moved)
    {
        sink.Text(moved ? row.ChangeVersion : null);
        sink.Text(moved ? Networks(row.Devices!.Nics) : null);
    }

    private static string Networks(IReadOnlyList<NicRow> nics) => nics switch
    {
        [] or [{ Network: null }] => RecordJson.Write((IReadOnlyList<string>)[]),
        [{ Network: { } one }] => RecordJson.Write([one]),
        _ => RecordJson.Write([.. nics.Select(n => n.Network).OfType<string>().Distinct(StringComparer.Ordinal)]),
    };
}
