using System.Text.Json;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Operations;

/// <summary>
/// A kind of change, as a chain of named steps of which each has its undoing (ZStack's flow chains): a failure in step N takes back
/// N … 1. An instance holds no state of its own: all of it is in the memory, which is in the records.
/// </summary>
/// <typeparam name="TMemory">
/// What the operation remembers: what it was asked, and what its steps have made so far. It is kept as JSON; a secret in it is sealed.
/// </typeparam>
internal abstract class Operation<TMemory> : IOperation
    where TMemory : class
{
    /// <inheritdoc/>
    public abstract string Action { get; }

    /// <summary>The steps, in order. Which they are must not depend on anything but the memory that the operation began with.</summary>
    public abstract IReadOnlyList<OperationStep<TMemory>> Steps(TMemory memory);

    /// <summary>What an operation that did all its steps leaves to a person, in a sentence; null when nothing.</summary>
    public virtual string? LeftBy(TMemory memory) => null;

    /// <inheritdoc/>
    public virtual Recovery Recovery => Recovery.Undo;

    IStepChain IOperation.Load(string memory) => new StepChain<TMemory>(this, JsonSerializer.Deserialize<TMemory>(memory, JsonMemory.Options)!);

    /// <summary>The chain of a new operation.</summary>
    internal IStepChain Begin(TMemory memory) => new StepChain<TMemory>(this, memory);
}

/// <summary>What becomes of an operation whose process was killed.</summary>
internal enum Recovery
{
    /// <summary>It is undone, unless it was begun with <c>-RunAsync</c> or has passed a step with no way back.</summary>
    Undo,

    /// <summary>It is finished.</summary>
    Finish,
}

/// <summary>A kind of change, whatever it remembers.</summary>
internal interface IOperation
{
    /// <summary>Its name in the records and in the audit, such as <c>StartVm</c>; never changed once shipped.</summary>
    string Action { get; }

    /// <summary>What becomes of it when its process was killed.</summary>
    Recovery Recovery { get; }

    /// <summary>The chain of an operation that another process began.</summary>
    IStepChain Load(string memory);
}

/// <summary>The steps of one operation with its memory.</summary>
internal interface IStepChain
{
    int Count { get; }

    string Memory { get; }

    /// <summary>What is left to a person when all steps are done; null when nothing is.</summary>
    string? Left { get; }

    string NameOf(int step);

    /// <summary>True when the step, once begun, leaves no way back.</summary>
    bool IsOnlyForward(int step);

    bool HasUndo(int step);

    /// <summary>What stays of a step that was taken back; null when nothing does.</summary>
    string? LeftBy(int step);

    Task DoAsync(int step, CloudEngine engine, OperationRow row, IProgress<OperationProgress>? progress, CancellationToken cancellationToken);

    Task UndoAsync(int step, CloudEngine engine, OperationRow row, CancellationToken cancellationToken);
}

internal sealed class StepChain<TMemory>(Operation<TMemory> operation, TMemory memory) : IStepChain
    where TMemory : class
{
    private readonly IReadOnlyList<OperationStep<TMemory>> _steps = operation.Steps(memory);

    public int Count => _steps.Count;

    public string Memory => JsonSerializer.Serialize(memory, JsonMemory.Options);

    public string? Left => operation.LeftBy(memory);

    public string NameOf(int step) => _steps[step].Name;

    public bool IsOnlyForward(int step) => _steps[step].OnlyForward;

    public bool HasUndo(int step) => _steps[step].Undo is not null;

    public string? LeftBy(int step) => _steps[step].Left?.Invoke(memory);

    public Task DoAsync(int step, CloudEngine engine, OperationRow row, IProgress<OperationProgress>? progress, CancellationToken cancellationToken) =>
        _steps[step].Do(Context(step, engine, row, progress, cancellationToken));

    public Task UndoAsync(int step, CloudEngine engine, OperationRow row, CancellationToken cancellationToken) =>
        _steps[step].Undo is { } undo
            ? undo(Context(step, engine, row, null, cancellationToken))
            : Task.CompletedTask;

    private StepContext<TMemory> Context(int step, CloudEngine engine, OperationRow row, IProgress<OperationProgress>? progress, CancellationToken cancellationToken) =>
        new(engine, row.Id, memory, token => engine.OperationStore.SaveAsync(row with { Memory = Memory }, token), progress, _steps[step].Name, cancellationToken);
}

internal static class JsonMemory
{
    public static JsonSerializerOptions Options { get; } = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
}
