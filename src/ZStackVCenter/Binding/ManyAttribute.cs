using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Takes a text as many, split at each semicolon, as one cell of a CSV file holds them: <c>net1;net2</c>. An empty text is no value.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ManyAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text ? Split(text) : inputData;

    /// <summary>The parts of a text; null when there is none.</summary>
    internal static string[]? Split(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } parts ? parts : null;
}
