using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Takes a text for a switch, as a cell of a CSV file holds it: yes, true and 1; no, false, 0 and nothing at all.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class YesOrNoAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text ? (SwitchParameter)Read(text) : inputData;

    private static bool Read(string text) => text.Trim().ToUpperInvariant() switch
    {
        "" or "NO" or "FALSE" or "0" => false,
        "YES" or "TRUE" or "1" => true,
        _ => throw new ArgumentTransformationMetadataException($"'{text}' is neither yes nor no."),
    };
}
