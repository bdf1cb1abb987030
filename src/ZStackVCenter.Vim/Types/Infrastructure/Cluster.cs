using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>A cluster, or a host outside one, in short (ComputeResourceSummary in the vSphere API).</summary>
[VimType]
public partial record ComputeResourceSummary : DynamicData
{
    /// <summary>CPU of all hosts, in MHz.</summary>
    public int TotalCpu { get; init; }

    /// <summary>Memory of all hosts, in bytes.</summary>
    public long TotalMemory { get; init; }

    /// <summary>Cores of all hosts.</summary>
    public short NumCpuCores { get; init; }

    /// <summary>Threads of all hosts.</summary>
    public short NumCpuThreads { get; init; }

    /// <summary>CPU that machines may use, in MHz.</summary>
    public int EffectiveCpu { get; init; }

    /// <summary>Memory that machines may use, in MiB.</summary>
    public long EffectiveMemory { get; init; }

    /// <summary>How many hosts it has.</summary>
    public int NumHosts { get; init; }

    /// <summary>How many of them work.</summary>
    public int NumEffectiveHosts { get; init; }

    /// <summary>Its state.</summary>
    public ManagedEntityStatus OverallStatus { get; init; }
}

/// <summary>A cluster in short (ClusterComputeResourceSummary in the vSphere API).</summary>
[VimType]
public sealed partial record ClusterComputeResourceSummary : ComputeResourceSummary
{
    /// <summary>How many hosts may fail.</summary>
    public int CurrentFailoverLevel { get; init; }

    /// <summary>How many machines were moved.</summary>
    public int NumVmotions { get; init; }
}

/// <summary>The configuration of a compute resource (ComputeResourceConfigInfo in the vSphere API).</summary>
[VimType]
public partial record ComputeResourceConfigInfo : DynamicData
{
    /// <summary>Where swap files go.</summary>
    public string VmSwapPlacement { get; init; } = "";
}

/// <summary>The configuration of a cluster (ClusterConfigInfoEx in the vSphere API).</summary>
[VimType]
public sealed partial record ClusterConfigInfoEx : ComputeResourceConfigInfo
{
    /// <summary>High availability.</summary>
    public ClusterDasConfigInfo? DasConfig { get; init; }

    /// <summary>Load balancing.</summary>
    public ClusterDrsConfigInfo? DrsConfig { get; init; }
}

/// <summary>High availability of a cluster (ClusterDasConfigInfo in the vSphere API).</summary>
[VimType]
public sealed partial record ClusterDasConfigInfo : DynamicData
{
    /// <summary>Whether it is on.</summary>
    public bool? Enabled { get; init; }

    /// <summary>How many hosts may fail.</summary>
    public int? FailoverLevel { get; init; }

    /// <summary>Whether room for failures is kept.</summary>
    public bool? AdmissionControlEnabled { get; init; }
}

/// <summary>Load balancing of a cluster (ClusterDrsConfigInfo in the vSphere API).</summary>
[VimType]
public sealed partial record ClusterDrsConfigInfo : DynamicData
{
    /// <summary>Whether it is on.</summary>
    public bool? Enabled { get; init; }

    /// <summary>What it does by itself.</summary>
    public DrsBehavior? DefaultVmBehavior { get; init; }
}

/// <summary>What load balancing does by itself (DrsBehavior in the vSphere API).</summary>
[VimEnum]
public enum DrsBehavior
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Nothing: it recommends.</summary>
    Manual,

    /// <summary>It places machines when they start.</summary>
    PartiallyAutomated,

    /// <summary>It places and moves machines.</summary>
    FullyAutomated,
}

/// <summary>A custom attribute (CustomFieldDef in the vSphere API).</summary>
[VimType]
public sealed partial record CustomFieldDef : DynamicData
{
    /// <summary>Its key.</summary>
    public int Key { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The type of its values, as <c>string</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>The type it is for; none means all.</summary>
    public string? ManagedObjectType { get; init; }
}

/// <summary>A custom attribute's value on one object (CustomFieldValue in the vSphere API).</summary>
[VimType]
public partial record CustomFieldValue : DynamicData
{
    /// <summary>The attribute's key.</summary>
    public int Key { get; init; }
}

/// <summary>A custom attribute's text on one object (CustomFieldStringValue in the vSphere API).</summary>
[VimType]
public sealed partial record CustomFieldStringValue : CustomFieldValue
{
    /// <summary>The text.</summary>
    public string Value { get; init; } = "";
}
