using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Takes an empty text as no value: what an empty cell of a CSV file comes as.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmptyIsNullAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && string.IsNullOrWhiteSpace(text) ? null : inputData;
}
