using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>The configuration of a virtual machine (VirtualMachineConfigInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualMachineConfigInfo : DynamicData
{
    /// <summary>Changes with every reconfiguration; compare, and give back with a change to be sure none came between.</summary>
    public string ChangeVersion { get; init; } = "";

    /// <summary>When it was last changed, in UTC.</summary>
    public DateTime Modified { get; init; }

    /// <summary>The machine's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The guest operating system, for a person to read.</summary>
    public string GuestFullName { get; init; } = "";

    /// <summary>The hardware version, as <c>vmx-19</c>.</summary>
    public string Version { get; init; } = "";

    /// <summary>The BIOS UUID; a copy may have the same.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>When the machine was made (6.7 and later), in UTC.</summary>
    public DateTime? CreateDate { get; init; }

    /// <summary>The UUID that vCenter keeps unique among its machines.</summary>
    public string? InstanceUuid { get; init; }

    /// <summary>Whether it is a template.</summary>
    public bool Template { get; init; }

    /// <summary>The guest operating system, as <c>centos7_64Guest</c>.</summary>
    public string GuestId { get; init; } = "";

    /// <summary>The notes.</summary>
    public string? Annotation { get; init; }

    /// <summary>Where its files are.</summary>
    public VirtualMachineFileInfo? Files { get; init; }

    /// <summary>CPUs, memory, devices.</summary>
    public VirtualHardware? Hardware { get; init; }

    /// <summary>Advanced settings.</summary>
    public IReadOnlyList<OptionValue> ExtraConfig { get; init; } = [];

    /// <summary>The solution that manages it, if one does.</summary>
    public ManagedByInfo? ManagedBy { get; init; }
}

/// <summary>Where a machine's files are (VirtualMachineFileInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualMachineFileInfo : DynamicData
{
    /// <summary>The configuration file, as <c>[datastore] folder/name.vmx</c>.</summary>
    public string? VmPathName { get; init; }

    /// <summary>The folder of snapshots.</summary>
    public string? SnapshotDirectory { get; init; }

    /// <summary>The folder of the suspend file.</summary>
    public string? SuspendDirectory { get; init; }

    /// <summary>The folder of logs.</summary>
    public string? LogDirectory { get; init; }
}

/// <summary>CPUs, memory and devices of a machine (VirtualHardware in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualHardware : DynamicData
{
    /// <summary>Virtual CPUs.</summary>
    public int NumCPU { get; init; }

    /// <summary>Cores in a socket.</summary>
    public int? NumCoresPerSocket { get; init; }

    /// <summary>Memory in MiB.</summary>
    public int MemoryMB { get; init; }

    /// <summary>The devices.</summary>
    public IReadOnlyList<VirtualDevice> Device { get; init; } = [];
}

/// <summary>Who manages a machine besides the user (ManagedByInfo in the vSphere API).</summary>
[VimType]
public sealed partial record ManagedByInfo : DynamicData
{
    /// <summary>The extension, as vCenter knows it.</summary>
    public string ExtensionKey { get; init; } = "";

    /// <summary>What kind of thing the machine is to the extension.</summary>
    public string Type { get; init; } = "";
}

/// <summary>An advanced setting (OptionValue in the vSphere API).</summary>
[VimType]
public sealed partial record OptionValue : DynamicData
{
    /// <summary>Its name.</summary>
    public string Key { get; init; } = "";

    /// <summary>Its value.</summary>
    public object? Value { get; init; }
}

/// <summary>How much room a machine takes (VirtualMachineStorageSummary in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualMachineStorageSummary : DynamicData
{
    /// <summary>Bytes in use.</summary>
    public long Committed { get; init; }

    /// <summary>Further bytes that its disks may grow by.</summary>
    public long Uncommitted { get; init; }

    /// <summary>Bytes in use that no other machine shares.</summary>
    public long Unshared { get; init; }

    /// <summary>When this was computed, in UTC.</summary>
    public DateTime Timestamp { get; init; }
}

/// <summary>Whether vCenter can talk to a machine (VirtualMachineConnectionState in the vSphere API).</summary>
[VimEnum]
public enum VirtualMachineConnectionState
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>It can.</summary>
    Connected,

    /// <summary>Its host is not connected.</summary>
    Disconnected,

    /// <summary>The host no longer knows the machine.</summary>
    Orphaned,

    /// <summary>Its configuration file cannot be read.</summary>
    Inaccessible,

    /// <summary>Its configuration is not valid.</summary>
    Invalid,
}

/// <summary>The overall state of a managed entity (ManagedEntityStatus in the vSphere API).</summary>
[VimEnum]
public enum ManagedEntityStatus
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Unknown.</summary>
    Gray,

    /// <summary>Well.</summary>
    Green,

    /// <summary>Something to look at.</summary>
    Yellow,

    /// <summary>Something wrong.</summary>
    Red,
}
