using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>The machine's configuration does not allow the call (VmConfigFault in the vSphere API).</summary>
[VimType]
public partial record VmConfigFault : MethodFault;

/// <summary>The configuration is not valid (InvalidVmConfig in the vSphere API).</summary>
[VimType]
public sealed partial record InvalidVmConfig : VmConfigFault
{
    /// <summary>The part that is not.</summary>
    public string? Property { get; init; }
}

/// <summary>The configuration does not allow the call, in the server's own words (GenericVmConfigFault in the vSphere API).</summary>
[VimType]
public sealed partial record GenericVmConfigFault : VmConfigFault
{
    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";
}
