using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>Network adapters. One is known within its VM by its device key.</summary>
internal static class NicTable
{
    private static readonly (string Name, string Type)[] Columns =
    [
        ("name", "TEXT"), ("name_key", "TEXT"), ("device_number", "INTEGER"), ("mac_address", "TEXT"), ("ip_address", "TEXT"),
        ("ip_addresses", "TEXT"), ("network", "TEXT"), ("network_managed_object_id", "TEXT"), ("adapter_type", "TEXT"), ("connected", "BOOLEAN"),
    ];

    private static readonly string Names = string.Join(", ", Columns.Select(c => c.Name));

    public static StageTable Stage { get; } =
        new("stage_vm_nics", [("id", "UUID"), ("vm_id", "UUID"), ("device_key", "INTEGER"), ("hash", "BIGINT"), .. Columns]);

    /// <summary>Makes a record of each staged adapter. Parameters: vcenter, now.</summary>
    public static string InsertAll { get; } = $"""
        INSERT INTO vm_nics (id, vcenter_id, vm_id, device_key, created_at, seen_at, hash, {Names})
        SELECT s.id, @vcenter, s.vm_id, s.device_key, @now, @now, s.hash, {string.Join(", ", Columns.Select(c => "s." + c.Name))}
        FROM stage_vm_nics AS s
        """;

    /// <summary>Makes a record of each staged adapter that has none. Parameters: vcenter, now.</summary>
    public static string InsertNew { get; } = InsertAll + """
         WHERE NOT EXISTS (SELECT 1 FROM vm_nics n WHERE n.vm_id = s.vm_id AND n.device_key = s.device_key)
        """;

    /// <summary>Puts staged adapters over their records. Parameter: now.</summary>
    public static string Update { get; } = $"""
        UPDATE vm_nics SET seen_at = @now, hash = s.hash, {string.Join(", ", Columns.Select(c => $"{c.Name} = s.{c.Name}"))}
        FROM stage_vm_nics AS s WHERE vm_nics.vm_id = s.vm_id AND vm_nics.device_key = s.device_key AND vm_nics.hash <> s.hash
        """;

    /// <summary>Removes what the VMs that were staged with their devices have no more.</summary>
    public const string Delete = """
        DELETE FROM vm_nics
        WHERE vm_id IN (SELECT id FROM stage_vms WHERE devices_hash IS NOT NULL AND NOT is_new)
            AND NOT EXISTS (SELECT 1 FROM stage_vm_nics s WHERE s.vm_id = vm_nics.vm_id AND s.device_key = vm_nics.device_key)
        """;

    /// <summary>Every value that comes from vCenter, for a digest.</summary>
    public static void EmitAll(RowSink sink, NicRow nic)
    {
        sink.Integer(nic.DeviceKey);
        sink.Text(nic.Label);
        sink.Integer(nic.DeviceNumber);
        sink.Text(nic.MacAddress);
        sink.Text(nic.IpAddress);
        sink.Integer(nic.IpAddresses.Count);
        foreach (var address in nic.IpAddresses)
        {
            sink.Text(address);
        }
        sink.Text(nic.Network);
        sink.Text(nic.NetworkManagedObjectId);
        sink.Text(nic.AdapterType);
        sink.Flag(nic.Connected);
    }

    /// <summary>The columns of a staged row.</summary>
    public static void Emit(RowSink sink, Guid vm, NicRow nic, RowDigest digest)
    {
        EmitAll(digest, nic);
        sink.Uuid(Guid.CreateVersion7());
        sink.Uuid(vm);
        sink.Integer(nic.DeviceKey);
        sink.Number(digest.End());
        sink.Text(nic.Label);
        sink.Text(RecordText.NameKey(nic.Label));
        sink.Integer(nic.DeviceNumber);
        sink.Text(nic.MacAddress);
        sink.Text(nic.IpAddress);
        sink.Text(RecordJson.Write(nic.IpAddresses));
        sink.Text(nic.Network);
        sink.Text(nic.NetworkManagedObjectId);
        sink.Text(nic.AdapterType);
        sink.Flag(nic.Connected);
    }
}

/// <summary>
/// Volumes. One is known within its VM by its device key as long as the disk in that slot is the same, else over VMs by the disk's UUID, and
/// by its file where the backing has no UUID: so that it keeps its record when it moves to another slot or another VM.
/// </summary>
internal static class VolumeTable
{
    // A name is given when the record is made, and is ours from then on.
    private static readonly (string Name, string Type)[] Given = [("name", "TEXT"), ("name_key", "TEXT")];

    private static readonly (string Name, string Type)[] Columns =
    [
        ("vm_id", "UUID"), ("device_key", "INTEGER"), ("hash", "BIGINT"), ("type", "TEXT"), ("size", "BIGINT"), ("shareable", "BOOLEAN"),
        ("datastore_id", "UUID"), ("path", "TEXT"), ("thin_provisioned", "BOOLEAN"), ("label", "TEXT"), ("slot", "TEXT"), ("disk_uuid", "UUID"),
    ];

    // The record of a staged disk is free when no other staged disk has it and the VM that had it was read too, or is gone, or there is none.
    private const string Free = """
        s.record_id IS NULL AND v.vcenter_id = @vcenter
            AND NOT EXISTS (SELECT 1 FROM stage_volumes t WHERE t.record_id = v.id)
            AND (v.vm_id IS NULL
                OR v.vm_id IN (SELECT id FROM stage_vms WHERE devices_hash IS NOT NULL)
                OR v.vm_id IN (SELECT id FROM stage_gone WHERE type = 'Vm'))
        """;

