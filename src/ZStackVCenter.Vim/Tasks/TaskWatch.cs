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
    private readonly SemaphoreSlim _telling = new(1, 1);
    private readonly Task _loop;
    private View? _view;
    private CancellationTokenSource? _turn;
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

    /// <summary>Tells the server of the board's changes. A task that does not exist fails on the board.</summary>
    public async Task AddAsync(CancellationToken cancellationToken)
    {
        await _telling.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Without a view the loop is just making one, and looks at the board afterwards.
            if (_view is { } view)
            {
                var (added, removed) = _board.TakeChanges();
                await TellAsync(view, added, removed, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _telling.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _loop.ConfigureAwait(false);
        _telling.Dispose();
    }

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
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(ending);
        var stop = turn.Token;
        await using var view = await _client.Views.CreateListViewAsync([], stop).ConfigureAwait(false);
        try
        {
            await OpenAsync(view, turn).ConfigureAwait(false);
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
            await CloseAsync().ConfigureAwait(false);
        }
    }

    private async Task OpenAsync(View view, CancellationTokenSource turn)
    {
        await _telling.WaitAsync(turn.Token).ConfigureAwait(false);
        try
        {
            _view = view;
            _turn = turn;
            await TellAsync(view, _board.TakeAll(), [], turn.Token).ConfigureAwait(false);
        }
        finally
        {
            _telling.Release();
        }
    }

    private async Task CloseAsync()
    {
        await _telling.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _view = null;
        _turn = null;
        _telling.Release();
    }

    private async Task TellAsync(View view, List<ManagedObjectReference> added, List<ManagedObjectReference> removed, CancellationToken cancellationToken)
    {
        if (added.Count == 0 && removed.Count == 0)
        {
            return;
        }

        try
        {
            foreach (var missing in await _client.ModifyListView(view.Reference, added, removed, cancellationToken).ConfigureAwait(false))
            {
                FailMissing(missing);
            }
        }
        catch (VimFaultException e) when (e.Fault is ManagedObjectNotFound { Obj: var missing } && added.Remove(missing))
        {
            // One that does not exist must not keep the others from being followed.
            FailMissing(missing);
            await TellAsync(view, added, [], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VimException or OperationCanceledException)
        {
            // The view went with its session, or the server is out of reach: the loop begins anew with all tasks of the board.
            _trouble = e;
            await (_turn?.CancelAsync() ?? Task.CompletedTask).ConfigureAwait(false);
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
}
