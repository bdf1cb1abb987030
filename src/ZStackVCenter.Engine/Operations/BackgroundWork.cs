using System.Collections.Concurrent;

namespace ZStackVCenter.Engine.Operations;

/// <summary>What goes on in this process after its cmdlet has returned. Nothing is forgotten: disposal stops and awaits all of it.</summary>
internal sealed class BackgroundWork : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, (Task Work, CancellationTokenSource Stop)> _running = new();

    /// <summary>Begins something. Its failure is its own to record.</summary>
    public void Begin(Guid id, Func<CancellationToken, Task> work)
    {
        var stop = new CancellationTokenSource();
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
            }
        }
    }

    /// <summary>Asks something to stop, if it runs here.</summary>
    public void Stop(Guid id)
    {
        if (_running.TryGetValue(id, out var running))
        {
            running.Stop.Cancel();
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
        var running = _running.Values.ToList();
        foreach (var (_, stop) in running)
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
        await Task.WhenAll(running.Select(r => r.Work)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