    public static StageTable Stage { get; } = new("stage_volumes", [("id", "UUID"), ("record_id", "UUID"), .. Given, .. Columns]);

    /// <summary>Finds the records of disks that are where they were.</summary>
    public const string FindInPlace = """
        UPDATE stage_volumes SET record_id = v.id
        FROM volumes AS v
        WHERE v.vm_id = stage_volumes.vm_id AND v.device_key = stage_volumes.device_key
            AND (v.disk_uuid = stage_volumes.disk_uuid OR v.disk_uuid IS NULL OR stage_volumes.disk_uuid IS NULL)
        """;

    /// <summary>Pairs of staged disks and records that may be the same disk in another place. Parameter: vcenter.</summary>
    public const string FindMoved = $"""
        SELECT s.id, v.id FROM stage_volumes AS s JOIN volumes AS v ON v.disk_uuid = s.disk_uuid WHERE {Free}
        UNION ALL
        SELECT s.id, v.id FROM stage_volumes AS s JOIN volumes AS v ON v.path = s.path AND v.disk_uuid IS NULL AND s.disk_uuid IS NULL WHERE {Free}
        ORDER BY 1, 2
        """;

    /// <summary>Removes what the VMs that were staged with their devices have no more.</summary>
    public const string Delete = """
        DELETE FROM volumes
        WHERE vm_id IN (SELECT id FROM stage_vms WHERE devices_hash IS NOT NULL AND NOT is_new)
            AND NOT EXISTS (SELECT 1 FROM stage_volumes s WHERE s.record_id = volumes.id)
        """;

    /// <summary>Takes disks that moved out of their slots, so that two that changed places do not meet in one.</summary>
    public const string LeaveSlots = """
        UPDATE volumes SET device_key = NULL
        FROM stage_volumes AS s
        WHERE volumes.id = s.record_id AND (volumes.vm_id IS DISTINCT FROM s.vm_id OR volumes.device_key IS DISTINCT FROM s.device_key)
        """;

    /// <summary>Puts staged disks over their records. Parameter: now.</summary>
    public static string Update { get; } = $"""
        UPDATE volumes SET seen_at = @now, {string.Join(", ", Columns.Select(c => $"{c.Name} = s.{c.Name}"))}
        FROM stage_volumes AS s WHERE volumes.id = s.record_id AND (volumes.hash <> s.hash OR volumes.device_key IS NULL)
        """;

    /// <summary>Makes a record of each staged disk that has none. Parameters: vcenter, now.</summary>
    public static string Insert { get; } = $"""
        INSERT INTO volumes (id, vcenter_id, created_at, seen_at, {string.Join(", ", Given.Concat(Columns).Select(c => c.Name))})
        SELECT s.id, @vcenter, @now, @now, {string.Join(", ", Given.Concat(Columns).Select(c => "s." + c.Name))}
        FROM stage_volumes AS s WHERE s.record_id IS NULL
        """;

    /// <summary>Every value that comes from vCenter, for a digest.</summary>
    public static void EmitAll(RowSink sink, VolumeRow volume, InventoryIds ids)
    {
        sink.Integer(volume.DeviceKey);
        sink.Text(EnumText<ZsVolumeType>.Write(volume.Type));
        sink.Number(volume.Size);
        sink.Flag(volume.Shareable);
        sink.Uuid(ids.Find(ZsResourceType.Storage, volume.DatastoreManagedObjectId));
        sink.Text(volume.Path);
        sink.Flag(volume.ThinProvisioned);
        sink.Text(volume.Label);
        sink.Text(volume.Slot);
        sink.Uuid(volume.Uuid);
    }

    /// <summary>The columns of a staged row.</summary>
    public static void Emit(RowSink sink, Guid vm, VolumeRow volume, RowDigest digest, InventoryIds ids)
    {
        EmitAll(digest, volume, ids);
        var name = NameOf(volume);
        sink.Uuid(Guid.CreateVersion7());
        sink.Uuid(null);
        sink.Text(name);
        sink.Text(RecordText.NameKey(name));
        sink.Uuid(vm);
        sink.Integer(volume.DeviceKey);
        sink.Number(digest.End());
        sink.Text(EnumText<ZsVolumeType>.Write(volume.Type));
        sink.Number(volume.Size);
        sink.Flag(volume.Shareable);
        sink.Uuid(ids.Find(ZsResourceType.Storage, volume.DatastoreManagedObjectId));
        sink.Text(volume.Path);
        sink.Flag(volume.ThinProvisioned);
        sink.Text(volume.Label);
        sink.Text(volume.Slot);
        sink.Uuid(volume.Uuid);
    }

    /// <summary>The file's name without folder and ending; the label of a disk without a file.</summary>
    internal static string NameOf(VolumeRow volume)
    {
        var path = volume.Path.AsSpan();
        var file = path[Math.Max(path.LastIndexOf('/') + 1, path.LastIndexOf("] ") is >= 0 and var end ? end + 2 : 0)..];
        var name = file.EndsWith(".vmdk", StringComparison.OrdinalIgnoreCase) ? file[..^".vmdk".Length] : file;
        return name.IsEmpty ? volume.Label : name.ToString();
    }
}
