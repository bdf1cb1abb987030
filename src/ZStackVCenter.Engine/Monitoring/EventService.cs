using System.Runtime.CompilerServices;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Vim;
using ZStackVCenter.Vim.Events;

namespace ZStackVCenter.Engine.Monitoring;

/// <summary>The events of connected vCenters (guide, chapter 8). They are asked from the server each time and kept in no record.</summary>
public sealed class EventService
{
    private const int LargestPage = EventReader.LargestPage;
    private const int SmallestPage = 10;

    private readonly VCenterService _vCenters;
    private readonly TimeProvider _time;
    private readonly ConditionalWeakTable<VimClient, Task<EventCatalog>> _catalogs = [];

    internal EventService(VCenterService vCenters, TimeProvider time)
    {
        _vCenters = vCenters;
        _time = time;
    }

    /// <summary>Events, newest first over all vCenters, streamed page by page as they are consumed.</summary>
    /// <exception cref="ZsException">A vCenter is not connected or failed, or the query cannot be.</exception>
    public async IAsyncEnumerable<ZsEvent> QueryAsync(EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.First <= 0)
        {
            yield break;
        }
        var filter = new EventFilter(query);
        var page = (int)Math.Clamp((long)query.Skip + query.First, SmallestPage, LargestPage);
        var sources = Targets(query).Select(id => ReadAsync(id, filter, page, cancellationToken));
        var (skip, left) = (query.Skip, query.First);
        await foreach (var one in NewestFirst.MergeAsync(sources).ConfigureAwait(false))
        {
            if (skip-- > 0)
            {
                continue;
            }
            yield return one;
            if (--left == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>
    /// New events as they happen, until cancelled; nothing is left on the servers then. A dropped connection or an ended session is begun
    /// anew, and what happened meanwhile is given late rather than lost. First, Skip, Start and Finish count for nothing here.
    /// </summary>
    /// <param name="query">Which events.</param>
    /// <param name="outages">Told when a vCenter is away, and when it is back; may be null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ZsException">
    /// A vCenter is not connected, refuses the login or shows another certificate than before. One that is only away is waited for.
    /// </exception>
    public async IAsyncEnumerable<ZsEvent> WatchAsync(
        EventQuery query, IProgress<WatchOutage>? outages = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = new EventFilter(query with { Start = null, Finish = null });
        var sources = Targets(query).Select(id => (Func<CancellationToken, IAsyncEnumerable<ZsEvent>>)(token => FollowAsync(id, filter, outages, token))).ToList();
        await foreach (var one in LiveStreams.MergeAsync(sources, cancellationToken).ConfigureAwait(false))
        {
            yield return one;
        }
    }

    private static IReadOnlyList<Guid> Targets(EventQuery query) =>
        query.Entity is { } entity ? [entity.VCenterId] : [.. query.VCenterIds.Distinct()];

    private async IAsyncEnumerable<ZsEvent> ReadAsync(Guid vCenterId, EventFilter filter, int page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var use = await UseAsync(vCenterId, cancellationToken).ConfigureAwait(false);
        var catalog = await VimErrors.GuardAsync(use.VCenter.Name, () => CatalogAsync(use, cancellationToken)).ConfigureAwait(false);
        var events = use.Client.Events.ReadNewestFirstAsync(filter.ForServer(), page, cancellationToken);
        await foreach (var one in VimErrors.GuardAsync(use.VCenter.Name, events).ConfigureAwait(false))
        {
            var seen = EventTransform.From(one, catalog, use.VCenter);
            if (filter.Wants(seen))
            {
                yield return seen;
            }
        }
    }

    private async IAsyncEnumerable<ZsEvent> FollowAsync(
        Guid vCenterId, EventFilter filter, IProgress<WatchOutage>? outages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var use = await UseAsync(vCenterId, cancellationToken).ConfigureAwait(false);
        var retry = new WatchRetry(use.VCenter.Name, _time, outages);
        EventCatalog? catalog = null;
        while (!await retry.TryAsync(async () => (catalog = await CatalogAsync(use, cancellationToken).ConfigureAwait(false)) is not null, cancellationToken).ConfigureAwait(false))
        {
        }
        await foreach (var one in new EventFollower(use, filter.ForServer(), retry).RunAsync(cancellationToken).ConfigureAwait(false))
        {
            var seen = EventTransform.From(one, catalog!, use.VCenter);
            if (filter.Wants(seen))
            {
                yield return seen;
            }
        }
    }

    private async Task<SessionUse> UseAsync(Guid vCenterId, CancellationToken cancellationToken)
    {
        var vCenter = await _vCenters.GetAsync(vCenterId, cancellationToken).ConfigureAwait(false);
        return _vCenters.Sessions.Use(vCenterId, vCenter.Name);
    }

    // A server's catalog has some thousand texts and does not change while it runs.
    private async Task<EventCatalog> CatalogAsync(SessionUse use, CancellationToken cancellationToken)
    {
        try
        {
            return await _catalogs.GetValue(use.Client, c => c.Events.ReadCatalogAsync(CancellationToken.None)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _catalogs.Remove(use.Client);
            throw;
        }
    }
}
