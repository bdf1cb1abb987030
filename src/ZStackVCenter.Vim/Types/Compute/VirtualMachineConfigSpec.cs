using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>What to make of a virtual machine, or what to change of it (VirtualMachineConfigSpec in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualMachineConfigSpec : DynamicData
{
    /// <summary>The version the change was worked out from; another one means ConcurrentAccess.</summary>
    public string? ChangeVersion { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The hardware version.</summary>
    public string? Version { get; init; }

    /// <summary>The BIOS UUID.</summary>
    public string? Uuid { get; init; }

    /// <summary>The UUID that vCenter keeps unique.</summary>
    public string? InstanceUuid { get; init; }

    /// <summary>The guest operating system.</summary>
    public string? GuestId { get; init; }

    /// <summary>The notes.</summary>
    public string? Annotation { get; init; }

    /// <summary>Where the files are.</summary>
    public VirtualMachineFileInfo? Files { get; init; }

    /// <summary>Flags, such as whether the guest sees the UUIDs of its disks.</summary>
    public VirtualMachineFlagInfo? Flags { get; init; }

    /// <summary>Virtual CPUs.</summary>
    public int? NumCPUs { get; init; }

    /// <summary>Cores in a socket.</summary>
    public int? NumCoresPerSocket { get; init; }

    /// <summary>Memory in MiB.</summary>
    public long? MemoryMB { get; init; }

    /// <summary>Whether memory can be added while it runs.</summary>
    public bool? MemoryHotAddEnabled { get; init; }

    /// <summary>Whether CPUs can be added while it runs.</summary>
    public bool? CpuHotAddEnabled { get; init; }

    /// <summary>Whether CPUs can be taken away while it runs.</summary>
    public bool? CpuHotRemoveEnabled { get; init; }

    /// <summary>The devices to add, change or take away.</summary>
    public IReadOnlyList<VirtualDeviceConfigSpec> DeviceChange { get; init; } = [];

    /// <summary>Its share of CPU; amounts in MHz.</summary>
    public ResourceAllocationInfo? CpuAllocation { get; init; }

    /// <summary>Its share of memory; amounts in MiB.</summary>
    public ResourceAllocationInfo? MemoryAllocation { get; init; }

    /// <summary>Advanced settings; an empty value takes one away.</summary>
    public IReadOnlyList<OptionValue> ExtraConfig { get; init; } = [];

    /// <summary>How it starts.</summary>
    public VirtualMachineBootOptions? BootOptions { get; init; }

    /// <summary><c>bios</c> or <c>efi</c>.</summary>
    public string? Firmware { get; init; }

    /// <summary>The solution that manages it.</summary>
    public ManagedByInfo? ManagedBy { get; init; }

    /// <summary>Whether guests may run machines of their own.</summary>
    public bool? NestedHVEnabled { get; init; }
}

/// <summary>A device to add, change or take away (VirtualDeviceConfigSpec in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualDeviceConfigSpec : DynamicData
{
    /// <summary>What to do with the device; none with a file operation on the file alone.</summary>
    public VirtualDeviceConfigSpecOperation? Operation { get; init; }

    /// <summary>What to do with its file.</summary>
    public VirtualDeviceConfigSpecFileOperation? FileOperation { get; init; }

    /// <summary>The device.</summary>
    public VirtualDevice? Device { get; init; }
}

/// <summary>What to do with a device (VirtualDeviceConfigSpecOperation in the vSphere API).</summary>
[VimEnum]
public enum VirtualDeviceConfigSpecOperation
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Add it.</summary>
    Add,

    /// <summary>Take it away.</summary>
    Remove,

    /// <summary>Change it.</summary>
    Edit,
}

/// <summary>What to do with a device's file (VirtualDeviceConfigSpecFileOperation in the vSphere API).</summary>
[VimEnum]
public enum VirtualDeviceConfigSpecFileOperation
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Make it.</summary>
    Create,

    /// <summary>Delete it.</summary>
    Destroy,

    /// <summary>Make it anew.</summary>
    Replace,
}
