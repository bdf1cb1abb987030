namespace ZStackVCenter;

/// <summary>How serious an event is (guide, chapter 8).</summary>
public enum ZsEventType
{
    /// <summary>Something happened.</summary>
    Info,

    /// <summary>Something may go wrong.</summary>
    Warning,

    /// <summary>Something went wrong.</summary>
    Error,
}

/// <summary>An event of a vCenter (vSphere's <c>Event</c>; guide, chapter 8).</summary>
public sealed record ZsEvent
{
    /// <summary>vCenter's number of the event; grows with time within one vCenter.</summary>
    public int Key { get; init; }

    /// <summary>vCenter's number of the group of events that came from one cause.</summary>
    public int ChainId { get; init; }

    /// <summary>vCenter's own words.</summary>
    public string Message { get; init; } = "";

    /// <summary>How serious it is.</summary>
    public ZsEventType Type { get; init; }

    /// <summary>The vSphere type, such as <c>VmPoweredOnEvent</c>, or the <c>eventTypeId</c> of an <c>EventEx</c>.</summary>
    public string EventTypeId { get; init; } = "";

    /// <summary>The name of the vCenter.</summary>
    public string VCenter { get; init; } = "";

    /// <summary>The record's id of the vCenter.</summary>
    public Guid VCenterId { get; init; }

    /// <summary>Who caused it; null when vCenter does not tell.</summary>
    public string? User { get; init; }

    /// <summary>The name of the object it is about; null when it is about none.</summary>
    public string? Target { get; init; }

    /// <summary>The vSphere type of that object, such as <c>VirtualMachine</c>.</summary>
    public string? TargetType { get; init; }

    /// <summary>vSphere's managed object id of that object.</summary>
    public string? TargetManagedObjectId { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public DateTime Time { get; init; }

    /// <summary>vCenter's own words.</summary>
    public override string ToString() => Message;
}
