namespace ZStackVCenter;

/// <summary>How a move of a VM stands to what else its hosts do (vSphere's <c>VirtualMachineMovePriority</c>).</summary>
public enum ZsMovePriority
{
    /// <summary>As vCenter has it for moves.</summary>
    Default,

    /// <summary>It goes slower while its hosts are busy.</summary>
    Low,

    /// <summary>It is given what it needs first, and fails when its hosts have not enough.</summary>
    High,
}
