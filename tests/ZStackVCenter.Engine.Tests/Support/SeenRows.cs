using ZStackVCenter.Engine.Inventory;

namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>Objects as a vCenter tells them: a cluster of two hosts with a datastore, and VMs on it.</summary>
internal static class SeenRows
{
    public static readonly ClusterRow Cluster = new("domain-c1", "Cluster-A") { Datacenter = "DC1", HostCount = 2, CpuMhz = 48_000, MemorySize = 1L << 40, DrsEnabled = true };
    public static readonly HostRow Host1 = Host("host-1", "esx-01");
    public static readonly HostRow Host2 = Host("host-2", "esx-02");
    public static readonly DatastoreRow Datastore = new("datastore-1", "iscsi-1")
    {
        Url = "ds:///vmfs/volumes/1/", FileSystem = "VMFS", Datacenter = "DC1", TotalCapacity = 1000, AvailableCapacity = 400, FreeSpace = 600,
        Accessible = true, Shared = true, HostManagedObjectIds = ["host-1", "host-2"],
    };

    /// <summary>All that is no VM.</summary>
    public static InventoryRow[] AllButVms => [Cluster, Host1, Host2, Datastore];

    public static HostRow Host(string id, string name) => new(id, name)
    {
        ClusterManagedObjectId = "domain-c1", ManagementIp = "10.0.0.1", ConnectionState = "connected", CpuSockets = 2, CpuCores = 32, CpuMhz = 2_400,
        CpuUsedMhz = 900, MemorySize = 1L << 38, MemoryUsed = 1L << 36, Version = "8.0.2", Model = "Dell R760",
    };

    /// <summary>A VM on the first host with one adapter and the given disks.</summary>
    public static VmRow Vm(string id, string name, Guid? instance = null, params VolumeRow[] volumes) => new(id, name)
    {
        InstanceUuid = instance ?? Guid.NewGuid(), BiosUuid = Guid.NewGuid(), State = ZsVmState.Running, CpuCount = 2, MemorySize = 4L << 30, DefaultIp = "10.1.0.5",
        HostManagedObjectId = "host-1", DatastoreManagedObjectId = "datastore-1", GuestOs = "Debian", Path = $"[iscsi-1] {name}/{name}.vmx",
        ChangeVersion = "1", Devices = new VmDevices([Nic(4000, "VM Network")], volumes.Length > 0 ? volumes : [Disk(2000, $"[iscsi-1] {name}/{name}.vmdk")]),
    };

    public static NicRow Nic(int key, string network) => new(key)
    {
        DeviceNumber = key - 4000, Label = $"Network adapter {key - 3999}", MacAddress = $"00:50:56:00:00:{key - 4000:x2}", IpAddress = "10.1.0.5",
        IpAddresses = ["10.1.0.5", "fe80::1"], Network = network, NetworkManagedObjectId = "network-7", AdapterType = "Vmxnet3", Connected = true,
    };

    public static VolumeRow Disk(int key, string path, Guid? uuid = null) => new(key)
    {
        Type = key == 2000 ? ZsVolumeType.Root : ZsVolumeType.Data, Label = $"Hard disk {key - 1999}", Size = 40L << 30, Path = path, Uuid = uuid,
        DatastoreManagedObjectId = "datastore-1", ThinProvisioned = true, Slot = $"SCSI(0:{key - 2000})",
    };
}
