using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Events;

/// <summary>Takes the events out of the changes of a collector's latest page.</summary>
internal static class LatestPages
{
    public static IEnumerable<Event> Of(UpdateSet set) => set.FilterSet
        .SelectMany(f => f.ObjectSet)
        .SelectMany(o => o.ChangeSet)
        .SelectMany(c => c.Val switch
        {
            IEnumerable<Event> page => page,
            Event one => [one],
            _ => [],
        });
}
