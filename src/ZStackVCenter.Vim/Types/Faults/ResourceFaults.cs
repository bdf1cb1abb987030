using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Resources do not suffice (InsufficientResourcesFault in the vSphere API).</summary>
[VimType]
public sealed partial record InsufficientResourcesFault : MethodFault;

/// <summary>The thing is in use (ResourceInUse in the vSphere API).</summary>
[VimType]
public sealed partial record ResourceInUse : MethodFault
{
    /// <summary>Its type.</summary>
    public string? Type { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }
}

/// <summary>VMware Tools do not run in the guest (ToolsUnavailable in the vSphere API).</summary>
[VimType]
public sealed partial record ToolsUnavailable : MethodFault;

/// <summary>The server waited too long for something (Timedout in the vSphere API).</summary>
[VimType]
public sealed partial record Timedout : MethodFault;

/// <summary>The guest could not be customized (CustomizationFault in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationFault : MethodFault;

/// <summary>Something about a snapshot (SnapshotFault in the vSphere API).</summary>
[VimType]
public sealed partial record SnapshotFault : MethodFault;

/// <summary>A value is out of its range (OutOfBounds in the vSphere API).</summary>
[VimType]
public sealed partial record OutOfBounds : MethodFault
{
    /// <summary>The argument.</summary>
    public string ArgumentName { get; init; } = "";
}

/// <summary>A limit was reached (LimitExceeded in the vSphere API).</summary>
[VimType]
public sealed partial record LimitExceeded : MethodFault
{
    /// <summary>What is limited.</summary>
    public string? Property { get; init; }

    /// <summary>The limit.</summary>
    public int? Limit { get; init; }
}
