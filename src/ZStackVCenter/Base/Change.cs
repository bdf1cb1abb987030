using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Commands;

/// <summary>What a change yields that succeeded and leaves something to a person.</summary>
/// <param name="Result">What the command writes; null for nothing.</param>
/// <param name="Warning">What is left, in a sentence.</param>
internal sealed record Noted(object? Result, string Warning);

/// <summary>One change that a command is to make: checked against the records, and not begun yet.</summary>
internal sealed class Change
{
    /// <summary>What is changed, as a question to the user names it.</summary>
    public required string Target { get; init; }

    /// <summary>What would happen to it: <c>Shut the guest down</c>.</summary>
    public required string Words { get; init; }

    /// <summary>True when it is as it is to become: nobody is asked then, and nothing is done in vCenter.</summary>
    public bool IsDone { get; init; }

    /// <summary>Makes the change and gives what the command writes of it, as <see cref="Noted"/> with a warning; null for nothing.</summary>
    public required Func<IProgress<OperationProgress>, CancellationToken, Task<object?>> Run { get; init; }

    /// <summary>Begins the change and gives its task; null when nothing is to be done.</summary>
    public required Func<CancellationToken, Task<ZsTask?>> Start { get; init; }
}
