using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Something that happened (Event in the vSphere API).</summary>
[VimType]
public partial record Event : DynamicData
{
    /// <summary>Grows with each event of this vCenter.</summary>
    public int Key { get; init; }

    /// <summary>Ties events of one cause together.</summary>
    public int ChainId { get; init; }

    /// <summary>When it happened, in UTC.</summary>
    public DateTime CreatedTime { get; init; }

    /// <summary>Who caused it; empty for the server itself.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The datacenter it is about.</summary>
    public DatacenterEventArgument? Datacenter { get; init; }

    /// <summary>The cluster, or the host outside one, it is about.</summary>
    public ComputeResourceEventArgument? ComputeResource { get; init; }

    /// <summary>The host it is about.</summary>
    public HostEventArgument? Host { get; init; }

    /// <summary>The machine it is about.</summary>
    public VmEventArgument? Vm { get; init; }

    /// <summary>The datastore it is about.</summary>
    public DatastoreEventArgument? Ds { get; init; }

    /// <summary>The network it is about.</summary>
    public NetworkEventArgument? Net { get; init; }

    /// <summary>The distributed switch it is about.</summary>
    public DvsEventArgument? Dvs { get; init; }

    /// <summary>The message, in the session's language.</summary>
    public string? FullFormattedMessage { get; init; }

    /// <summary>The tag that the call which caused it carried.</summary>
    public string? ChangeTag { get; init; }
}

/// <summary>An event whose kind its <see cref="EventTypeId"/> tells (EventEx in the vSphere API).</summary>
[VimType]
public sealed partial record EventEx : Event
{
    /// <summary>The kind, as <c>esx.problem.net.connectivity.lost</c>.</summary>
    public string EventTypeId { get; init; } = "";

    /// <summary><c>error</c>, <c>warning</c>, <c>info</c> or <c>user</c>.</summary>
    public string? Severity { get; init; }

    /// <summary>The message without its arguments filled in.</summary>
    public string? Message { get; init; }

    /// <summary>The arguments.</summary>
    public IReadOnlyList<KeyAnyValue> Arguments { get; init; } = [];

    /// <summary>The id of the object it is about.</summary>
    public string? ObjectId { get; init; }

    /// <summary>That object's type.</summary>
    public string? ObjectType { get; init; }

    /// <summary>That object's name.</summary>
    public string? ObjectName { get; init; }

    /// <summary>The fault behind it.</summary>
    public LocalizedMethodFault? Fault { get; init; }
}

/// <summary>An event that an extension made (ExtendedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record ExtendedEvent : GeneralEvent
{
    /// <summary>The kind.</summary>
    public string EventTypeId { get; init; } = "";

    /// <summary>The object it is about.</summary>
    public required ManagedObjectReference ManagedObject { get; init; }

    /// <summary>The extension's data.</summary>
    public IReadOnlyList<ExtendedEventPair> Data { get; init; } = [];
}

/// <summary>A datum of an extension's event (ExtendedEventPair in the vSphere API).</summary>
[VimType]
public sealed partial record ExtendedEventPair : DynamicData
{
    /// <summary>Its name.</summary>
    public string Key { get; init; } = "";

    /// <summary>Its value.</summary>
    public string Value { get; init; } = "";
}

/// <summary>A value by its key (KeyAnyValue in the vSphere API).</summary>
[VimType]
public sealed partial record KeyAnyValue : DynamicData
{
    /// <summary>The key.</summary>
    public string Key { get; init; } = "";

    /// <summary>The value.</summary>
    public object? Value { get; init; }
}

/// <summary>An event that is a message only (GeneralEvent in the vSphere API).</summary>
[VimType]
public partial record GeneralEvent : Event
{
    /// <summary>The message.</summary>
    public string Message { get; init; } = "";
}

/// <summary>A message that a user wrote on an object (GeneralUserEvent in the vSphere API).</summary>
[VimType]
public sealed partial record GeneralUserEvent : GeneralEvent
{
    /// <summary>The object.</summary>
    public ManagedEntityEventArgument? Entity { get; init; }
}

/// <summary>A task began (TaskEvent in the vSphere API).</summary>
[VimType]
public sealed partial record TaskEvent : Event
{
    /// <summary>The task as it was then.</summary>
    public TaskInfo? Info { get; init; }
}

/// <summary>Something about a session (SessionEvent in the vSphere API).</summary>
[VimType]
public partial record SessionEvent : Event;

/// <summary>A user logged in (UserLoginSessionEvent in the vSphere API).</summary>
[VimType]
public sealed partial record UserLoginSessionEvent : SessionEvent
{
    /// <summary>From where.</summary>
    public string IpAddress { get; init; } = "";

    /// <summary>With what.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The session.</summary>
    public string SessionId { get; init; } = "";
}

/// <summary>A user logged out (UserLogoutSessionEvent in the vSphere API).</summary>
[VimType]
public sealed partial record UserLogoutSessionEvent : SessionEvent
{
    /// <summary>From where.</summary>
    public string? IpAddress { get; init; }

    /// <summary>With what.</summary>
    public string? UserAgent { get; init; }
}

/// <summary>A user's login was refused (BadUsernameSessionEvent in the vSphere API).</summary>
[VimType]
public sealed partial record BadUsernameSessionEvent : SessionEvent
{
    /// <summary>From where.</summary>
    public string IpAddress { get; init; } = "";
}
