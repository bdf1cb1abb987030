using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Engine.Tests.Operations;

/// <summary>What a chain under test remembers.</summary>
internal sealed class ChainMemory
{
    public List<string> Done { get; set; } = [];
}

/// <summary>An operation of three steps whose doings a test looks at, and spoils.</summary>
internal sealed class Chain(Recovery recovery = Recovery.Undo) : Operation<ChainMemory>
{
    private static readonly string[] Names = ["one", "two", "three"];

    /// <summary>What was done and undone, in order, over all runs of this chain.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Called in the middle of each step.</summary>
    public Func<string, CancellationToken, Task> During { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called in the middle of each undoing.</summary>
    public Func<string, Task> DuringUndo { get; set; } = _ => Task.CompletedTask;

    public string? OnlyForward { get; init; }

    public override string Action => "TestChain";

    public override Recovery Recovery => recovery;

    public override IReadOnlyList<OperationStep<ChainMemory>> Steps(ChainMemory memory) =>
        [.. Names.Select(name => new OperationStep<ChainMemory>(name, context => DoAsync(name, context), context => UndoAsync(name, context)) { OnlyForward = name == OnlyForward })];

    private async Task DoAsync(string name, StepContext<ChainMemory> context)
    {
        Log.Add(name);
        await During(name, context.CancellationToken);
        context.Memory.Done.Add(name);
    }

    private async Task UndoAsync(string name, StepContext<ChainMemory> context)
    {
        await DuringUndo(name);
        Log.Add("-" + name);
        context.Memory.Done.Remove(name);
    }
}
