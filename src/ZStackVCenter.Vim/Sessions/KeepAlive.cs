namespace ZStackVCenter.Vim.Sessions;

/// <summary>Makes a small call now and then, so that the server does not end an idle session.</summary>
internal sealed class KeepAlive : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public KeepAlive(VimClient client, TimeSpan period) => _loop = RunAsync(client, period, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
    }

    private static async Task RunAsync(VimClient client, TimeSpan period, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(period);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                await PingAsync(client, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped: the normal end.
        }
    }

    private static async Task PingAsync(VimClient client, CancellationToken stop)
    {
        try
        {
            await client.PingAsync(stop).ConfigureAwait(false);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // A fault, a broken connection, a credential that cannot be had: whoever makes the next real call learns of it there.
            client.Options.Trace?.Invoke(new VimCallReport("KeepAlive", "", TimeSpan.Zero, 0, e.GetType().Name));
        }
    }
}
