using System.Runtime.CompilerServices;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Events;

/// <summary>Reads events, and follows new ones (EventManager and EventHistoryCollector in the vSphere API).</summary>
public sealed class EventReader
{
    /// <summary>The most events that a server gives at once.</summary>
    public const int LargestPage = 1000;

    private readonly VimClient _client;

    internal EventReader(VimClient client) => _client = client;

    private ManagedObjectReference Manager => _client.Content.EventManager
        ?? throw new VimTransportException(VimTransportError.NotVSphere, $"{_client.Endpoint} keeps no events.", null);

    /// <summary>Reads events from the newest to the oldest, page by page as they are consumed.</summary>
    /// <param name="filter">Which events; the server filters.</param>
    /// <param name="pageSize">How many are read at once, 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the reading at once.</param>
    public async IAsyncEnumerable<Event> ReadNewestFirstAsync(
        EventFilterSpec filter,
        int pageSize = LargestPage,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var collector = await OpenAsync(filter, pageSize, cancellationToken).ConfigureAwait(false);
        var page = await collector.ReadLatestAsync(cancellationToken).ConfigureAwait(false);
        await _client.ResetCollector(collector.Reference, cancellationToken).ConfigureAwait(false);
        var seen = new HashSet<int>();
        while (page.Count > 0)
        {
            // A page is in no promised order, and events that came meanwhile push others from one page into the next.
            foreach (var one in page.Where(e => seen.Add(e.Key)).OrderByDescending(e => e.Key))
            {
                yield return one;
            }

            page = await _client.ReadPreviousEvents(collector.Reference, pageSize, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads events from the oldest to the newest, page by page as they are consumed.</summary>
    /// <param name="filter">Which events; the server filters.</param>
    /// <param name="pageSize">How many are read at once, 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the reading at once.</param>
    public async IAsyncEnumerable<Event> ReadOldestFirstAsync(
        EventFilterSpec filter,
        int pageSize = LargestPage,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var collector = await OpenAsync(filter, pageSize, cancellationToken).ConfigureAwait(false);
        await _client.RewindCollector(collector.Reference, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var page = await _client.ReadNextEvents(collector.Reference, pageSize, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var one in page.OrderBy(e => e.Key))
            {
                yield return one;
            }
        }
    }

    /// <summary>Follows new events as they happen, oldest first. Ends with the caller's token, leaving nothing on the server.</summary>
    /// <param name="filter">Which events; the server filters.</param>
    /// <param name="cancellationToken">Ends the following at once.</param>
    /// <exception cref="SessionLostException">The session ended; begin anew.</exception>
    public async IAsyncEnumerable<Event> FollowAsync(EventFilterSpec filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var collector = await OpenAsync(filter, LargestPage, cancellationToken).ConfigureAwait(false);
        var newest = (await collector.ReadLatestAsync(cancellationToken).ConfigureAwait(false)).Select(e => e.Key).DefaultIfEmpty(int.MinValue).Max();
        var spec = FilterSpecs.OfObjects([collector.Reference], [new PropertySelection("EventHistoryCollector", "latestPage")]);
        await foreach (var set in _client.Properties.WatchAsync(spec, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            foreach (var one in LatestPages.Of(set).Where(e => e.Key > newest).OrderBy(e => e.Key).ToList())
            {
                newest = one.Key;
                yield return one;
            }
        }
    }

    /// <summary>Reads what the server says about its events: the severity of each type, and its texts.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<EventCatalog> ReadCatalogAsync(CancellationToken cancellationToken = default) => new(
        await _client.Properties.ReadAsync(Manager, "description.eventInfo", cancellationToken).ConfigureAwait(false) as IEnumerable<EventDescriptionEventDetail> ?? []);

    private async Task<EventCollector> OpenAsync(EventFilterSpec filter, int pageSize, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Clamp(pageSize, 1, LargestPage), pageSize);
        var session = _client.Session.Generation;
        var collector = new EventCollector(_client, await _client.CreateCollectorForEvents(Manager, filter, cancellationToken).ConfigureAwait(false), session);
        try
        {
            await _client.SetCollectorPageSize(collector.Reference, pageSize, cancellationToken).ConfigureAwait(false);
            return collector;
        }
        catch
        {
            await collector.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
