using System.Data.Common;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>Rows put into tables as they stand, so that what is read is compared with what a test wrote and not with what the engine did.</summary>
internal sealed class Rows(CloudEngine engine)
{
    public Task<Guid> AddAsync(string table, params (string Column, object? Value)[] values) => engine.RecordStore.WriteAsync(
        async connection =>
        {
            var id = Guid.CreateVersion7();
            (string Column, object? Value)[] all = table is "sync_stamps" ? values : [("id", id), .. values];
            await connection.ExecuteAsync(
                $"INSERT INTO {table} ({string.Join(", ", all.Select(v => v.Column))}) VALUES ({string.Join(", ", all.Select(v => "@" + v.Column))})", default, all);
            return id;
        },
        default);

    public Task<Guid> VCenterAsync(string name) => AddAsync("vcenters",
        ("name", name), ("name_key", RecordText.NameKey(name)), ("server", $"{name}.example.com"), ("port", 443), ("protocol", "Https"),
        ("skip_certificate_check", false), ("instance_uuid", Guid.NewGuid()), ("version", "8.0.2"), ("build", "1"), ("api_version", "8.0.2.0"),
        ("state", "Enabled"), ("created_at", 1_000_000L), ("inventory_version", 1L), ("last_synced_at", 5_000_000L));

    public Task<Guid> ClusterAsync(Guid vCenter, string name, string mo) => ObjectAsync("clusters", vCenter, name, mo,
        ("datacenter", "DC1"), ("host_count", 2), ("cpu_mhz", 48_000), ("memory_size", 1L << 40), ("drs_enabled", true), ("ha_enabled", false));

    public Task<Guid> HostAsync(Guid vCenter, string name, string mo, Guid? cluster, string state = "Enabled", string? exclusion = null) =>
        ObjectAsync("hosts", vCenter, name, mo,
            ("cluster_id", cluster), ("management_ip", "10.0.0.1"), ("state", state), ("maintenance_mode", state == "Maintenance"), ("status", "Connected"),
            ("connection_state", "connected"), ("cpu_sockets", 2), ("cpu_cores", 32), ("cpu_mhz", 2_400), ("cpu_used_mhz", 900),
            ("memory_size", 1L << 38), ("memory_used", 1L << 36), ("version", "8.0.2"), ("model", "Dell R760"), ("vmotion_enabled", true),
            ("excluded", exclusion is not null), ("exclusion_reason", exclusion));

    public Task<Guid> DatastoreAsync(Guid vCenter, string name, string mo, string hosts) => ObjectAsync("datastores", vCenter, name, mo,
        ("url", $"ds:///vmfs/volumes/{mo}/"), ("file_system", "VMFS"), ("datacenter", "DC1"), ("total_capacity", 1000L), ("free_space", 600L),
        ("available_capacity", 400L), ("maintenance_mode", false), ("status", "Connected"), ("shared", true), ("hosts", hosts), ("datastore_cluster", null));

    public Task<Guid> SwitchAsync(Guid vCenter, string name, string mo, string kind, string clusters, string hosts, string groups) =>
        ObjectAsync("switches", vCenter, name, mo, ("kind", kind), ("datacenter", "DC1"), ("clusters", clusters), ("hosts", hosts), ("port_groups", groups));

    public Task<Guid> ImageAsync(Guid vCenter, string name, string mo, string platform, Guid? datastore, string type = "System", string state = "Enabled") =>
        ObjectAsync("images", vCenter, name, mo,
            ("platform", platform), ("format", "vmtx"), ("size", 40L << 30), ("actual_size", 2L << 30), ("datastore_id", datastore),
            ("path", $"[ds] {name}/{name}.vmtx"), ("guest_os", "CentOS 7 (64-bit)"), ("annotation", "vSphere's words"), ("instance_uuid", Guid.NewGuid()),
            ("devices_hash", 1L), ("change_version", "1"), ("type", type), ("state", state));

    public Task<Guid> VmAsync(
        Guid vCenter, string name, string mo, Guid? host = null, Guid? datastore = null, string state = "Running", string networks = "[]", string owner = "admin",
        string? description = null) => ObjectAsync("vms", vCenter, name, mo,
            ("description", description), ("devices_hash", 1L), ("change_version", "1"), ("state", state), ("cpu_count", 4), ("memory_size", 8L << 30),
            ("default_ip", "10.1.0.5"), ("host_name", $"{name}.example.com"), ("host_id", host), ("datastore_id", datastore), ("networks", networks),
            ("platform", "Linux"), ("guest_os", "Debian"), ("annotation", "vSphere's words"), ("tools_status", "guestToolsRunning"),
            ("instance_uuid", Guid.NewGuid()), ("bios_uuid", Guid.NewGuid()), ("path", $"[ds] {name}/{name}.vmx"), ("committed_size", 3L << 30), ("owner", owner));

    public Task<Guid> NicAsync(Guid vCenter, Guid vm, int number, string? network, string addresses) => ObjectAsync("vm_nics", vCenter, $"Network adapter {number + 1}", null,
        ("vm_id", vm), ("device_key", 4000 + number), ("device_number", number), ("mac_address", "00:50:56:00:00:0" + number),
        ("ip_address", "10.1.0.5"), ("ip_addresses", addresses), ("network", network), ("network_managed_object_id", network == "VM Network" ? "network-7" : null),
        ("adapter_type", "Vmxnet3"), ("connected", true));

    public Task<Guid> VolumeAsync(Guid vCenter, string name, Guid? vm, Guid? datastore, string type = "Data", string status = "Ready", string state = "Enabled") =>
        ObjectAsync("volumes", vCenter, name, null,
            ("vm_id", vm), ("device_key", vm is null ? null : type == "Root" ? 2000 : 2001), ("type", type), ("size", 20L << 30), ("shareable", false),
            ("datastore_id", datastore), ("path", $"[ds] {name}.vmdk"), ("thin_provisioned", true), ("label", "Hard disk 1"), ("slot", "SCSI(0:0)"),
            ("disk_uuid", Guid.NewGuid()), ("status", status), ("state", state));

    private Task<Guid> ObjectAsync(string table, Guid vCenter, string name, string? mo, params (string, object?)[] values) => AddAsync(table,
    [
        ("vcenter_id", vCenter), ("name", name), ("name_key", RecordText.NameKey(name)), ("created_at", 1_000_000L), ("seen_at", 2_000_000L), ("hash", 1L),
        .. table is "vm_nics" or "volumes" ? Array.Empty<(string, object?)>() : [("managed_object_id", mo)],
        .. values,
    ]);
}
