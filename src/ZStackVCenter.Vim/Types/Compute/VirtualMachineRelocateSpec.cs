using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Where a virtual machine, or a copy of one, is to be (VirtualMachineRelocateSpec in the vSphere API). What is unset stays as it is.</summary>
[VimType]
public sealed partial record VirtualMachineRelocateSpec : DynamicData
{
    /// <summary>The folder of the inventory (5.5 and later); for a clone the method's own argument decides.</summary>
    public ManagedObjectReference? Folder { get; init; }

    /// <summary>The datastore of the configuration file, and of the disks that <see cref="Disk"/> says nothing of.</summary>
    public ManagedObjectReference? Datastore { get; init; }

    /// <summary>What becomes of disks that hold only the differences from others; one of <see cref="DiskMoveTypes"/>.</summary>
    public string? DiskMoveType { get; init; }

    /// <summary>The resource pool. Required where the target is another host or cluster, and to make a machine of a template.</summary>
    public ManagedObjectReference? Pool { get; init; }

    /// <summary>The host; without one, the cluster's DRS or vCenter chooses.</summary>
    public ManagedObjectReference? Host { get; init; }

    /// <summary>Where single disks go.</summary>
    public IReadOnlyList<VirtualMachineRelocateSpecDiskLocator> Disk { get; init; } = [];

    /// <summary>How all disks are written; replaced by <see cref="VirtualMachineRelocateSpecDiskLocator.DiskBackingInfo"/>.</summary>
    public VirtualMachineRelocateTransformation? Transform { get; init; }

    /// <summary>Changes of devices on the way, such as another network for a card (5.5 and later).</summary>
    public IReadOnlyList<VirtualDeviceConfigSpec> DeviceChange { get; init; } = [];
}

/// <summary>Where one disk goes (VirtualMachineRelocateSpecDiskLocator in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualMachineRelocateSpecDiskLocator : DynamicData
{
    /// <summary>The key of the disk's device.</summary>
    public int DiskId { get; init; }

    /// <summary>The datastore it goes to.</summary>
    public required ManagedObjectReference Datastore { get; init; }

    /// <summary>What becomes of a disk that holds only the differences from another; one of <see cref="DiskMoveTypes"/>.</summary>
    public string? DiskMoveType { get; init; }

    /// <summary>How the disk is written, as thin; a <see cref="VirtualDiskFlatVer2BackingInfo"/>.</summary>
    public VirtualDeviceBackingInfo? DiskBackingInfo { get; init; }
}

/// <summary>How disks are written (VirtualMachineRelocateTransformation in the vSphere API).</summary>
[VimEnum]
public enum VirtualMachineRelocateTransformation
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Thick.</summary>
    Flat,

    /// <summary>Thin.</summary>
    Sparse,
}

/// <summary>What becomes of disks that hold only the differences from others (VirtualMachineRelocateDiskMoveOptions in the vSphere API).</summary>
public static class DiskMoveTypes
{
    /// <summary>All are moved; parents are shared with other machines where they can be.</summary>
    public const string MoveAllAndAllowSharing = "moveAllDiskBackingsAndAllowSharing";

    /// <summary>All are moved, and shared with no other machine.</summary>
    public const string MoveAllAndDisallowSharing = "moveAllDiskBackingsAndDisallowSharing";

    /// <summary>Only the newest differences are moved; the parents stay where they are.</summary>
    public const string MoveChildMost = "moveChildMostDiskBacking";

    /// <summary>A new disk holds the differences from now on: a linked clone. Needs a snapshot.</summary>
    public const string CreateNewChild = "createNewChildDiskBacking";

    /// <summary>All are made one full disk: a full clone also of a linked one.</summary>
    public const string MoveAllAndConsolidate = "moveAllDiskBackingsAndConsolidate";
}

/// <summary>How urgent a move is (VirtualMachineMovePriority in the vSphere API).</summary>
[VimEnum]
public enum VirtualMachineMovePriority
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>It may fail when the hosts are busy.</summary>
    LowPriority,

    /// <summary>CPU is kept for it on both hosts.</summary>
    HighPriority,

    /// <summary>The server's own choice.</summary>
    DefaultPriority,
}
