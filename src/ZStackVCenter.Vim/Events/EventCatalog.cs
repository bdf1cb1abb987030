using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Events;

/// <summary>How severe an event is (the categories of EventDescription in the vSphere API).</summary>
public enum EventSeverity
{
    /// <summary>For information.</summary>
    Info,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>An error.</summary>
    Error,

    /// <summary>A user did it.</summary>
    User,
}

/// <summary>What one server says about its types of events.</summary>
public sealed class EventCatalog
{
    private readonly Dictionary<string, EventDescriptionEventDetail> _byType = new(StringComparer.Ordinal);

    internal EventCatalog(IEnumerable<EventDescriptionEventDetail> details)
    {
        foreach (var detail in details)
        {
            _byType[TypeOf(detail)] = detail;
        }
    }

    /// <summary>What the server says about a type.</summary>
    /// <param name="type">The type's name, or the id of an <see cref="EventEx"/>.</param>
    /// <returns>Null for a type it says nothing about.</returns>
    public EventDescriptionEventDetail? Find(string type) => _byType.GetValueOrDefault(type);

    /// <summary>How severe an event is: what it says itself, or else what the server says of its type; information when neither does.</summary>
    /// <param name="one">The event.</param>
    public EventSeverity SeverityOf(Event one)
    {
        ArgumentNullException.ThrowIfNull(one);
        var said = (one as EventEx)?.Severity;
        return Parse(string.IsNullOrEmpty(said) ? Find(TypeOf(one))?.Category : said);
    }

    /// <summary>The type of an event: the id of an <see cref="EventEx"/> or <see cref="ExtendedEvent"/>, or the type's name, also of one never heard of.</summary>
    /// <param name="one">The event.</param>
    public static string TypeOf(Event one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one switch
        {
            EventEx { EventTypeId.Length: > 0 } extended => extended.EventTypeId,
            ExtendedEvent { EventTypeId.Length: > 0 } extended => extended.EventTypeId,
            _ => one.VimTypeName,
        };
    }

    // An EventEx stands in the list many times under the same key; its full format begins with its own id and a bar.
    private static string TypeOf(EventDescriptionEventDetail detail)
    {
        var bar = detail.FullFormat.IndexOf('|', StringComparison.Ordinal);
        return detail.Key is "EventEx" or "ExtendedEvent" && bar > 0 ? detail.FullFormat[..bar] : detail.Key;
    }

    private static EventSeverity Parse(string? category) => category switch
    {
        "error" => EventSeverity.Error,
        "warning" => EventSeverity.Warning,
        "user" => EventSeverity.User,
        _ => EventSeverity.Info,
    };
}
