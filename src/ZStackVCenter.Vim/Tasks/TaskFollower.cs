using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tasks;

/// <summary>
/// Follows all tasks in flight with one wait on the server: a list view holds them, one filter watches them, and nobody polls.
/// </summary>
public sealed class TaskFollower : IAsyncDisposable
{
    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(10);

    private readonly VimClient _client;
    private readonly TaskBoard _board = new();
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private TaskWatch? _watch;

    internal TaskFollower(VimClient client) => _client = client;

    /// <summary>Waits for a task to end.</summary>
    /// <param name="task">The task, as a method whose name ends in <c>_Task</c> returns it.</param>
    /// <param name="progress">Gets the task each time it moves on; called on the follower's own flow, so it must be quick.</param>
    /// <param name="cancellationToken">Asks the task to stop (CancelTask) and ends the wait; whether the task could stop, the server knows.</param>
    /// <returns>The task as it ended, with its result.</returns>
    /// <exception cref="VimTaskException">The task failed.</exception>
    public async Task<TaskInfo> WaitAsync(ManagedObjectReference task, IProgress<TaskInfo>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var followed = _board.Add(task, progress);
        try
        {
            await FollowAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return await followed.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await CancelAsync(task).ConfigureAwait(false);
            throw;
        }
        finally
        {
            _board.Remove(followed);
        }
    }

    /// <summary>Ends all waits and takes everything away on the server. The tasks themselves go on.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _starting.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        if (_watch is { } watch)
        {
            await watch.DisposeAsync().ConfigureAwait(false);
        }

        _board.FailAll(new ObjectDisposedException(nameof(VimClient), "The client was closed while the task went on."));
        _starting.Dispose();
        _stop.Dispose();
    }

    // Each tells the server of all tasks that it does not know yet, its own among them, without waiting for others who do the same.
    private async Task FollowAsync() => await (await StartedAsync().ConfigureAwait(false)).AddAsync(_stop.Token).ConfigureAwait(false);

    private async Task<TaskWatch> StartedAsync()
    {
        await _starting.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            if (_watch is { HasEnded: true } ended)
            {
                await ended.DisposeAsync().ConfigureAwait(false);
                _watch = null;
            }

            return _watch ??= new TaskWatch(_client, _board, _stop.Token);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task CancelAsync(ManagedObjectReference task)
    {
        using var limit = new CancellationTokenSource(CancelLimit);
        try
        {
            await _client.CancelTask(task, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VimException or OperationCanceledException)
        {
            // It has ended, cannot be stopped, or the server is out of reach: the wait is over all the same.
            _client.Options.Trace?.Invoke(new VimCallReport("CancelTask", task.Value, CancelLimit, 0, e.GetType().Name));
        }
    }
}
