using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records.Store;
using static ZStackVCenter.Engine.Records.Inventory.StageColumn;

namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>Clusters.</summary>
internal sealed class ClusterTable() : InventoryTable<ClusterRow>("clusters", ZsResourceType.Cluster,
[
    Remote("datacenter", "TEXT"), Remote("host_count", "INTEGER"), Remote("cpu_mhz", "INTEGER"), Remote("memory_size", "BIGINT"),
    Remote("drs_enabled", "BOOLEAN"), Remote("ha_enabled", "BOOLEAN"),
])
{
    public override void Emit(RowSink sink, ClusterRow row, InventoryIds ids)
    {
        sink.Text(row.Datacenter);
        sink.Integer(row.HostCount);
        sink.Integer(row.CpuMhz);
        sink.Number(row.MemorySize);
        sink.Flag(row.DrsEnabled);
        sink.Flag(row.HaEnabled);
    }
}

/// <summary>Hosts, those left out among them.</summary>
internal sealed class HostTable() : InventoryTable<HostRow>("hosts", ZsResourceType.Host,
[
    Remote("cluster_id", "UUID"), Remote("management_ip", "TEXT"), Remote("maintenance_mode", "BOOLEAN"),
    // Disabled is ours and outlives a synchronisation; maintenance is vCenter's, and ends when it ends there.
    new("state", "TEXT", "s.state", "CASE WHEN s.maintenance_mode THEN s.state WHEN hosts.state IN ('Maintenance', 'PreMaintenance') THEN 'Enabled' ELSE hosts.state END"),
    Remote("status", "TEXT"), Remote("connection_state", "TEXT"), Remote("cpu_sockets", "INTEGER"), Remote("cpu_cores", "INTEGER"),
    Remote("cpu_mhz", "INTEGER"), Remote("cpu_used_mhz", "INTEGER"), Remote("memory_size", "BIGINT"), Remote("memory_used", "BIGINT"),
    Remote("version", "TEXT"), Remote("model", "TEXT"), Remote("vmotion_enabled", "BOOLEAN"), Remote("excluded", "BOOLEAN"),
    Remote("exclusion_reason", "TEXT"),
])
{
    public override IReadOnlyList<ZsResourceType> Refers { get; } = [ZsResourceType.Cluster];

    public override IEnumerable<(ZsResourceType Type, string? Id)> References(HostRow row) => [(ZsResourceType.Cluster, row.ClusterManagedObjectId)];

    public override void Emit(RowSink sink, HostRow row, InventoryIds ids)
    {
        sink.Uuid(ids.Find(ZsResourceType.Cluster, row.ClusterManagedObjectId));
        sink.Text(row.ManagementIp);
        sink.Flag(row.MaintenanceMode);
        sink.Text(EnumText<ZsHostState>.Write(row.MaintenanceMode ? ZsHostState.Maintenance : ZsHostState.Enabled));
        sink.Text(EnumText<ZsStatus>.Write(row.ConnectionState == "connected" ? ZsStatus.Connected : ZsStatus.Disconnected));
        sink.Text(row.ConnectionState);
        sink.Integer(row.CpuSockets);
        sink.Integer(row.CpuCores);
        sink.Integer(row.CpuMhz);
        sink.Integer(row.CpuUsedMhz);
        sink.Number(row.MemorySize);
        sink.Number(row.MemoryUsed);
        sink.Text(row.Version);
        sink.Text(row.Model);
        sink.Flag(row.VMotionEnabled);
        sink.Flag(row.ExclusionReason is not null);
        sink.Text(row.ExclusionReason);
    }
}

/// <summary>Datastores.</summary>
internal sealed class DatastoreTable() : InventoryTable<DatastoreRow>("datastores", ZsResourceType.Storage,
[
    Remote("url", "TEXT"), Remote("file_system", "TEXT"), Remote("datacenter", "TEXT"), Remote("total_capacity", "BIGINT"),
    Remote("available_capacity", "BIGINT"), Remote("free_space", "BIGINT"), Remote("maintenance_mode", "BOOLEAN"), Remote("status", "TEXT"),
    Remote("shared", "BOOLEAN"), Remote("hosts", "TEXT"), Remote("datastore_cluster", "TEXT"),
])
{
    public override void Emit(RowSink sink, DatastoreRow row, InventoryIds ids)
    {
        sink.Text(row.Url);
        sink.Text(row.FileSystem);
        sink.Text(row.Datacenter);
        sink.Number(row.TotalCapacity);
        sink.Number(row.AvailableCapacity);
        sink.Number(row.FreeSpace);
        sink.Flag(row.MaintenanceMode);
        sink.Text(EnumText<ZsStatus>.Write(row.Accessible ? ZsStatus.Connected : ZsStatus.Disconnected));
        sink.Flag(row.Shared);
        sink.Text(RecordJson.Write(row.HostManagedObjectIds));
        sink.Text(row.DatastoreCluster);
    }
}

/// <summary>Switches with their port groups.</summary>
internal sealed class SwitchTable() : InventoryTable<SwitchRow>("switches", ZsResourceType.Network,
[
    Remote("kind", "TEXT"), Remote("datacenter", "TEXT"), Remote("clusters", "TEXT"), Remote("hosts", "TEXT"), Remote("port_groups", "TEXT"),
])
{
    public override void Emit(RowSink sink, SwitchRow row, InventoryIds ids)
    {
        sink.Text(EnumText<ZsSwitchKind>.Write(row.Kind));
        sink.Text(row.Datacenter);
        sink.Text(RecordJson.Write(row.ClusterManagedObjectIds));
        sink.Text(RecordJson.Write(row.HostManagedObjectIds));
        sink.Text(RecordJson.Write(row.PortGroups));
    }
}
