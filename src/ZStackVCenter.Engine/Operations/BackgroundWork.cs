using System.Collections.Concurrent;

namespace ZStackVCenter.Engine.Operations;

/// <summary>What goes on in this process after its cmdlet has returned. Nothing is forgotten: disposal stops and awaits all of it.</summary>
internal sealed class BackgroundWork : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, (Task Work, CancellationTokenSource Stop)> _running = new();
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Begins something. Its failure is its own to record.</summary>
    public void Begin(Guid id, Func<CancellationToken, Task> work)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        // Not begun before it is in the table, so that it cannot leave the table before it came.
        var started = new TaskCompletionSource();
        _running[id] = (RunAsync(), stop);
        started.SetResult();

        async Task RunAsync()
        {
            await started.Task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            try
            {
                await work(stop.Token).ConfigureAwait(false);
            }
            finally
            {
                _running.TryRemove(id, out _);
                stop.Dispose();
            }
        }
    }

    /// <summary>Asks something to stop, if it runs here.</summary>
    public void Stop(Guid id)
    {
        if (_running.TryGetValue(id, out var running))
        {
            try
            {
                running.Stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended just now.
            }
        }
    }

    /// <summary>True while something runs here.</summary>
    public bool IsRunning(Guid id) => _running.ContainsKey(id);

    /// <summary>Waits until one of several that run here ends, or for a while.</summary>
    public async Task WaitAsync(IEnumerable<Guid> ids, TimeSpan most, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var here = ids.Select(id => _running.TryGetValue(id, out var running) ? running.Work : null).OfType<Task>();
        await Task.WhenAny([.. here, Task.Delay(most, enough.Token)]).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        // What is under way may begin something more, which sees at once that it is to stop.
        while (!_running.IsEmpty)
        {
            await Task.WhenAll(_running.Values.Select(r => r.Work)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
