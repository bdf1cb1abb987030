using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>A virtual machine's power state (VirtualMachinePowerState in the vSphere API).</summary>
[VimEnum]
public enum VirtualMachinePowerState
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Off.</summary>
    PoweredOff,

    /// <summary>On.</summary>
    PoweredOn,

    /// <summary>Suspended: its memory is on disk.</summary>
    Suspended,
}
