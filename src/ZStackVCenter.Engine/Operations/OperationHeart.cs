using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Operations;

/// <summary>
/// Beats for the operations that this process runs: says in the records that they are worked on and how far they are, and hears whether
/// another process asked one of them to stop. It beats only while there are any.
/// </summary>
internal sealed class OperationHeart(OperationStore store, Action<string>? trace) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Beat> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _beating = Task.CompletedTask;

    /// <summary>Begins to beat for an operation.</summary>
    /// <param name="id">The operation.</param>
    /// <param name="stop">Cancelled when somebody asks the operation to stop.</param>
    public Beat Begin(Guid id, CancellationTokenSource stop)
    {
        var beat = new Beat(this, id, stop);
        lock (_lock)
        {
            _running[id] = beat;
            if (_beating.IsCompleted)
            {
                _beating = Task.Run(BeatAsync);
            }
        }
        return beat;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task BeatAsync()
    {
        while (true)
        {
            await Task.Delay(Pause, _stop.Token).ConfigureAwait(false);
            Beat[] running;
            lock (_lock)
            {
                if (_running.Count == 0)
                {
                    // Under the lock: whoever begins next starts a new beating.
                    _beating = Task.CompletedTask;
                    return;
                }
                running = [.. _running.Values];
            }
            try
            {
                var stopped = await store.BeatAsync([.. running.Select(r => (r.Id, r.Progress))], _stop.Token).ConfigureAwait(false);
                foreach (var beat in running.Where(r => stopped.Contains(r.Id)))
                {
                    await beat.StopAsync().ConfigureAwait(false);
                }
            }
            catch (ZsException e)
            {
                // The store may be locked or full for a moment; a missed beat is made up for by the next.
                trace?.Invoke($"Operations: a heartbeat was missed: {e.Message}");
            }
        }
    }

    private void End(Guid id)
    {
        lock (_lock)
        {
            _running.Remove(id);
        }
    }

    /// <summary>One operation's part in the beating.</summary>
    internal sealed class Beat(OperationHeart heart, Guid id, CancellationTokenSource stop) : IDisposable
    {
        private readonly Lock _ending = new();
        private bool _ended;

        public Guid Id => id;

        /// <summary>How much of the operation is done, 0 to 100.</summary>
        public int Progress { get; set; }

        public void Dispose()
        {
            lock (_ending)
            {
                _ended = true;
            }
            heart.End(id);
        }

        internal Task StopAsync()
        {
            lock (_ending)
            {
                return _ended ? Task.CompletedTask : stop.CancelAsync();
            }
        }
    }
}
