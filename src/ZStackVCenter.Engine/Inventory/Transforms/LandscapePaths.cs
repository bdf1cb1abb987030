namespace ZStackVCenter.Engine.Inventory;

/// <summary>The property paths that are read of everything that is not a VM, by managed object type of the vSphere API.</summary>
internal static class LandscapePaths
{
    public const string Name = "name";
    public const string Parent = "parent";

    /// <summary>The types and their paths. All are few in number, so a large property here and there costs nothing.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> All { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["Folder"] = [Name, Parent],
        ["Datacenter"] = [Name, Parent],
        ["StoragePod"] = [Name, Parent],
        ["ComputeResource"] = [Name, Parent],
        ["ClusterComputeResource"] = [Name, Parent, .. Cluster.All],
        ["HostSystem"] = [Name, Parent, .. Host.All],
        ["Datastore"] = [Name, Parent, .. Datastore.All],
        ["Network"] = [Name],
        ["DistributedVirtualPortgroup"] = [Name, .. DistributedPortGroup.All],
        ["VmwareDistributedVirtualSwitch"] = [Name, Parent, .. DistributedSwitch.All],
        ["DistributedVirtualSwitch"] = [Name, Parent, .. DistributedSwitch.All],
    };

    /// <summary>ClusterComputeResource.</summary>
    public static class Cluster
    {
        public const string Configuration = "configurationEx";
        public const string Hosts = "summary.numHosts";
        public const string Cpu = "summary.totalCpu";
        public const string Memory = "summary.totalMemory";
        public static readonly string[] All = [Configuration, Hosts, Cpu, Memory];
    }

    /// <summary>HostSystem.</summary>
    public static class Host
    {
        public const string ConnectionState = "runtime.connectionState";
        public const string Maintenance = "runtime.inMaintenanceMode";
        public const string Sockets = "summary.hardware.numCpuPkgs";
        public const string Cores = "summary.hardware.numCpuCores";
        public const string Mhz = "summary.hardware.cpuMhz";
        public const string Memory = "summary.hardware.memorySize";
        public const string Vendor = "summary.hardware.vendor";
        public const string Model = "summary.hardware.model";
        public const string CpuUsed = "summary.quickStats.overallCpuUsage";
        public const string MemoryUsed = "summary.quickStats.overallMemoryUsage";
        public const string Version = "summary.config.product.version";
        public const string VMotion = "summary.config.vmotionEnabled";
        public const string VirtualSwitches = "config.network.vswitch";
        public const string PortGroups = "config.network.portgroup";
        public const string VmKernelAdapters = "config.network.vnic";
        public const string ConsoleAdapters = "config.network.consoleVnic";
        public const string AdapterManager = "config.virtualNicManagerInfo.netConfig";
        public const string Networks = "network";
        public static readonly string[] All =
        [
            ConnectionState, Maintenance, Sockets, Cores, Mhz, Memory, Vendor, Model, CpuUsed, MemoryUsed, Version, VMotion,
            VirtualSwitches, PortGroups, VmKernelAdapters, ConsoleAdapters, AdapterManager, Networks,
        ];
    }

    /// <summary>Datastore.</summary>
    public static class Datastore
    {
        public const string Url = "summary.url";
        public const string FileSystem = "summary.type";
        public const string Capacity = "summary.capacity";
        public const string FreeSpace = "summary.freeSpace";
        public const string Uncommitted = "summary.uncommitted";
        public const string Accessible = "summary.accessible";
        public const string Shared = "summary.multipleHostAccess";
        public const string Maintenance = "summary.maintenanceMode";
        public const string Hosts = "host";
        public static readonly string[] All = [Url, FileSystem, Capacity, FreeSpace, Uncommitted, Accessible, Shared, Maintenance, Hosts];
    }

    /// <summary>DistributedVirtualPortgroup.</summary>
    public static class DistributedPortGroup
    {
        public const string Switch = "config.distributedVirtualSwitch";
        public const string PortConfig = "config.defaultPortConfig";
        public static readonly string[] All = [Switch, PortConfig];
    }

    /// <summary>DistributedVirtualSwitch.</summary>
    public static class DistributedSwitch
    {
        public const string Members = "summary.hostMember";
        public const string Uplinks = "config.uplinkPortgroup";
        public static readonly string[] All = [Members, Uplinks];
    }
}
