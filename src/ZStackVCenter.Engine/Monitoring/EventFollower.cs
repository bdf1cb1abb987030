using System.Runtime.CompilerServices;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Vim;
using ZStackVCenter.Vim.Events;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Monitoring;

/// <summary>Follows one vCenter's events over dropped connections and ended sessions: each event once, none lost.</summary>
internal sealed class EventFollower(SessionUse use, EventFilterSpec filter)
{
    private readonly WatchRetry _retry = new(use.VCenter.Name);
    private int? _last;

    /// <summary>The events that happen from now on, oldest first.</summary>
    /// <exception cref="ZsException">The vCenter cannot be reached any more.</exception>
    public async IAsyncEnumerable<Event> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var events = FollowAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await _retry.TryAsync(() => events.MoveNextAsync().AsTask(), cancellationToken).ConfigureAwait(false))
            {
                _last = events.Current.Key;
                yield return events.Current;
            }
        }
    }

    private async IAsyncEnumerable<Event> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var missed in await MissedAsync(int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            yield return missed;
        }
        _last ??= await NewestAsync(cancellationToken).ConfigureAwait(false);
        var first = true;
        await foreach (var one in use.Client.Events.FollowAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            // What came between the reading above and the beginning of the following is before the first that follows.
            foreach (var missed in first ? await MissedAsync(one.Key, cancellationToken).ConfigureAwait(false) : [])
            {
                yield return missed;
            }
            first = false;
            if (_last is not { } last || one.Key > last)
            {
                yield return one;
            }
        }
    }

    private async Task<int> NewestAsync(CancellationToken cancellationToken)
    {
        await foreach (var one in use.Client.Events.ReadNewestFirstAsync(filter, 1, cancellationToken).ConfigureAwait(false))
        {
            return one.Key;
        }
        return -1;
    }

    private async Task<IReadOnlyList<Event>> MissedAsync(int before, CancellationToken cancellationToken)
    {
        if (_last is not { } last)
        {
            return [];
        }
        var missed = new List<Event>();
        await foreach (var one in use.Client.Events.ReadNewestFirstAsync(filter, EventReader.LargestPage, cancellationToken).ConfigureAwait(false))
        {
            if (one.Key <= last)
            {
                break;
            }
            if (one.Key < before)
            {
                missed.Insert(0, one);
            }
        }
        return missed;
    }
}
