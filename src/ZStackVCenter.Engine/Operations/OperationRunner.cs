using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Operations;

/// <summary>
/// Does the steps of an operation, each written down before and after, and takes them back when one fails or somebody stops it. What it
/// began and could not end, because its process was killed or what it needs is out of reach, the next process ends.
/// </summary>
internal sealed class OperationRunner(CloudEngine engine, OperationStore store, OperationHeart heart, TimeProvider time)
{
    // Long enough for a power-off and a removal on a busy vCenter; Ctrl+C must not wait for ever.
    private static readonly TimeSpan UndoLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RecordLimit = TimeSpan.FromSeconds(45);

    /// <summary>True when the process is about to let go of the engine: what goes on in the background is then left to the next one.</summary>
    public bool IsClosing { get; set; }

    /// <summary>Opens an operation: from here on it is in the records, and the resource is its own.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.ResourceBusy"/> when another operation works on the resource.</exception>
    public async Task<OperationRow> OpenAsync(IOperation operation, IStepChain chain, Subject subject, Caller caller, Manner manner, CancellationToken cancellationToken)
    {
        var row = new OperationRow
        {
            Id = Guid.CreateVersion7(),
            Action = operation.Action,
            Subject = subject,
            Caller = caller,
            Owner = ProcessIdentity.Current,
            State = manner == Manner.WaitingTurn ? ZsTaskState.Waiting : ZsTaskState.Running,
            StepName = chain.NameOf(0),
            Memory = chain.Memory,
            Background = manner != Manner.Foreground,
            StartedAt = time.GetUtcNow().UtcDateTime,
        };
        while (await store.BeginAsync(row, cancellationToken).ConfigureAwait(false) is { } holder)
        {
            if (holder.FinishedAt is null && !(holder.IsAbandoned && await engine.Operations.EndAsync(holder, cancellationToken).ConfigureAwait(false)))
            {
                throw OperationErrors.Busy(row, holder);
            }
        }
        return row;
    }

