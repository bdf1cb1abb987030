using System.Runtime.CompilerServices;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Vim;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Monitoring;

/// <summary>Follows one vCenter's events over dropped connections and ended sessions: each event once, none lost.</summary>
internal sealed class EventFollower(SessionUse use, EventFilterSpec filter, WatchRetry retry)
{
    private int? _last;

    /// <summary>The events that happen from now on, oldest first.</summary>
    /// <exception cref="ZsException">The vCenter refuses the login, or shows another certificate than before.</exception>
    public async IAsyncEnumerable<Event> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var events = FollowAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await retry.TryAsync(() => events.MoveNextAsync().AsTask(), cancellationToken).ConfigureAwait(false))
            {
                _last = events.Current.Key;
                yield return events.Current;
            }
        }
    }

    private async IAsyncEnumerable<Event> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Known before the first event, so that a connection that drops at once loses none either.
        var last = _last ??= await use.Client.Events.ReadNewestKeyAsync(filter, cancellationToken).ConfigureAwait(false);
        await foreach (var one in use.Client.Events.FollowAsync(filter, last, retry.Succeeded, cancellationToken).ConfigureAwait(false))
        {
            yield return one;
        }
    }
}
