using System.Globalization;
using System.Runtime.CompilerServices;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Operations;

/// <summary>
/// The operations of the records: begins them, looks at them, waits for them, stops them, and ends those whose process was killed. Safe
/// for use from many threads at once.
/// </summary>
public sealed class OperationService : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    private readonly CloudEngine _engine;
    private readonly OperationStore _store;
    private readonly OperationHeart _heart;
    private readonly OperationRunner _runner;
    private readonly OperationRegistry _registry;
    private readonly BackgroundWork _background = new();
    private readonly TurnGate _gate = new();

    internal OperationService(CloudEngine engine, OperationStore store, OperationRegistry registry, TimeProvider time)
    {
        _engine = engine;
        _store = store;
        _heart = new OperationHeart(store, engine.Options.Trace);
        _runner = new OperationRunner(engine, store, _heart, time);
        _registry = registry;
    }

    /// <summary>Operations, newest first.</summary>
    public async Task<IReadOnlyList<ZsTask>> ListAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return [.. (await _store.ListAsync(query, cancellationToken).ConfigureAwait(false)).Select(r => r.ToTask())];
    }

    /// <summary>One operation.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.NotFound"/>.</exception>
    public async Task<ZsTask> GetAsync(Guid id, CancellationToken cancellationToken) => (await FindAsync(id, cancellationToken).ConfigureAwait(false)).ToTask();

    /// <summary>
    /// Waits for an operation to end, whichever process works on it. When nobody does, because its process was killed, it is ended here
    /// first: finished when it was begun with <c>-RunAsync</c>, else undone.
    /// </summary>
    /// <param name="id">The record's id of the operation.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Ends the waiting; the operation goes on.</param>
    /// <returns>The operation as it ended.</returns>
    public async Task<ZsTask> WaitAsync(Guid id, IProgress<OperationProgress>? progress, CancellationToken cancellationToken) =>
        await WaitAllAsync([id], running => progress?.Report(new OperationProgress(running[0].Step, running[0].Progress)), cancellationToken)
            .FirstAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Waits for several operations as <see cref="WaitAsync"/> does for one.</summary>
    /// <param name="ids">The records' ids of the operations.</param>
    /// <param name="look">Shown those that go on, each time they are looked at; may be null.</param>
    /// <param name="cancellationToken">Ends the waiting; the operations go on.</param>
    /// <returns>Each as it ended, the first that ended first.</returns>
    /// <exception cref="ZsException"><see cref="ZsErrorId.NotFound"/>.</exception>
    public async IAsyncEnumerable<ZsTask> WaitAllAsync(
        IReadOnlyCollection<Guid> ids, Action<IReadOnlyList<ZsTask>>? look, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = ids.ToHashSet();
        while (waiting.Count > 0)
        {
            var rows = await _store.ListAsync(new TaskQuery { Ids = waiting }, cancellationToken).ConfigureAwait(false);
            if (waiting.Except(rows.Select(r => r.Id)).Cast<Guid?>().FirstOrDefault() is { } missing)
            {
                throw NotFound(missing);
            }
            foreach (var ended in rows.Where(r => r.FinishedAt is not null).OrderBy(r => r.FinishedAt))
            {
                waiting.Remove(ended.Id);
                yield return ended.ToTask();
            }
            var running = rows.Where(r => r.FinishedAt is null).ToList();
            foreach (var row in running.Where(r => r.IsAbandoned && !_background.IsRunning(r.Id)))
            {
                // It goes on when whoever waits for it has had enough.
                _background.Begin(row.Id, token => EndInTurnAsync(row, token));
            }
            if (running.Count > 0)
            {
                look?.Invoke([.. running.Select(r => r.ToTask())]);
                await _background.WaitAsync(waiting, LookAgain, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Asks an operation to stop, wherever it runs: it is undone. One that has ended stays as it is.</summary>
    /// <returns>The operation as it stands now.</returns>
    public async Task<ZsTask> StopAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var row = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (row.FinishedAt is null)
        {
            await _engine.Audit.RunAsync(
                "StopTask", row.Subject, caller, connection => OperationStore.RequestStopAsync(connection, id, cancellationToken), cancellationToken, id).ConfigureAwait(false);
        }
        _background.Stop(id);
        return await GetAsync(id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends what killed processes left: each is finished or undone. What works on a vCenter that is not connected waits until it is.
    /// </summary>
    /// <param name="vCenterId">Only what works on this vCenter, or on none; null for all.</param>
    /// <param name="cancellationToken">Ends it; what was not ended yet is left to the next time.</param>
    /// <returns>What was ended, as it ended.</returns>
    public async Task<IReadOnlyList<ZsTask>> RecoverAsync(Guid? vCenterId, CancellationToken cancellationToken)
    {
        var ended = new List<ZsTask>();
        foreach (var row in await _store.UnfinishedAsync(cancellationToken).ConfigureAwait(false))
        {
            if (row.IsAbandoned && (vCenterId is null || row.Subject.VCenterId is null || row.Subject.VCenterId == vCenterId)
                && await EndAsync(row, cancellationToken).ConfigureAwait(false))
            {
                ended.Add(await GetAsync(row.Id, cancellationToken).ConfigureAwait(false));
            }
        }
        return ended;
    }

    /// <summary>Leaves what still goes on in the background of this process to the next one, which finishes it.</summary>
    public async ValueTask DisposeAsync()
    {
        _runner.IsClosing = true;
        await _background.DisposeAsync().ConfigureAwait(false);
        await _heart.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Does an operation, and returns when it has ended.</summary>
    /// <exception cref="ZsException">It failed; the error says what was undone and what is left.</exception>
    /// <exception cref="OperationCanceledException">It was stopped, and undone.</exception>
    internal async Task<ZsTask> RunAsync<TMemory>(
        Operation<TMemory> operation, Subject subject, TMemory memory, Caller caller, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
        where TMemory : class
    {
        var chain = operation.Begin(memory);
        var row = await _runner.OpenAsync(operation, chain, subject, caller, Manner.Foreground, cancellationToken).ConfigureAwait(false);
        ExpireBeside(subject.VCenterId);
        await _runner.DriveAsync(row, chain, progress, cancellationToken).ConfigureAwait(false);
        return await GetAsync(row.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Begins an operation that goes on by itself, now or when its turn has come, and returns at once. Should this process end, the next
    /// one finishes it.
    /// </summary>
    internal async Task<ZsTask> StartAsync<TMemory>(Operation<TMemory> operation, Subject subject, TMemory memory, Caller caller, CancellationToken cancellationToken)
        where TMemory : class
    {
        var chain = operation.Begin(memory);
        var turn = await EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var row = await _runner.OpenAsync(
                operation, chain, subject, caller, turn.HasCome ? Manner.Background : Manner.WaitingTurn, cancellationToken).ConfigureAwait(false);
            _background.Begin(row.Id, token => DriveInTurnAsync(row, chain, turn, token));
            ExpireBeside(subject.VCenterId);
            return row.ToTask();
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Ends one operation that was abandoned.</summary>
    /// <returns>True when it has ended; false when it cannot be ended from here now, or another process was faster.</returns>
    internal async Task<bool> EndAsync(OperationRow row, CancellationToken cancellationToken)
    {
        if (_registry.Find(row.Action) is not { } operation
            || (row.Subject.VCenterId is { } vCenter && !_engine.VCenters.IsConnected(vCenter))
            || !await _store.TakeOverAsync(row, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }
        row = row with { Owner = ProcessIdentity.Current };
        var chain = operation.Load(row.Memory);
        try
        {
            if (IsToBeFinished(row, chain, operation))
            {
                await _runner.DriveAsync(row, chain, null, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _runner.UndoAsync(row, chain, Interrupted(row)).ConfigureAwait(false);
            }
        }
        catch (ZsException e)
        {
            // It ended in a failure of its own, which its row now tells.
            _engine.Options.Trace?.Invoke($"Operations: {row.Action} of '{row.Subject.Name}' was ended after its process: {e.Message}");
        }
        return (await FindAsync(row.Id, cancellationToken).ConfigureAwait(false)).FinishedAt is not null;
    }

    private async Task<TurnGate.Turn> EnterAsync(CancellationToken cancellationToken) => _gate.Enter(int.Parse(
        (await _engine.Settings.GetAsync("Task.BackgroundLimit", cancellationToken).ConfigureAwait(false)).Value, CultureInfo.InvariantCulture));

    private async Task DriveInTurnAsync(OperationRow row, IStepChain chain, TurnGate.Turn turn, CancellationToken cancellationToken)
    {
        using (turn)
        {
            await _runner.DriveAsync(row, chain, null, cancellationToken, turn.Comes).ConfigureAwait(false);
        }
    }

    private async Task EndInTurnAsync(OperationRow row, CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(cancellationToken).ConfigureAwait(false);
        await turn.Comes.WaitAsync(cancellationToken).ConfigureAwait(false);
        await EndAsync(row, cancellationToken).ConfigureAwait(false);
    }

    // Whatever works with a vCenter has an eye on its recycle bin, beside its own work and without waiting for it.
    private void ExpireBeside(Guid? vCenterId)
    {
        if (vCenterId is { } id && _engine.RecycleBin.IsDue(id))
        {
            _background.Begin(Guid.CreateVersion7(), token => _engine.RecycleBin.BeginExpiryAsync(id, token));
        }
    }

    private static bool IsToBeFinished(OperationRow row, IStepChain chain, IOperation operation) =>
        row.State is ZsTaskState.Running or ZsTaskState.Waiting && !row.StopRequested
        && (row.Background || operation.Recovery == Recovery.Finish || Enumerable.Range(0, row.Step + 1).Any(chain.IsOnlyForward));

    private static ZsException Interrupted(OperationRow row) => row.Error is not null
        ? new ZsException(row.ErrorId ?? ZsErrorId.Unexpected, ZsErrorCategory.OperationStopped, row.Error, null, row.Subject.Name)
        : row.StopRequested
            ? new ZsException(ZsErrorId.TaskCancelled, ZsErrorCategory.OperationStopped, "It was stopped.", null, row.Subject.Name)
            : new ZsException(ZsErrorId.TaskInterrupted, ZsErrorCategory.OperationStopped,
                $"Its process ({row.Owner.Computer}/{row.Owner.ProcessId}) ended at '{row.StepName}'.", "Run the command again.", row.Subject.Name);

    private async Task<OperationRow> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await _store.FindAsync(id, cancellationToken).ConfigureAwait(false)
        ?? throw NotFound(id);

    private static ZsException NotFound(Guid id) =>
        new(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound, $"The records have no task {id}.", "Get-ZsTask lists them.", id);
}
