using ZStackVCenter.Engine.Records.Secrets;

namespace ZStackVCenter.Engine.Compute;

/// <summary>A network adapter to make.</summary>
internal sealed class NicPlan
{
    public Guid NetworkId { get; set; }

    public string NetworkName { get; set; } = "";

    /// <summary>True when it gets an address of the network; one without ranges hands out none.</summary>
    public bool TakesAddress { get; set; }

    /// <summary>The address that it is to have; null for any.</summary>
    public string? Wanted { get; set; }

    /// <summary>The managed object id of the port group: a distributed one's key, or a standard one's network; null where vCenter tells none.</summary>
    public string? PortGroup { get; set; }

    public string PortGroupName { get; set; } = "";

    /// <summary>The UUID of the distributed switch; null on a standard one.</summary>
    public string? SwitchUuid { get; set; }

    public IReadOnlyList<string> Dns { get; set; } = [];

    /// <summary>The address that it has, once it was taken.</summary>
    public string? Address { get; set; }

    public string? Netmask { get; set; }

    public string? Gateway { get; set; }
}

/// <summary>What the making of a VM remembers.</summary>
internal sealed class CreateVmMemory : VmMemory
{
    /// <summary>The managed object id of the template, or of the VM that is copied.</summary>
    public string Source { get; set; } = "";

    public string SourceName { get; set; } = "";

    /// <summary>True when the adapters of the source are kept, each on its network: a copy. Else they are replaced.</summary>
    public bool KeepsAdapters { get; set; }

    public string? Description { get; set; }
    public Guid? ImageId { get; set; }
    public Guid? InstanceOfferingId { get; set; }
    public int CpuCount { get; set; }
    public long MemorySize { get; set; }
    public ZsPlatform Platform { get; set; }
    public ZsHaLevel HaLevel { get; set; }
    public List<NicPlan> Nics { get; set; } = [];
    public Guid? DefaultNetworkId { get; set; }

    /// <summary>The sizes of data volumes in bytes.</summary>
    public List<long> DataDisks { get; set; } = [];

    /// <summary>How many disks the source has.</summary>
    public int SourceDisks { get; set; }

    /// <summary>Managed object ids of where it goes; the host is null when DRS chooses.</summary>
    public string Folder { get; set; } = "";

    public string Cluster { get; set; } = "";
    public string Pool { get; set; } = "";
    public string? Host { get; set; }
    public string Datastore { get; set; } = "";

    /// <summary>The records' ids of the same, for the record until vCenter tells.</summary>
    public Guid? HostId { get; set; }

    public Guid? DatastoreId { get; set; }
    public bool PowerOn { get; set; }

    /// <summary>What is set in the guest; null leaves it alone.</summary>
    public GuestRequest? Guest { get; set; }

    /// <summary>The console password, sealed for the VM's record.</summary>
    public SealedSecret? ConsolePassword { get; set; }

    /// <summary>True from the moment at which vCenter may have been told to clone.</summary>
    public bool CloneBegun { get; set; }

    /// <summary>vSphere's task that clones, while it goes on.</summary>
    public string? CloneTask { get; set; }
}
