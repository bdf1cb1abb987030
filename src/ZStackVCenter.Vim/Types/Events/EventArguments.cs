using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Something that an event names (EventArgument in the vSphere API).</summary>
[VimType]
public partial record EventArgument : DynamicData;

/// <summary>An object that an event names (EntityEventArgument in the vSphere API).</summary>
[VimType]
public partial record EntityEventArgument : EventArgument
{
    /// <summary>Its name at the time.</summary>
    public string Name { get; init; } = "";
}

/// <summary>A datacenter that an event names (DatacenterEventArgument in the vSphere API).</summary>
[VimType]
public sealed partial record DatacenterEventArgument : EntityEventArgument
{
    /// <summary>The datacenter.</summary>
    public required ManagedObjectReference Datacenter { get; init; }
}

/// <summary>A cluster or a lone host that an event names (ComputeResourceEventArgument in the vSphere API).</summary>
[VimType]
public sealed partial record ComputeResourceEventArgument : EntityEventArgument
{
    /// <summary>The cluster, or the host's compute resource.</summary>
    public required ManagedObjectReference ComputeResource { get; init; }
}

/// <summary>A host that an event names (HostEventArgument in the vSphere API).</summary>
[VimType]
public sealed partial record HostEventArgument : EntityEventArgument
{
    /// <summary>The host.</summary>
    public required ManagedObjectReference Host { get; init; }
}

/// <summary>A machine that an event names (VmEventArgument in the vSphere API).</summary>
[VimType]
public sealed partial record VmEventArgument : EntityEventArgument
{
    /// <summary>The machine.</summary>
    public required ManagedObjectReference Vm { get; init; }
}

/// <summary>A datastore that an event names (DatastoreEventArgument in the vSphere API).</summary>
[VimType]
public sealed partial record DatastoreEventArgument : EntityEventArgument
{
    /// <summary>The datastore.</summary>
    public required ManagedObjectReference Datastore { get; init; }
}

/// <summary>A network that an event names (NetworkEventArgument in the vSphere API).</summary>
[VimType]
public sealed partial record NetworkEventArgument : EntityEventArgument
{
    /// <summary>The network.</summary>
    public required ManagedObjectReference Network { get; init; }
}

/// <summary>A distributed switch that an event names (DvsEventArgument in the vSphere API).</summary>
[VimType]
public sealed partial record DvsEventArgument : EntityEventArgument
{
    /// <summary>The switch.</summary>
    public required ManagedObjectReference Dvs { get; init; }
}

/// <summary>An inventory object that an event names (ManagedEntityEventArgument in the vSphere API).</summary>
[VimType]
public sealed partial record ManagedEntityEventArgument : EntityEventArgument
{
    /// <summary>The object.</summary>
    public required ManagedObjectReference Entity { get; init; }
}

/// <summary>An alarm that an event names (AlarmEventArgument in the vSphere API).</summary>
[VimType]
public sealed partial record AlarmEventArgument : EntityEventArgument
{
    /// <summary>The alarm.</summary>
    public required ManagedObjectReference Alarm { get; init; }
}

/// <summary>A folder that an event names (FolderEventArgument in the vSphere API).</summary>
[VimType]
public sealed partial record FolderEventArgument : EntityEventArgument
{
    /// <summary>The folder.</summary>
    public required ManagedObjectReference Folder { get; init; }
}

/// <summary>A resource pool that an event names (ResourcePoolEventArgument in the vSphere API).</summary>
[VimType]
public sealed partial record ResourcePoolEventArgument : EntityEventArgument
{
    /// <summary>The resource pool.</summary>
    public required ManagedObjectReference ResourcePool { get; init; }
}
