using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZStackVCenter.Engine.Records;

/// <summary>The lists in columns of text, as JSON. The code that reads and writes them is generated: nothing is looked up at run time.</summary>
internal static class RecordJson
{
    private const string Empty = "[]";

    /// <summary>A list of texts: names, addresses, managed object ids.</summary>
    public static string Write(IReadOnlyList<string> list) =>
        list.Count == 0 ? Empty : JsonSerializer.Serialize(list, RecordJsonContext.Default.IReadOnlyListString);

    /// <summary>The port groups of a switch.</summary>
    public static string Write(IReadOnlyList<ZsPortGroup> list) =>
        list.Count == 0 ? Empty : JsonSerializer.Serialize(list, RecordJsonContext.Default.IReadOnlyListZsPortGroup);

    /// <summary>The numbers of a report.</summary>
    public static string Write(IReadOnlyList<ZsSyncCount> list) => JsonSerializer.Serialize(list, RecordJsonContext.Default.IReadOnlyListZsSyncCount);

    /// <summary>What a report says was left out.</summary>
    public static string Write(IReadOnlyList<ZsExclusion> list) => JsonSerializer.Serialize(list, RecordJsonContext.Default.IReadOnlyListZsExclusion);

    /// <summary>What a report says vanished.</summary>
    public static string Write(IReadOnlyList<ZsVanished> list) => JsonSerializer.Serialize(list, RecordJsonContext.Default.IReadOnlyListZsVanished);

    /// <summary>Reads a list of texts.</summary>
    public static IReadOnlyList<string> ReadTexts(string json) =>
        json == Empty ? [] : JsonSerializer.Deserialize(json, RecordJsonContext.Default.IReadOnlyListString) ?? [];

    /// <summary>Reads the port groups of a switch.</summary>
    public static IReadOnlyList<ZsPortGroup> ReadPortGroups(string json) =>
        json == Empty ? [] : JsonSerializer.Deserialize(json, RecordJsonContext.Default.IReadOnlyListZsPortGroup) ?? [];

    /// <summary>Reads the numbers of a report.</summary>
    public static IReadOnlyList<ZsSyncCount> ReadCounts(string json) =>
        JsonSerializer.Deserialize(json, RecordJsonContext.Default.IReadOnlyListZsSyncCount) ?? [];

    /// <summary>Reads what a report says was left out.</summary>
    public static IReadOnlyList<ZsExclusion> ReadExclusions(string json) =>
        JsonSerializer.Deserialize(json, RecordJsonContext.Default.IReadOnlyListZsExclusion) ?? [];

    /// <summary>Reads what a report says vanished.</summary>
    public static IReadOnlyList<ZsVanished> ReadVanished(string json) =>
        JsonSerializer.Deserialize(json, RecordJsonContext.Default.IReadOnlyListZsVanished) ?? [];
}

/// <summary>The generated code of <see cref="RecordJson"/>. Enumerations are written by name, so that a new value never shifts an old one.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<ZsPortGroup>))]
[JsonSerializable(typeof(IReadOnlyList<ZsSyncCount>))]
[JsonSerializable(typeof(IReadOnlyList<ZsExclusion>))]
[JsonSerializable(typeof(IReadOnlyList<ZsVanished>))]
internal sealed partial class RecordJsonContext : JsonSerializerContext;
