namespace ZStackVCenter;

/// <summary>What an image is for (domain.md §8).</summary>
public enum ZsImageType
{
    /// <summary>The system disk of a VM.</summary>
    System,

    /// <summary>A data volume.</summary>
    Data,

    /// <summary>A router's system disk.</summary>
    Router,
}

/// <summary>What runs in an image or a VM: decides the devices a new VM gets.</summary>
public enum ZsPlatform
{
    /// <summary>Linux: paravirtual disk and network devices.</summary>
    Linux,

    /// <summary>Windows: emulated devices that every Windows has drivers for.</summary>
    Windows,

    /// <summary>Anything else: emulated devices.</summary>
    Other,
}

/// <summary>Whether an image can be used.</summary>
public enum ZsImageStatus
{
    /// <summary>Being made.</summary>
    Creating,

    /// <summary>Being brought in.</summary>
    Downloading,

    /// <summary>Whole and usable.</summary>
    Ready,

    /// <summary>Making or bringing it in failed.</summary>
    Error,
}

/// <summary>An image: a vSphere template, or a disk kept for volumes (domain.md §8).</summary>
public sealed record ZsImage : ZsInventoryResource
{
    /// <summary>What runs in it.</summary>
    public ZsPlatform Platform { get; init; }

    /// <summary>What it is for.</summary>
    public ZsImageType Type { get; init; }

    /// <summary>Its format: <c>vmtx</c> for a template, <c>vmdk</c> for a disk.</summary>
    public string Format { get; init; } = "vmtx";

    /// <summary>The capacity of its disks in bytes.</summary>
    public long Size { get; init; }

    /// <summary>The bytes it takes on the datastore.</summary>
    public long ActualSize { get; init; }

    /// <summary>The datastore it lies on.</summary>
    public string BackupStorage { get; init; } = "";

    /// <summary>The record's id of that datastore; null when it is not among the records.</summary>
    public Guid? BackupStorageId { get; init; }

    /// <summary>Its file, such as <c>[iscsi-1] centos7/centos7.vmtx</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>The guest system as vSphere names it.</summary>
    public string GuestOs { get; init; } = "";

    /// <summary>Whether it may be used for new VMs and volumes.</summary>
    public ZsState State { get; init; }

    /// <summary>Whether it can be used.</summary>
    public ZsImageStatus Status { get; init; }

    /// <summary>vSphere's instance UUID of the template; null for a disk.</summary>
    public Guid? InstanceUuid { get; init; }

    /// <summary>The owning account.</summary>
    public string Owner { get; init; } = "admin";
}
