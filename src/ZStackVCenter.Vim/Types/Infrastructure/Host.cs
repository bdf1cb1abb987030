using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>A host's load just now (HostListSummaryQuickStats in the vSphere API).</summary>
[VimType]
public sealed partial record HostListSummaryQuickStats : DynamicData
{
    /// <summary>CPU in use, in MHz.</summary>
    public int? OverallCpuUsage { get; init; }

    /// <summary>Memory in use, in MiB.</summary>
    public int? OverallMemoryUsage { get; init; }

    /// <summary>Seconds since the host started.</summary>
    public int? Uptime { get; init; }
}

/// <summary>A host's hardware (HostHardwareSummary in the vSphere API).</summary>
[VimType]
public sealed partial record HostHardwareSummary : DynamicData
{
    /// <summary>Who made it.</summary>
    public string Vendor { get; init; } = "";

    /// <summary>The model.</summary>
    public string Model { get; init; } = "";

    /// <summary>Its BIOS UUID.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>Memory in bytes.</summary>
    public long MemorySize { get; init; }

    /// <summary>The CPU model.</summary>
    public string CpuModel { get; init; } = "";

    /// <summary>The speed of one core in MHz.</summary>
    public int CpuMhz { get; init; }

    /// <summary>Sockets.</summary>
    public short NumCpuPkgs { get; init; }

    /// <summary>Cores.</summary>
    public short NumCpuCores { get; init; }

    /// <summary>Threads.</summary>
    public short NumCpuThreads { get; init; }

    /// <summary>Network cards.</summary>
    public int NumNics { get; init; }

    /// <summary>Storage adapters.</summary>
    public int NumHBAs { get; init; }
}

/// <summary>Whether vCenter can talk to a host (HostSystemConnectionState in the vSphere API).</summary>
[VimEnum]
public enum HostSystemConnectionState
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>It can.</summary>
    Connected,

    /// <summary>It cannot, and did not expect that.</summary>
    NotResponding,

    /// <summary>A user disconnected the host.</summary>
    Disconnected,
}

/// <summary>A host's power state (HostSystemPowerState in the vSphere API).</summary>
[VimEnum]
public enum HostSystemPowerState
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>On.</summary>
    PoweredOn,

    /// <summary>Off.</summary>
    PoweredOff,

    /// <summary>In standby.</summary>
    StandBy,
}
