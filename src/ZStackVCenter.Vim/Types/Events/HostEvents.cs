using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Something about a host (HostEvent in the vSphere API).</summary>
[VimType]
public partial record HostEvent : Event;

/// <summary>vCenter has a host (HostConnectedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record HostConnectedEvent : HostEvent;

/// <summary>A host was disconnected (HostDisconnectedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record HostDisconnectedEvent : HostEvent
{
    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}

/// <summary>vCenter lost a host (HostConnectionLostEvent in the vSphere API).</summary>
[VimType]
public sealed partial record HostConnectionLostEvent : HostEvent;

/// <summary>A host was added (HostAddedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record HostAddedEvent : HostEvent;

/// <summary>A host was removed (HostRemovedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record HostRemovedEvent : HostEvent;

/// <summary>A host is in maintenance (EnteredMaintenanceModeEvent in the vSphere API).</summary>
[VimType]
public sealed partial record EnteredMaintenanceModeEvent : HostEvent;

/// <summary>A host is going into maintenance (EnteringMaintenanceModeEvent in the vSphere API).</summary>
[VimType]
public sealed partial record EnteringMaintenanceModeEvent : HostEvent;

/// <summary>A host is out of maintenance (ExitMaintenanceModeEvent in the vSphere API).</summary>
[VimType]
public sealed partial record ExitMaintenanceModeEvent : HostEvent;
