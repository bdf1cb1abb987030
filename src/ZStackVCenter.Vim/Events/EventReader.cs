using System.Runtime.CompilerServices;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Events;

/// <summary>Reads events, and follows new ones (EventManager and EventHistoryCollector in the vSphere API).</summary>
public sealed class EventReader
{
    /// <summary>The most events that a server gives at once.</summary>
    public const int LargestPage = 1000;

    // The server sends the whole latest page with every new event; a burst that overruns it is read page by page.
    private const int FollowedPage = 50;

    private readonly VimClient _client;

    internal EventReader(VimClient client) => _client = client;

    private ManagedObjectReference Manager => _client.Content.EventManager
        ?? throw new VimTransportException(VimTransportError.NotVSphere, $"{_client.Endpoint} keeps no events.", null);

    /// <summary>Reads events from the newest to the oldest, page by page as they are consumed.</summary>
    /// <param name="filter">Which events; the server filters.</param>
    /// <param name="pageSize">How many are read at first, 1 to 1000. Who goes on reads four times as many each time, up to 1000.</param>
    /// <param name="cancellationToken">Ends the reading at once.</param>
    public async IAsyncEnumerable<Event> ReadNewestFirstAsync(
        EventFilterSpec filter,
        int pageSize = LargestPage,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var collector = await OpenAsync(filter, pageSize, cancellationToken).ConfigureAwait(false);
        var page = await collector.ReadLatestAsync(cancellationToken).ConfigureAwait(false);
        await collector.ResetAsync(cancellationToken).ConfigureAwait(false);
        var seen = new HashSet<int>();
        while (page.Count > 0)
        {
            // A page is in no promised order, and events that came meanwhile push others from one page into the next.
            foreach (var one in page.Where(e => seen.Add(e.Key)).OrderByDescending(e => e.Key))
            {
                yield return one;
            }

            pageSize = Math.Min(pageSize * 4, LargestPage);
            page = await collector.ReadPreviousAsync(pageSize, cancellationToken).ConfigureAwait(false);
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
        await collector.RewindAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var page = await collector.ReadNextAsync(pageSize, cancellationToken).ConfigureAwait(false);
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

    /// <summary>The key of the newest event: what <see cref="FollowAsync"/> goes on from. -1 when there is none.</summary>
    /// <param name="filter">Which events; the server filters.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<int> ReadNewestKeyAsync(EventFilterSpec filter, CancellationToken cancellationToken = default)
    {
        await using var collector = await OpenAsync(filter, LargestPage, cancellationToken).ConfigureAwait(false);
        return (await collector.ReadLatestAsync(cancellationToken).ConfigureAwait(false)).Select(e => e.Key).DefaultIfEmpty(-1).Max();
    }

    /// <summary>
    /// Follows events as they happen, oldest first, each once. First come those since an earlier one, however many they are, so that
    /// none is lost by whoever begins anew. Ends with the caller's token, leaving nothing on the server.
    /// </summary>
    /// <param name="filter">Which events; the server filters.</param>
    /// <param name="after">The key of the last event seen; null begins with those from now on.</param>
    /// <param name="followed">Called when the server has told something, also where it is no new event.</param>
    /// <param name="cancellationToken">Ends the following at once.</param>
    /// <exception cref="SessionLostException">The session ended; begin anew after the last event seen.</exception>
    public async IAsyncEnumerable<Event> FollowAsync(
        EventFilterSpec filter, int? after = null, Action? followed = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var newest = after ?? await ReadNewestKeyAsync(filter, cancellationToken).ConfigureAwait(false);
        await using var collector = await OpenAsync(filter, FollowedPage, cancellationToken).ConfigureAwait(false);
        // What comes from here on the collector shows; what came before it is read back once.
        foreach (var one in await ReadSinceAsync(filter, newest, cancellationToken).ConfigureAwait(false))
        {
            newest = one.Key;
            yield return one;
        }

        var spec = FilterSpecs.OfObjects([collector.Reference], [new PropertySelection("EventHistoryCollector", "latestPage")]);
        await foreach (var set in _client.Properties.WatchAsync(spec, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            followed?.Invoke();
            var page = LatestPages.Of(set).ToList();
            // A page that holds nothing seen before may have left some out that came before it.
            var fresh = page.Count > 1 && page.TrueForAll(e => e.Key > newest)
                ? await ReadSinceAsync(filter, newest, cancellationToken).ConfigureAwait(false)
                : [.. page.Where(e => e.Key > newest).OrderBy(e => e.Key)];
            foreach (var one in fresh)
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

    private async Task<IReadOnlyList<Event>> ReadSinceAsync(EventFilterSpec filter, int after, CancellationToken cancellationToken)
    {
        var found = new Stack<Event>();
        await foreach (var one in ReadNewestFirstAsync(filter, LargestPage, cancellationToken).ConfigureAwait(false))
        {
            if (one.Key <= after)
            {
                break;
            }

            found.Push(one);
        }

        return [.. found];
    }

    private Task<EventCollector> OpenAsync(EventFilterSpec filter, int pageSize, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Clamp(pageSize, 1, LargestPage), pageSize);
        return EventCollector.OpenAsync(_client, Manager, filter, pageSize, cancellationToken);
    }
}
