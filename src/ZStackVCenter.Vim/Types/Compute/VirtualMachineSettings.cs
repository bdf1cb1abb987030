using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Flags of a virtual machine (VirtualMachineFlagInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualMachineFlagInfo : DynamicData
{
    /// <summary>Whether it keeps a log.</summary>
    public bool? EnableLogging { get; init; }

    /// <summary>Whether the guest sees the UUIDs of its disks, so that it can tell one from another.</summary>
    public bool? DiskUuidEnabled { get; init; }

    /// <summary>Whether it may use I/O virtualization (6.7 and later).</summary>
    public bool? VvtdEnabled { get; init; }

    /// <summary>Whether a Windows guest may protect itself by virtualization (6.7 and later).</summary>
    public bool? VbsEnabled { get; init; }
}

/// <summary>How a virtual machine starts (VirtualMachineBootOptions in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualMachineBootOptions : DynamicData
{
    /// <summary>Milliseconds before it starts.</summary>
    public long? BootDelay { get; init; }

    /// <summary>Whether its next start ends in the firmware's setup.</summary>
    public bool? EnterBIOSSetup { get; init; }

    /// <summary>Whether only signed systems start (6.5 and later; EFI only).</summary>
    public bool? EfiSecureBootEnabled { get; init; }

    /// <summary>Whether it tries again when no system was found.</summary>
    public bool? BootRetryEnabled { get; init; }

    /// <summary>Milliseconds before it tries again.</summary>
    public long? BootRetryDelay { get; init; }
}

/// <summary>A share of CPU or memory (ResourceAllocationInfo in the vSphere API).</summary>
[VimType]
public sealed partial record ResourceAllocationInfo : DynamicData
{
    /// <summary>What is kept for it, in MHz or MiB.</summary>
    public long? Reservation { get; init; }

    /// <summary>Whether a resource pool may take more from its parent.</summary>
    public bool? ExpandableReservation { get; init; }

    /// <summary>What it may have at most, in MHz or MiB; -1 for no limit.</summary>
    public long? Limit { get; init; }

    /// <summary>Its weight among others.</summary>
    public SharesInfo? Shares { get; init; }
}

/// <summary>A weight among others (SharesInfo in the vSphere API).</summary>
[VimType]
public sealed partial record SharesInfo : DynamicData
{
    /// <summary>The number; it counts with <see cref="SharesLevel.Custom"/> only.</summary>
    public int Shares { get; init; }

    /// <summary>The level.</summary>
    public SharesLevel Level { get; init; }
}

/// <summary>A level of weight (SharesLevel in the vSphere API).</summary>
[VimEnum]
public enum SharesLevel
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Half of normal.</summary>
    Low,

    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Twice normal.</summary>
    High,

    /// <summary>By number.</summary>
    Custom,
}
