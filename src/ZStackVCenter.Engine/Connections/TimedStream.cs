namespace ZStackVCenter.Engine.Connections;

/// <summary>
/// Reads a stream that may be silent for long: a wait can be given a limit, and goes on where it was with the next one. Disposing it ends
/// the stream, a wait that is under way first.
/// </summary>
internal sealed class TimedStream<T> : IAsyncDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly IAsyncEnumerator<T> _items;
    private readonly TimeProvider _time;
    private Task<bool>? _next;

    /// <param name="source">The stream, by the token that ends it.</param>
    /// <param name="time">The clock of the limits.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public TimedStream(Func<CancellationToken, IAsyncEnumerable<T>> source, TimeProvider time, CancellationToken cancellationToken)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _items = source(_end.Token).GetAsyncEnumerator(_end.Token);
        _time = time;
    }

    /// <summary>The item that the last wait brought.</summary>
    public T Current => _items.Current;

    /// <summary>Waits for the next item.</summary>
    /// <param name="limit">How long; null for as long as it takes.</param>
    /// <returns>True when it is in <see cref="Current"/>, false at the end of the stream, null when the time was over.</returns>
    public async Task<bool?> NextAsync(TimeSpan? limit)
    {
        _next ??= _items.MoveNextAsync().AsTask();
        if (limit is { } longest)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            await Task.WhenAny(_next, Task.Delay(longest, _time, over.Token)).ConfigureAwait(false);
            await over.CancelAsync().ConfigureAwait(false);
            if (!_next.IsCompleted && !_end.IsCancellationRequested)
            {
                return null;
            }
        }
        var more = await _next.ConfigureAwait(false);
        _next = null;
        return more;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        if (_next is { } pending)
        {
            await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await _items.DisposeAsync().ConfigureAwait(false);
        _end.Dispose();
    }
}
