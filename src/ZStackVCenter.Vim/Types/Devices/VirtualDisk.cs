using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>A virtual disk (VirtualDisk in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualDisk : VirtualDevice
{
    /// <summary>Its size in KiB.</summary>
    public long CapacityInKB { get; init; }

    /// <summary>Its size in bytes (5.5 and later).</summary>
    public long? CapacityInBytes { get; init; }

    /// <summary>Its id, unique on this vCenter.</summary>
    public string? DiskObjectId { get; init; }
}

/// <summary>A disk in a file on a datastore (VirtualDiskFlatVer2BackingInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualDiskFlatVer2BackingInfo : VirtualDeviceFileBackingInfo
{
    /// <summary>How writes are kept, as <c>persistent</c> or <c>independent_persistent</c>.</summary>
    public string DiskMode { get; init; } = "";

    /// <summary>Whether the file is split into parts of 2 GB.</summary>
    public bool? Split { get; init; }

    /// <summary>Whether writes bypass the cache.</summary>
    public bool? WriteThrough { get; init; }

    /// <summary>Whether it takes room only as it is written.</summary>
    public bool? ThinProvisioned { get; init; }

    /// <summary>Whether it was filled with zeros when made.</summary>
    public bool? EagerlyScrub { get; init; }

    /// <summary>The disk's UUID, which stays with the file.</summary>
    public string? Uuid { get; init; }

    /// <summary>The id of its content.</summary>
    public string? ContentId { get; init; }

    /// <summary>Where a backup may go on from.</summary>
    public string? ChangeId { get; init; }

    /// <summary>The disk it holds the differences from; none for a disk without snapshots.</summary>
    public VirtualDiskFlatVer2BackingInfo? Parent { get; init; }

    /// <summary>Whether several machines may write to it.</summary>
    public string? Sharing { get; init; }
}

/// <summary>A space-efficient sparse disk (VirtualDiskSeSparseBackingInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualDiskSeSparseBackingInfo : VirtualDeviceFileBackingInfo
{
    /// <summary>How writes are kept.</summary>
    public string DiskMode { get; init; } = "";

    /// <summary>Whether writes bypass the cache.</summary>
    public bool? WriteThrough { get; init; }

    /// <summary>The disk's UUID.</summary>
    public string? Uuid { get; init; }

    /// <summary>The id of its content.</summary>
    public string? ContentId { get; init; }

    /// <summary>The disk it holds the differences from.</summary>
    public VirtualDiskSeSparseBackingInfo? Parent { get; init; }
}

/// <summary>A sparse disk in a file (VirtualDiskSparseVer2BackingInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualDiskSparseVer2BackingInfo : VirtualDeviceFileBackingInfo
{
    /// <summary>How writes are kept.</summary>
    public string DiskMode { get; init; } = "";

    /// <summary>Whether the file is split into parts of 2 GB.</summary>
    public bool? Split { get; init; }

    /// <summary>Whether writes bypass the cache.</summary>
    public bool? WriteThrough { get; init; }

    /// <summary>The room it takes, in KiB.</summary>
    public long? SpaceUsedInKB { get; init; }

    /// <summary>The disk's UUID.</summary>
    public string? Uuid { get; init; }

    /// <summary>The id of its content.</summary>
    public string? ContentId { get; init; }

    /// <summary>The disk it holds the differences from.</summary>
    public VirtualDiskSparseVer2BackingInfo? Parent { get; init; }
}

/// <summary>A raw device mapping: a LUN behind a disk (VirtualDiskRawDiskMappingVer1BackingInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualDiskRawDiskMappingVer1BackingInfo : VirtualDeviceFileBackingInfo
{
    /// <summary>The LUN.</summary>
    public string? LunUuid { get; init; }

    /// <summary>The host's device.</summary>
    public string? DeviceName { get; init; }

    /// <summary><c>virtualMode</c> or <c>physicalMode</c>.</summary>
    public string? CompatibilityMode { get; init; }

    /// <summary>How writes are kept.</summary>
    public string? DiskMode { get; init; }

    /// <summary>The disk's UUID.</summary>
    public string? Uuid { get; init; }

    /// <summary>The id of its content.</summary>
    public string? ContentId { get; init; }

    /// <summary>The disk it holds the differences from.</summary>
    public VirtualDiskRawDiskMappingVer1BackingInfo? Parent { get; init; }

    /// <summary>Whether several machines may write to it.</summary>
    public string? Sharing { get; init; }
}

/// <summary>A CD or DVD drive (VirtualCdrom in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualCdrom : VirtualDevice;

/// <summary>An ISO file behind a drive (VirtualCdromIsoBackingInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualCdromIsoBackingInfo : VirtualDeviceFileBackingInfo;

/// <summary>A drive of the host behind a drive (VirtualCdromAtapiBackingInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualCdromAtapiBackingInfo : VirtualDeviceDeviceBackingInfo;

/// <summary>A drive of the client's behind a drive (VirtualCdromRemotePassthroughBackingInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualCdromRemotePassthroughBackingInfo : VirtualDeviceRemoteDeviceBackingInfo
{
    /// <summary>Whether the client gives it up.</summary>
    public bool Exclusive { get; init; }
}

/// <summary>A drive of the client's, emulated (VirtualCdromRemoteAtapiBackingInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualCdromRemoteAtapiBackingInfo : VirtualDeviceRemoteDeviceBackingInfo;

/// <summary>A device of the client's behind a device (VirtualDeviceRemoteDeviceBackingInfo in the vSphere API).</summary>
[VimType]
public partial record VirtualDeviceRemoteDeviceBackingInfo : VirtualDeviceBackingInfo
{
    /// <summary>The client's device.</summary>
    public string DeviceName { get; init; } = "";

    /// <summary>Whether the client finds one by itself.</summary>
    public bool? UseAutoDetect { get; init; }
}

/// <summary>A floppy drive (VirtualFloppy in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualFloppy : VirtualDevice;

/// <summary>A serial port (VirtualSerialPort in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualSerialPort : VirtualDevice
{
    /// <summary>Whether the guest gives up the CPU while it waits for the port.</summary>
    public bool YieldOnPoll { get; init; }
}

/// <summary>A keyboard (VirtualKeyboard in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualKeyboard : VirtualDevice;

/// <summary>A mouse (VirtualPointingDevice in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualPointingDevice : VirtualDevice;

/// <summary>A graphics card (VirtualMachineVideoCard in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualMachineVideoCard : VirtualDevice
{
    /// <summary>Its memory in KiB.</summary>
    public long? VideoRamSizeInKB { get; init; }

    /// <summary>How many displays it has.</summary>
    public int? NumDisplays { get; init; }

    /// <summary>Whether the host chooses the settings.</summary>
    public bool? UseAutoDetect { get; init; }
}

/// <summary>The device by which machines of one host talk (VirtualMachineVMCIDevice in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualMachineVMCIDevice : VirtualDevice;
