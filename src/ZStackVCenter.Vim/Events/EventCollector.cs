using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Events;

/// <summary>A collector on the server; disposing it takes it away there. A user may have only a few at once.</summary>
internal sealed class EventCollector(VimClient client, ManagedObjectReference reference, int session) : IAsyncDisposable
{
    public ManagedObjectReference Reference { get; } = reference;

    public async Task<IReadOnlyList<Event>> ReadLatestAsync(CancellationToken cancellationToken) =>
        await client.Properties.ReadAsync(Reference, "latestPage", cancellationToken).ConfigureAwait(false) as IReadOnlyList<Event> ?? [];

    public ValueTask DisposeAsync() => client.CleanUpAsync(session, stop => client.DestroyCollector(Reference, stop));
}

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
