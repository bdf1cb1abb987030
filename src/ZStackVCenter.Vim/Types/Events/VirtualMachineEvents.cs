using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Something about a virtual machine (VmEvent in the vSphere API).</summary>
[VimType]
public partial record VmEvent : Event
{
    /// <summary>Whether it is a template.</summary>
    public bool Template { get; init; }
}

/// <summary>A machine was powered on (VmPoweredOnEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmPoweredOnEvent : VmEvent;

/// <summary>A machine was powered off (VmPoweredOffEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmPoweredOffEvent : VmEvent;

/// <summary>A machine was suspended (VmSuspendedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmSuspendedEvent : VmEvent;

/// <summary>A machine is being resumed (VmResumingEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmResumingEvent : VmEvent;

/// <summary>A machine is being reset (VmResettingEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmResettingEvent : VmEvent;

/// <summary>A machine is being powered on (VmStartingEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmStartingEvent : VmEvent;

/// <summary>A machine is being powered off (VmStoppingEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmStoppingEvent : VmEvent;

/// <summary>A machine was made (VmCreatedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmCreatedEvent : VmEvent;

/// <summary>A machine was made from another (VmClonedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmClonedEvent : VmEvent
{
    /// <summary>The other.</summary>
    public VmEventArgument? SourceVm { get; init; }
}

/// <summary>A machine was made from a template (VmDeployedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmDeployedEvent : VmEvent
{
    /// <summary>The template.</summary>
    public VmEventArgument? SrcTemplate { get; init; }
}

/// <summary>A machine was removed (VmRemovedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmRemovedEvent : VmEvent;

/// <summary>A machine was registered (VmRegisteredEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmRegisteredEvent : VmEvent;

/// <summary>A machine was reconfigured (VmReconfiguredEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmReconfiguredEvent : VmEvent
{
    /// <summary>What was changed.</summary>
    public VirtualMachineConfigSpec? ConfigSpec { get; init; }
}

/// <summary>A machine was renamed (VmRenamedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmRenamedEvent : VmEvent
{
    /// <summary>The name before.</summary>
    public string OldName { get; init; } = "";

    /// <summary>The name now.</summary>
    public string NewName { get; init; } = "";
}

/// <summary>A machine was moved to another host (VmMigratedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmMigratedEvent : VmEvent
{
    /// <summary>The host before.</summary>
    public HostEventArgument? SourceHost { get; init; }

    /// <summary>The datacenter before.</summary>
    public DatacenterEventArgument? SourceDatacenter { get; init; }

    /// <summary>The datastore before.</summary>
    public DatastoreEventArgument? SourceDatastore { get; init; }
}

/// <summary>A running machine is being moved (VmBeingHotMigratedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmBeingHotMigratedEvent : VmEvent
{
    /// <summary>The host it goes to.</summary>
    public HostEventArgument? DestHost { get; init; }

    /// <summary>The datacenter it goes to.</summary>
    public DatacenterEventArgument? DestDatacenter { get; init; }

    /// <summary>The datastore it goes to.</summary>
    public DatastoreEventArgument? DestDatastore { get; init; }
}

/// <summary>vCenter lost a machine with its host (VmDisconnectedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmDisconnectedEvent : VmEvent;

/// <summary>vCenter has a machine again (VmConnectedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmConnectedEvent : VmEvent;

/// <summary>A machine could not be powered on (VmFailedToPowerOnEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmFailedToPowerOnEvent : VmEvent
{
    /// <summary>Why.</summary>
    public LocalizedMethodFault? Reason { get; init; }
}

/// <summary>A machine could not be powered off (VmFailedToPowerOffEvent in the vSphere API).</summary>
[VimType]
public sealed partial record VmFailedToPowerOffEvent : VmEvent
{
    /// <summary>Why.</summary>
    public LocalizedMethodFault? Reason { get; init; }
}
