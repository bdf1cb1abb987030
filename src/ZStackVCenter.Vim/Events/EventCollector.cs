using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Events;

/// <summary>A collector on the server; disposing it takes it away there. A user may have only a few at once.</summary>
internal sealed class EventCollector : IAsyncDisposable
{
    private readonly VimClient _client;
    private readonly int _session;

    private EventCollector(VimClient client, ManagedObjectReference reference)
    {
        _client = client;
        Reference = reference;
        // Making it may have renewed the session: the collector belongs to the one that gave it.
        _session = client.Session.Generation;
    }

    public ManagedObjectReference Reference { get; }

    public static async Task<EventCollector> OpenAsync(VimClient client, ManagedObjectReference manager, EventFilterSpec filter, int pageSize, CancellationToken cancellationToken)
    {
        var collector = new EventCollector(client, await client.CreateCollectorForEvents(manager, filter, cancellationToken).ConfigureAwait(false));
        try
        {
            await collector.RunAsync(() => client.SetCollectorPageSize(collector.Reference, pageSize, cancellationToken)).ConfigureAwait(false);
            return collector;
        }
        catch
        {
            await collector.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The newest events, in no promised order.</summary>
    public Task<IReadOnlyList<Event>> ReadLatestAsync(CancellationToken cancellationToken) => _client.OfSessionAsync(_session, async () =>
        await _client.Properties.ReadAsync(Reference, "latestPage", cancellationToken).ConfigureAwait(false) as IReadOnlyList<Event> ?? []);

    /// <summary>Goes to just before the latest page.</summary>
    public Task ResetAsync(CancellationToken cancellationToken) => RunAsync(() => _client.ResetCollector(Reference, cancellationToken));

    /// <summary>Goes to the oldest event.</summary>
    public Task RewindAsync(CancellationToken cancellationToken) => RunAsync(() => _client.RewindCollector(Reference, cancellationToken));

    public Task<IReadOnlyList<Event>> ReadNextAsync(int count, CancellationToken cancellationToken) =>
        _client.OfSessionAsync(_session, () => _client.ReadNextEvents(Reference, count, cancellationToken));

    public Task<IReadOnlyList<Event>> ReadPreviousAsync(int count, CancellationToken cancellationToken) =>
        _client.OfSessionAsync(_session, () => _client.ReadPreviousEvents(Reference, count, cancellationToken));

    public ValueTask DisposeAsync() => _client.CleanUpAsync(_session, stop => _client.DestroyCollector(Reference, stop));

    private Task<bool> RunAsync(Func<Task> work) => _client.OfSessionAsync(_session, async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });
}
