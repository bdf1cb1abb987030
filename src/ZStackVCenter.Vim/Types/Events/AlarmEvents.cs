using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Something about an alarm (AlarmEvent in the vSphere API).</summary>
[VimType]
public partial record AlarmEvent : Event
{
    /// <summary>The alarm.</summary>
    public AlarmEventArgument? Alarm { get; init; }
}

/// <summary>An alarm changed its state (AlarmStatusChangedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record AlarmStatusChangedEvent : AlarmEvent
{
    /// <summary>What the alarm is defined on.</summary>
    public ManagedEntityEventArgument? Source { get; init; }

    /// <summary>What it went off for.</summary>
    public ManagedEntityEventArgument? Entity { get; init; }

    /// <summary>The state before.</summary>
    public string From { get; init; } = "";

    /// <summary>The state now.</summary>
    public string To { get; init; } = "";
}

/// <summary>An alarm was defined (AlarmCreatedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record AlarmCreatedEvent : AlarmEvent
{
    /// <summary>What it is defined on.</summary>
    public ManagedEntityEventArgument? Entity { get; init; }
}

/// <summary>An alarm was taken away (AlarmRemovedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record AlarmRemovedEvent : AlarmEvent
{
    /// <summary>What it was defined on.</summary>
    public ManagedEntityEventArgument? Entity { get; init; }
}

/// <summary>An alarm was changed (AlarmReconfiguredEvent in the vSphere API).</summary>
[VimType]
public sealed partial record AlarmReconfiguredEvent : AlarmEvent
{
    /// <summary>What it is defined on.</summary>
    public ManagedEntityEventArgument? Entity { get; init; }
}

/// <summary>A user saw an alarm (AlarmAcknowledgedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record AlarmAcknowledgedEvent : AlarmEvent
{
    /// <summary>What the alarm is defined on.</summary>
    public ManagedEntityEventArgument? Source { get; init; }

    /// <summary>What it went off for.</summary>
    public ManagedEntityEventArgument? Entity { get; init; }
}

/// <summary>A user cleared an alarm (AlarmClearedEvent in the vSphere API).</summary>
[VimType]
public sealed partial record AlarmClearedEvent : AlarmEvent
{
    /// <summary>What the alarm is defined on.</summary>
    public ManagedEntityEventArgument? Source { get; init; }

    /// <summary>What it went off for.</summary>
    public ManagedEntityEventArgument? Entity { get; init; }

    /// <summary>The state before.</summary>
    public string From { get; init; } = "";
}
