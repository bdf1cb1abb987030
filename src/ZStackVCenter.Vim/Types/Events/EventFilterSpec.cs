using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Which events are wanted; every part narrows (EventFilterSpec in the vSphere API).</summary>
[VimType]
public sealed partial record EventFilterSpec : DynamicData
{
    /// <summary>Of one object, or of what is below it.</summary>
    public EventFilterSpecByEntity? Entity { get; init; }

    /// <summary>Of a period.</summary>
    public EventFilterSpecByTime? Time { get; init; }

    /// <summary>Of some users.</summary>
    public EventFilterSpecByUsername? UserName { get; init; }

    /// <summary>Of one chain.</summary>
    public int? EventChainId { get; init; }

    /// <summary>Of one alarm.</summary>
    public ManagedObjectReference? Alarm { get; init; }

    /// <summary>Whether the formatted message is left out, which is faster.</summary>
    public bool? DisableFullMessage { get; init; }

    /// <summary>Of some severities: <c>info</c>, <c>warning</c>, <c>error</c>, <c>user</c>.</summary>
    public IReadOnlyList<string> Category { get; init; } = [];

    /// <summary>With one of these tags.</summary>
    public IReadOnlyList<string> Tag { get; init; } = [];

    /// <summary>Of some types, by name or by the id of an <see cref="EventEx"/>.</summary>
    public IReadOnlyList<string> EventTypeId { get; init; } = [];

    /// <summary>The most events; QueryEvents alone looks at it (6.5 and later).</summary>
    public int? MaxCount { get; init; }
}

/// <summary>Events of one object, or of what is below it (EventFilterSpecByEntity in the vSphere API).</summary>
[VimType]
public sealed partial record EventFilterSpecByEntity : DynamicData
{
    /// <summary>The object.</summary>
    public required ManagedObjectReference Entity { get; init; }

    /// <summary>Whether what is below counts.</summary>
    public EventFilterSpecRecursionOption Recursion { get; init; }
}

/// <summary>Events of a period (EventFilterSpecByTime in the vSphere API).</summary>
[VimType]
public sealed partial record EventFilterSpecByTime : DynamicData
{
    /// <summary>From this time on, in UTC.</summary>
    public DateTime? BeginTime { get; init; }

    /// <summary>Up to this time, in UTC.</summary>
    public DateTime? EndTime { get; init; }
}

/// <summary>Events of some users (EventFilterSpecByUsername in the vSphere API).</summary>
[VimType]
public sealed partial record EventFilterSpecByUsername : DynamicData
{
    /// <summary>Whether those of the server itself count.</summary>
    public bool SystemUser { get; init; }

    /// <summary>The users; none means all.</summary>
    public IReadOnlyList<string> UserList { get; init; } = [];
}

/// <summary>Whose events are meant (EventFilterSpecRecursionOption in the vSphere API).</summary>
[VimEnum]
public enum EventFilterSpecRecursionOption
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>The object's own.</summary>
    Self,

    /// <summary>Those of what is below it.</summary>
    Children,

    /// <summary>Both.</summary>
    All,
}

/// <summary>What a server says about its events (EventDescription in the vSphere API).</summary>
[VimType]
public sealed partial record EventDescription : DynamicData
{
    /// <summary>The severities.</summary>
    public IReadOnlyList<ElementDescription> Category { get; init; } = [];

    /// <summary>The types.</summary>
    public IReadOnlyList<EventDescriptionEventDetail> EventInfo { get; init; } = [];

    /// <summary>The enumerations that messages use.</summary>
    public IReadOnlyList<EnumDescription> EnumeratedTypes { get; init; } = [];
}

/// <summary>A name with its texts (ElementDescription in the vSphere API).</summary>
[VimType]
public sealed partial record ElementDescription : Description
{
    /// <summary>The name.</summary>
    public string Key { get; init; } = "";
}

/// <summary>The texts of an enumeration (EnumDescription in the vSphere API).</summary>
[VimType]
public sealed partial record EnumDescription : DynamicData
{
    /// <summary>The enumeration.</summary>
    public string Key { get; init; } = "";

    /// <summary>Its values.</summary>
    public IReadOnlyList<ElementDescription> Tags { get; init; } = [];
}

/// <summary>What a server says about one type of event (EventDescriptionEventDetail in the vSphere API).</summary>
[VimType]
public sealed partial record EventDescriptionEventDetail : DynamicData
{
    /// <summary>The type; <c>EventEx</c> and <c>ExtendedEvent</c> stand for many, with the id first in <see cref="FullFormat"/>.</summary>
    public string Key { get; init; } = "";

    /// <summary>What it is about.</summary>
    public string? Description { get; init; }

    /// <summary>Its severity.</summary>
    public string Category { get; init; } = "";

    /// <summary>The message as a datacenter shows it.</summary>
    public string FormatOnDatacenter { get; init; } = "";

    /// <summary>The message as a cluster shows it.</summary>
    public string FormatOnComputeResource { get; init; } = "";

    /// <summary>The message as a host shows it.</summary>
    public string FormatOnHost { get; init; } = "";

    /// <summary>The message as a machine shows it.</summary>
    public string FormatOnVm { get; init; } = "";

    /// <summary>The whole message.</summary>
    public string FullFormat { get; init; } = "";

    /// <summary>Causes and remedies, as XML.</summary>
    public string? LongDescription { get; init; }
}
