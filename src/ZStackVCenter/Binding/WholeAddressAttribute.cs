using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;

namespace ZStackVCenter.Commands;

/// <summary>
/// Takes an IPv4 address only as four whole numbers. <see cref="IPAddress"/> by itself also reads what a typing error makes: <c>10.1.5</c> as 10.1.0.5,
/// <c>10.0.0.010</c> as 10.0.0.8, and <c>10</c> as 0.0.0.10. Several may stand in one text, as in a field of a CSV file.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeAddressAttribute : ArgumentTransformationAttribute
{
    private static readonly char[] Separators = [',', ';', ' '];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        PSObject wrapped => Transform(engineIntrinsics, wrapped.BaseObject),
        null or IPAddress => inputData,
        string text when text.Split(Separators, StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } several => several.Select(Read).ToArray(),
        string text => Read(text),
        IEnumerable many => many.Cast<object?>().Select(one => Transform(engineIntrinsics, one)).ToArray(),
        _ => throw new ArgumentTransformationMetadataException($"'{inputData}' is no IPv4 address."),
    };

    private static IPAddress? Read(string text) =>
        text.Trim() is not { Length: > 0 } given ? null
        : IPAddress.TryParse(given, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == given ? address
        : throw new ArgumentTransformationMetadataException($"'{text}' is no IPv4 address: write it as four numbers, such as 192.168.1.10.");
}
