using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Which adapters of a host serve one purpose (VirtualNicManagerNetConfig in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualNicManagerNetConfig : DynamicData
{
    /// <summary>The purpose: management, vmotion, vsan and others.</summary>
    public string NicType { get; init; } = "";

    /// <summary>Whether several adapters may serve it.</summary>
    public bool MultiSelectAllowed { get; init; }

    /// <summary>The adapters that could serve it.</summary>
    public IReadOnlyList<HostVirtualNic> CandidateVnic { get; init; } = [];

    /// <summary>The keys of those that do.</summary>
    public IReadOnlyList<string> SelectedVnic { get; init; } = [];
}
