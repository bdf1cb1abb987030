namespace ZStackVCenter.Engine.Inventory;

/// <summary>The property paths that are read of a VirtualMachine (VirtualMachine in the vSphere API).</summary>
internal static class VmPaths
{
    public const string Name = "name";
    public const string Template = "config.template";
    public const string InstanceUuid = "config.instanceUuid";
    public const string BiosUuid = "config.uuid";
    public const string ChangeVersion = "config.changeVersion";
    public const string GuestId = "config.guestId";
    public const string GuestFullName = "config.guestFullName";
    public const string Annotation = "config.annotation";
    public const string CpuCount = "config.hardware.numCPU";
    public const string MemoryMB = "config.hardware.memoryMB";
    public const string Path = "config.files.vmPathName";
    public const string CreateDate = "config.createDate";
    public const string PowerState = "runtime.powerState";
    public const string ConnectionState = "runtime.connectionState";
    public const string Host = "runtime.host";
    public const string GuestIp = "guest.ipAddress";
    public const string GuestHostName = "guest.hostName";
    public const string ToolsStatus = "guest.toolsRunningStatus";
    public const string Committed = "summary.storage.committed";
    public const string Devices = "config.hardware.device";
    public const string GuestNet = "guest.net";

    private static readonly string[] Common =
    [
        Name, Template, InstanceUuid, BiosUuid, ChangeVersion, GuestId, GuestFullName, Annotation, CpuCount, MemoryMB, Path,
        PowerState, ConnectionState, Host, GuestIp, GuestHostName, ToolsStatus, Committed,
    ];

    /// <summary>The paths that are large and only read where something moved.</summary>
    public static IReadOnlyList<string> Detail { get; } = [Devices, GuestNet];

    /// <summary>Of the devices those that every VM has and no record tells of: half of the list.</summary>
    public static IReadOnlyList<string> UnusedDevices { get; } =
    [
        "VirtualCdrom", "VirtualFloppy", "VirtualKeyboard", "VirtualMachineVideoCard", "VirtualMachineVMCIDevice", "VirtualPCIController",
        "VirtualPointingDevice", "VirtualPS2Controller", "VirtualSIOController",
    ];

    /// <summary>The small paths, for a server's API version: <c>config.createDate</c> came with 6.7, and an older server refuses it.</summary>
    public static IReadOnlyList<string> Leaves(string apiVersion) => HasCreateDate(apiVersion) ? [.. Common, CreateDate] : Common;

    private static bool HasCreateDate(string apiVersion) =>
        System.Version.TryParse(apiVersion, out var version) && version >= new Version(6, 7);
}
