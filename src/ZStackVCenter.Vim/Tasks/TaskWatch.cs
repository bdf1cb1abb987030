using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Views;

namespace ZStackVCenter.Vim.Tasks;

/// <summary>
/// The loop that waits for changes of the tasks on a board. After a lost session or connection it begins anew with all that are
/// still waited for; a task's end is not missed, since its state is read again.
/// </summary>
internal sealed class TaskWatch : IAsyncDisposable
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 0.2, 0.5, 1, 2, 4, 8 }.Select(TimeSpan.FromSeconds)];

    private readonly VimClient _client;
    private readonly TaskBoard _board;
    private readonly Lock _guard = new();
    private readonly Task _loop;
    private volatile Turn? _turn;
    private Exception? _trouble;
    private volatile bool _hasEnded;

    public TaskWatch(VimClient client, TaskBoard board, CancellationToken stop)
    {
        _client = client;
        _board = board;
        _loop = Task.Run(() => RunAsync(stop), CancellationToken.None);
    }

    /// <summary>Whether the loop has given up; it never does while the server is in reach.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>
    /// Tells the server of the board's changes; many may do so at once. A task that does not exist fails on the board. Between two turns
    /// there is nothing to do: the next one begins with the whole board.
    /// </summary>
    public Task AddAsync(CancellationToken cancellationToken) => _turn is { } turn ? AddAsync(turn, cancellationToken) : Task.CompletedTask;

    public async ValueTask DisposeAsync() => await _loop.ConfigureAwait(false);

    private async Task RunAsync(CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await FollowAsync(() => attempt = 0, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                _hasEnded = true;
                return;
            }
            catch (Exception e) when (attempt < Pauses.Length && MayPass(e) && !stop.IsCancellationRequested)
            {
                await Task.Delay(Pauses[attempt], stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e)
            {
                // Ended first, failed then: a wait that comes in between starts a new loop instead of being forgotten.
                _hasEnded = true;
                _board.FailAll(e is OperationCanceledException ? _trouble ?? e : e);
                return;
            }
        }
    }

    private static bool MayPass(Exception e) => e switch
    {
        OperationCanceledException => true,
        SessionLostException => true,
        VimFaultException { Fault: NoPermission or InvalidLogin or NotAuthenticated or NotSupported } => false,
        // The tasks go on whatever became of the call that looks at them.
        VimFaultException => true,
        VimTransportException { Error: VimTransportError.CertificateRejected } => false,
        VimTransportException => true,
        _ => false,
    };

    private async Task FollowAsync(Action works, CancellationToken ending)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ending);
        var stop = ended.Token;
        await using var view = await _client.Views.CreateListViewAsync([], stop).ConfigureAwait(false);
        try
        {
            await OpenAsync(new Turn(view, ended), stop).ConfigureAwait(false);
            var spec = FilterSpecs.OfView(view.Reference, [new PropertySelection("Task", "info")]);
            await using var watch = await Watch.StartAsync(_client, spec, stop).ConfigureAwait(false);
            await foreach (var set in watch.AllAsync(_client.Options.UpdateWait, 0, stop).ConfigureAwait(false))
            {
                works();
                Apply(set);
            }
        }
        finally
        {
            lock (_guard)
            {
                _turn = null;
            }
        }
    }

    private Task OpenAsync(Turn turn, CancellationToken cancellationToken)
    {
        List<ManagedObjectReference> all;
        lock (_guard)
        {
            // From here on whoever comes tells of its own.
            _turn = turn;
            all = _board.TakeAll();
        }

        return TellAsync(turn, all, [], cancellationToken);
    }

    private async Task AddAsync(Turn turn, CancellationToken cancellationToken)
    {
        while (Take(turn) is { } changes)
        {
            await TellAsync(turn, changes.Added, changes.Removed, cancellationToken).ConfigureAwait(false);
            if (!Left(turn, changes.Removed))
            {
                return;
            }
        }
    }

    // What is taken must be told to the view of the turn that goes on: the next one begins with the whole board, and so with this as well.
    private (List<ManagedObjectReference> Added, List<ManagedObjectReference> Removed)? Take(Turn turn)
    {
        lock (_guard)
        {
            return _turn == turn ? _board.TakeChanges() : null;
        }
    }

    private bool Left(Turn turn, List<ManagedObjectReference> removed)
    {
        lock (_guard)
        {
            return _turn == turn && _board.Left(removed);
        }
    }

    private async Task TellAsync(Turn turn, List<ManagedObjectReference> added, List<ManagedObjectReference> removed, CancellationToken cancellationToken)
    {
        if (added.Count == 0 && removed.Count == 0)
        {
            return;
        }

        try
        {
            foreach (var missing in await _client.ModifyListView(turn.View.Reference, added, removed, cancellationToken).ConfigureAwait(false))
            {
                FailMissing(missing);
            }
        }
        catch (VimFaultException e) when (e.Fault is ManagedObjectNotFound { Obj: var missing } && added.Remove(missing))
        {
            // One that does not exist must not keep the others from being followed.
            FailMissing(missing);
            await TellAsync(turn, added, [], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VimException or OperationCanceledException)
        {
            await EndAsync(turn, e).ConfigureAwait(false);
        }
    }

    // The view went with its session, or the server is out of reach: the loop begins anew with all tasks of the board.
    private Task EndAsync(Turn turn, Exception trouble)
    {
        lock (_guard)
        {
            if (_turn != turn)
            {
                return Task.CompletedTask;
            }

            _trouble = trouble;
            _turn = null;
            return turn.Stop.CancelAsync();
        }
    }

    private void FailMissing(ManagedObjectReference task) => _board.Fail(
        task, new VimFaultException("WaitForTask", task, new ManagedObjectNotFound { Obj = task }, "The task does not exist, or ended long ago."));

    private void Apply(UpdateSet set)
    {
        foreach (var update in set.FilterSet.SelectMany(f => f.ObjectSet))
        {
            foreach (var change in update.ChangeSet)
            {
                if (change is { Name: "info", Val: TaskInfo info })
                {
                    _board.Moved(update.Obj, info);
                }
            }
        }
    }

    /// <summary>The view of one go of the loop, and what ends it.</summary>
    private sealed record Turn(View View, CancellationTokenSource Stop);
}
