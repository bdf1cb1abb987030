namespace ZStackVCenter.Engine.Inventory;

/// <summary>A virtual machine (vSphere's <c>VirtualMachine</c> that is no template).</summary>
internal sealed record VmRow(string ManagedObjectId, string Name) : InventoryRow(ManagedObjectId, Name)
{
    public Guid InstanceUuid { get; init; }
    public Guid BiosUuid { get; init; }
    public ZsVmState State { get; init; }
    public int CpuCount { get; init; }
    public long MemorySize { get; init; }
    public string? DefaultIp { get; init; }

    /// <summary>The name the guest system calls itself.</summary>
    public string? HostName { get; init; }

    public string? HostManagedObjectId { get; init; }

    /// <summary>The datastore of its configuration file.</summary>
    public string? DatastoreManagedObjectId { get; init; }

    public ZsPlatform Platform { get; init; }
    public string GuestOs { get; init; } = "";
    public string? ToolsStatus { get; init; }
    public string Path { get; init; } = "";
    public long CommittedSize { get; init; }

    /// <summary>vSphere's own annotation; becomes the description of a VM that has none of ours.</summary>
    public string? Annotation { get; init; }

    /// <summary>vSphere's <c>config.createDate</c> (6.7 and later); null when vCenter does not tell.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>vSphere's <c>config.changeVersion</c>: moves with every change of the configuration. Empty when vCenter does not tell.</summary>
    public string ChangeVersion { get; init; } = "";

    /// <summary>Its devices; null when they were not read because nothing moved: the recorded ones stand.</summary>
    public VmDevices? Devices { get; init; }
}

/// <summary>What hangs on a VM: its adapters and disks.</summary>
internal sealed record VmDevices(IReadOnlyList<NicRow> Nics, IReadOnlyList<VolumeRow> Volumes);

/// <summary>A network adapter (vSphere's <c>VirtualEthernetCard</c>), known within its VM by its device key.</summary>
internal sealed record NicRow(int DeviceKey)
{
    public int DeviceNumber { get; init; }
    public string Label { get; init; } = "";
    public string MacAddress { get; init; } = "";

    /// <summary>The first IPv4 address that is not link-local.</summary>
    public string? IpAddress { get; init; }

    public IReadOnlyList<string> IpAddresses { get; init; } = [];
    public string? Network { get; init; }
    public string? NetworkManagedObjectId { get; init; }
    public string AdapterType { get; init; } = "";
    public bool Connected { get; init; }
}

/// <summary>A disk (vSphere's <c>VirtualDisk</c>), known within its VM by its device key and over VMs by its UUID or file.</summary>
internal sealed record VolumeRow(int DeviceKey)
{
    public ZsVolumeType Type { get; init; }
    public string Label { get; init; } = "";
    public long Size { get; init; }
    public bool Shareable { get; init; }
    public string? Path { get; init; }

    /// <summary>The disk's UUID (<c>backing.uuid</c>); null when the backing does not tell.</summary>
    public Guid? Uuid { get; init; }

    public string? DatastoreManagedObjectId { get; init; }
    public bool? ThinProvisioned { get; init; }

    /// <summary>The controller and unit, such as <c>SCSI(0:0)</c>.</summary>
    public string Slot { get; init; } = "";
}

/// <summary>A template (vSphere's <c>VirtualMachine</c> with <c>config.template</c>).</summary>
internal sealed record ImageRow(string ManagedObjectId, string Name) : InventoryRow(ManagedObjectId, Name)
{
    public Guid? InstanceUuid { get; init; }
    public ZsPlatform Platform { get; init; }

    /// <summary>The capacity of its disks in bytes; null when they were not read because nothing moved: the recorded one stands.</summary>
    public long? Size { get; init; }

    public long ActualSize { get; init; }
    public string? DatastoreManagedObjectId { get; init; }
    public string Path { get; init; } = "";
    public string GuestOs { get; init; } = "";
    public string? Annotation { get; init; }
    public string ChangeVersion { get; init; } = "";
}
