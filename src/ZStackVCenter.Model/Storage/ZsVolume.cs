namespace ZStackVCenter;

/// <summary>A volume's part in its VM.</summary>
public enum ZsVolumeType
{
    /// <summary>The disk the VM boots from; it lives and goes with the VM.</summary>
    Root,

    /// <summary>Any other disk.</summary>
    Data,
}

/// <summary>Whether a volume exists as a disk (domain.md §9).</summary>
public enum ZsVolumeStatus
{
    /// <summary>Being made.</summary>
    Creating,

    /// <summary>Only a record: made as a disk at its first mounting.</summary>
    NotInstantiated,

    /// <summary>A disk.</summary>
    Ready,

    /// <summary>In the recycle bin.</summary>
    Deleted,
}

/// <summary>A volume (vSphere's <c>VirtualDisk</c>; domain.md §9).</summary>
public sealed record ZsVolume : ZsInventoryResource
{
    /// <summary>Root or data.</summary>
    public ZsVolumeType Type { get; init; }

    /// <summary>Its virtual capacity in bytes.</summary>
    public long Size { get; init; }

    /// <summary>True when several VMs may use it at once.</summary>
    public bool Shareable { get; init; }

    /// <summary>The record's id of the VM that has it; null when none has.</summary>
    public Guid? VmId { get; init; }

    /// <summary>The name of the VM that has it; null when none has.</summary>
    public string? Vm { get; init; }

    /// <summary>The datastore its file lies on.</summary>
    public string? PrimaryStorage { get; init; }

    /// <summary>The record's id of that datastore.</summary>
    public Guid? PrimaryStorageId { get; init; }

    /// <summary>Its file, such as <c>[iscsi-1] web01/web01.vmdk</c>.</summary>
    public string? Path { get; init; }

    /// <summary>True when its blocks are allocated at first write; null when the backing does not tell.</summary>
    public bool? ThinProvisioned { get; init; }

    /// <summary>The key of the device in its VM (<c>VirtualDevice.key</c>).</summary>
    public int? DeviceKey { get; init; }

    /// <summary>The label vSphere shows, such as <c>Hard disk 1</c>.</summary>
    public string? Label { get; init; }

    /// <summary>The controller and unit, such as <c>SCSI(0:0)</c>.</summary>
    public string? Slot { get; init; }

    /// <summary>Whether it may be mounted.</summary>
    public ZsState State { get; init; }

    /// <summary>Whether it exists as a disk.</summary>
    public ZsVolumeStatus Status { get; init; }

    /// <summary>The owning account.</summary>
    public string Owner { get; init; } = "admin";
}
