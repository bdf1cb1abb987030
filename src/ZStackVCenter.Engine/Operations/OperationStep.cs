namespace ZStackVCenter.Engine.Operations;

/// <summary>
/// One step of an operation. A process can be killed between any two lines of it, and the step is then done or undone again by another
/// process: both parts look first whether their work is there already, and both may find it half done.
/// </summary>
/// <typeparam name="TMemory">What the operation remembers from step to step.</typeparam>
/// <param name="Name">A verb and an object, as shown in progress: <c>Clone the template</c>.</param>
/// <param name="Do">Does it.</param>
/// <param name="Undo">Takes it back; null when there is nothing to take back. It is called also for a step that failed half-way.</param>
internal sealed record OperationStep<TMemory>(string Name, Func<StepContext<TMemory>, Task> Do, Func<StepContext<TMemory>, Task>? Undo = null)
    where TMemory : class
{
    /// <summary>True when there is no way back once this step has begun: a killed operation is then finished, not undone.</summary>
    public bool OnlyForward { get; init; }

    /// <summary>What stays of the step when the operation is taken back, in a sentence; null when nothing does.</summary>
    public Func<TMemory, string?>? Left { get; init; }
}

/// <summary>What a step works with.</summary>
internal sealed class StepContext<TMemory>(
    CloudEngine engine, Guid operationId, TMemory memory, Func<CancellationToken, Task> save, IProgress<OperationProgress>? progress, string step, CancellationToken cancellationToken)
    where TMemory : class
{
    /// <summary>The cloud.</summary>
    public CloudEngine Engine { get; } = engine;

    /// <summary>The record's id of the operation.</summary>
    public Guid OperationId { get; } = operationId;

    /// <summary>What earlier steps left. What a step changes in it is written down when the step ends, and before the undoing begins.</summary>
    public TMemory Memory { get; } = memory;

    /// <summary>Cancelled when somebody stops the operation; while undoing, when the undoing takes too long.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Writes the memory down in the middle of the step.</summary>
    public Task SaveAsync() => save(CancellationToken);

    /// <summary>Tells how much of this step is done, 0 to 100.</summary>
    public void Report(int percent) => progress?.Report(new OperationProgress(step, percent));
}

/// <summary>How far an operation is.</summary>
/// <param name="Step">What it does now.</param>
/// <param name="Percent">How much of it is done, 0 to 100.</param>
public sealed record OperationProgress(string Step, int Percent);
