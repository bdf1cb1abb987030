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

    /// <summary>Waits until something that runs here ends, or for a while.</summary>
    public Task WaitAsync(Guid id, TimeSpan most, CancellationToken cancellationToken) =>
        _running.TryGetValue(id, out var running)
            ? Task.WhenAny(running.Work, Task.Delay(most, cancellationToken)).WaitAsync(cancellationToken)
            : Task.Delay(most, cancellationToken);

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
