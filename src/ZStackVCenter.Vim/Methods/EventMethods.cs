using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Methods;

/// <summary>Methods of EventManager and EventHistoryCollector.</summary>
public static partial class EventMethods
{
    /// <summary>Makes a collector of the events that a filter lets through (EventManager.CreateCollectorForEvents).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> CreateCollectorForEvents(this VimClient client, ManagedObjectReference eventManager, EventFilterSpec filter, CancellationToken cancellationToken = default);

    /// <summary>Reads at most 1000 events at once (EventManager.QueryEvents).</summary>
    [VimMethod(Repeatable = true)]
    public static partial Task<IReadOnlyList<Event>> QueryEvents(this VimClient client, ManagedObjectReference eventManager, EventFilterSpec filter, CancellationToken cancellationToken = default);

    /// <summary>Sets how many events the latest page holds, 1 to 1000 (HistoryCollector.SetCollectorPageSize).</summary>
    [VimMethod]
    public static partial Task SetCollectorPageSize(this VimClient client, ManagedObjectReference collector, int maxCount, CancellationToken cancellationToken = default);

    /// <summary>Moves the position to just before the latest page (HistoryCollector.ResetCollector).</summary>
    [VimMethod]
    public static partial Task ResetCollector(this VimClient client, ManagedObjectReference collector, CancellationToken cancellationToken = default);

    /// <summary>Moves the position to the oldest event (HistoryCollector.RewindCollector).</summary>
    [VimMethod]
    public static partial Task RewindCollector(this VimClient client, ManagedObjectReference collector, CancellationToken cancellationToken = default);

    /// <summary>Reads newer events from the position on, none at the end (EventHistoryCollector.ReadNextEvents).</summary>
    [VimMethod]
    public static partial Task<IReadOnlyList<Event>> ReadNextEvents(this VimClient client, ManagedObjectReference collector, int maxCount, CancellationToken cancellationToken = default);

    /// <summary>Reads older events from the position on, none at the end (EventHistoryCollector.ReadPreviousEvents).</summary>
    [VimMethod]
    public static partial Task<IReadOnlyList<Event>> ReadPreviousEvents(this VimClient client, ManagedObjectReference collector, int maxCount, CancellationToken cancellationToken = default);

    /// <summary>Takes a collector away (HistoryCollector.DestroyCollector).</summary>
    [VimMethod]
    public static partial Task DestroyCollector(this VimClient client, ManagedObjectReference collector, CancellationToken cancellationToken = default);
}