    /// <summary>Does the steps from the one that the row stands at to the last.</summary>
    /// <param name="row">The operation, which is this process's.</param>
    /// <param name="chain">Its steps.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="turn">Ends when an operation that waits its turn may begin; null for at once.</param>
    /// <exception cref="ZsException">A step failed; the error says what was undone.</exception>
    /// <exception cref="OperationCanceledException">It was stopped, and undone.</exception>
    public async Task DriveAsync(OperationRow row, IStepChain chain, IProgress<OperationProgress>? progress, CancellationToken cancellationToken, Task? turn = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var beat = heart.Begin(row.Id, stop);
        try
        {
            if (row.State == ZsTaskState.Waiting)
            {
                await (turn ?? Task.CompletedTask).WaitAsync(stop.Token).ConfigureAwait(false);
                var begun = row with { State = ZsTaskState.Running };
                await store.SaveAsync(begun, stop.Token).ConfigureAwait(false);
                row = begun;
            }
            for (var step = row.Step; step < chain.Count; step++)
            {
                if (step > row.Step)
                {
                    row = row with { Step = step, StepName = chain.NameOf(step), Memory = chain.Memory, Progress = step * 100 / chain.Count };
                    await store.SaveAsync(row, stop.Token).ConfigureAwait(false);
                }
                stop.Token.ThrowIfCancellationRequested();
                engine.Options.AtStep?.Invoke($"{row.Action}:{step}:before");
                await chain.DoAsync(step, engine, row, new StepProgress(progress, beat, step, chain.Count), stop.Token).ConfigureAwait(false);
                engine.Options.AtStep?.Invoke($"{row.Action}:{step}:after");
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            await FailAsync(row, chain, e, stop.IsCancellationRequested).ConfigureAwait(false);
            throw;
        }
        await FinishAsync(row with { State = ZsTaskState.Succeeded, Progress = 100, LeftOver = chain.Left }).ConfigureAwait(false);
    }

    /// <summary>Takes back what a killed process had done, from the step that the row stands at to the first.</summary>
    public async Task UndoAsync(OperationRow row, IStepChain chain, ZsException cause)
    {
        using var stop = new CancellationTokenSource();
        using var beat = heart.Begin(row.Id, stop);
        await TakeBackAsync(row, chain, cause, ZsTaskState.Failed).ConfigureAwait(false);
    }

    private async Task FailAsync(OperationRow row, IStepChain chain, Exception failure, bool stopped)
    {
        if (IsClosing && row.Background && stopped)
        {
            await LeaveAsync(row).ConfigureAwait(false);
            return;
        }
        var cause = OperationErrors.AsZsException(failure, row.Subject.Name);
        var undoing = await TakeBackAsync(row, chain, cause, stopped ? ZsTaskState.Cancelled : ZsTaskState.Failed).ConfigureAwait(false);
        if (stopped && failure is OperationCanceledException && undoing is { LeftOver: null, Postponed: false })
        {
            return;
        }
        throw OperationErrors.Failed(row, cause, undoing);
    }

    private async Task<Undoing> TakeBackAsync(OperationRow row, IStepChain chain, ZsException cause, ZsTaskState end)
    {
        using var limit = new CancellationTokenSource(UndoLimit, time);
        var failedAt = row.StepName;
        var undone = new List<string>();
        var left = new List<string>();
        try
        {
            // One that still waits its turn has done nothing.
            for (var step = row.State == ZsTaskState.Waiting ? -1 : row.Step; step >= 0; step--)
            {
                if (step < row.Step && chain.IsOnlyForward(step))
                {
                    left.Add($"'{chain.NameOf(step)}' stays done: there is no way back from it. Run the command again to do the rest.");
                    break;
                }
                if (!chain.HasUndo(step))
                {
                    left.AddRange(chain.LeftBy(step) is { } words ? [words] : []);
                    continue;
                }
                row = row with { State = ZsTaskState.Undoing, Step = step, StepName = chain.NameOf(step), Memory = chain.Memory, ErrorId = cause.ErrorId, Error = cause.Message };
                await store.SaveAsync(row, limit.Token).ConfigureAwait(false);
                try
                {
                    await chain.UndoAsync(step, engine, row, limit.Token).ConfigureAwait(false);
                    undone.Add(chain.NameOf(step));
                    left.AddRange(chain.LeftBy(step) is { } words ? [words] : []);
                }
                catch (Exception e) when (e is not OutOfMemoryException && !OperationErrors.IsOutOfReach(AsZs(e, row)) && e is not OperationCanceledException)
                {
                    left.Add($"'{chain.NameOf(step)}' could not be undone: {AsZs(e, row).Message}");
                }
            }
            var leftOver = left.Count == 0 ? null : string.Join(" ", left);
            await FinishAsync(row with { State = end, StepName = failedAt, ErrorId = cause.ErrorId, Error = cause.Message, LeftOver = leftOver }).ConfigureAwait(false);
            return new Undoing(undone, leftOver, Postponed: false);
        }
        catch (Exception e) when (e is OperationCanceledException || OperationErrors.IsOutOfReach(AsZs(e, row)))
        {
            await LeaveAsync(row).ConfigureAwait(false);
            return new Undoing(undone, null, Postponed: true);
        }
    }

    private static ZsException AsZs(Exception failure, OperationRow row) => OperationErrors.AsZsException(failure, row.Subject.Name);

    private async Task FinishAsync(OperationRow row)
    {
        using var limit = new CancellationTokenSource(RecordLimit, time);
        await store.FinishAsync(row with { FinishedAt = time.GetUtcNow().UtcDateTime }, limit.Token).ConfigureAwait(false);
    }

    private async Task LeaveAsync(OperationRow row)
    {
        using var limit = new CancellationTokenSource(RecordLimit, time);
        try
        {
            await store.ReleaseAsync(row.Id, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ZsException or OperationCanceledException)
        {
            // The records are out of reach as well: the row stays this process's, and is abandoned when the process ends.
            engine.Options.Trace?.Invoke($"Operations: {row.Id} could not be left to the next process: {e.Message}");
        }
    }

    private sealed class StepProgress(IProgress<OperationProgress>? progress, OperationHeart.Beat beat, int step, int steps) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value)
        {
            beat.Progress = Math.Clamp((step * 100 + value.Percent) / steps, 0, 99);
            progress?.Report(value with { Percent = beat.Progress });
        }
    }
}

/// <summary>How an operation is begun.</summary>
internal enum Manner
{
    /// <summary>Whoever began it waits for it.</summary>
    Foreground,

    /// <summary>It goes on by itself, at once.</summary>
    Background,

    /// <summary>It goes on by itself, when its turn has come.</summary>
    WaitingTurn,
}
