using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Takes IPv4 addresses only as four whole numbers each; a text may hold several, split at each semicolon.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressListAttribute : ArgumentTransformationAttribute
{
    private static readonly WholeAddressAttribute Whole = new();

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text
            ? ManyAttribute.Split(text) is { } parts ? Whole.Transform(engineIntrinsics, parts) : null
            : Whole.Transform(engineIntrinsics, inputData);
}
