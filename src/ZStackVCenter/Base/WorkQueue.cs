using System.Diagnostics;
using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Commands;

/// <summary>
/// The pieces of work that a command has under way at once. They run on threads of their own, also while the command is not being called;
/// the queue itself is used from the pipeline's thread alone.
/// </summary>
/// <param name="most">At most so many at once.</param>
/// <param name="stop">Cancels all of them.</param>
internal sealed class WorkQueue(int most, CancellationToken stop) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private readonly List<Work> _running = [];

    /// <summary>True when the next has to wait until one has ended.</summary>
    public bool IsFull => _running.Count >= most;

    /// <summary>How many were begun.</summary>
    public int Begun { get; private set; }

    /// <summary>Those under way, and those that have ended and were not taken yet.</summary>
    public IReadOnlyList<Work> Running => _running;

    /// <summary>True while something is under way with a resource.</summary>
    public bool Holds(Guid resourceId) => _running.Exists(w => w.ResourceId == resourceId);

    /// <summary>Begins a piece of work.</summary>
    /// <param name="name">What its line of progress is called.</param>
    /// <param name="resourceId">What it works on; null for something new.</param>
    /// <param name="run">Does it.</param>
    public void Begin(string name, Guid? resourceId, Func<IProgress<OperationProgress>, CancellationToken, Task<object?>> run)
    {
        var work = new Work(name, resourceId);
        var token = _stop.Token;
        // Its thread is not the pipeline's: it goes on while other commands of the pipeline have that one.
        work.Task = Task.Run(() => run(work, token), CancellationToken.None);
        _running.Add(work);
        Begun++;
    }

    /// <summary>Takes those that have ended out of the queue.</summary>
    public IReadOnlyList<Work> TakeEnded()
    {
        var ended = _running.FindAll(w => w.Task.IsCompleted);
        _running.RemoveAll(ended.Contains);
        return ended;
    }

    /// <summary>Waits until one ends, or for a while.</summary>
    /// <exception cref="OperationCanceledException">The command is to stop.</exception>
    public async Task WaitAsync(TimeSpan longest)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        await Task.WhenAny([.. _running.Select(w => w.Task), Task.Delay(longest, enough.Token)]);
        await enough.CancelAsync();
        _stop.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Cancels all that is under way and waits until it has been undone.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(_running.Select(w => w.Task))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <summary>A piece of work, which tells how far it is.</summary>
    internal sealed class Work(string name, Guid? resourceId) : IProgress<OperationProgress>
    {
        private readonly long _begun = Stopwatch.GetTimestamp();
        private volatile OperationProgress? _progress;

        public string Name { get; } = name;

        public Guid? ResourceId { get; } = resourceId;

        /// <summary>What it will have written.</summary>
        public Task<object?> Task { get; set; } = System.Threading.Tasks.Task.FromResult<object?>(null);

        /// <summary>How long it has gone on.</summary>
        public TimeSpan Age => Stopwatch.GetElapsedTime(_begun);

        /// <summary>How far it is; null when it has not told yet.</summary>
        public OperationProgress? Progress => _progress;

        void IProgress<OperationProgress>.Report(OperationProgress value) => _progress = value;
    }
}
