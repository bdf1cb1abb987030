using System.Text.RegularExpressions;

namespace ZStackVCenter.Vim.Tests.Schema;

/// <summary>One data object or the arguments of one method, as the published schema has it.</summary>
internal sealed record SchemaType(string Name, string? Base, IReadOnlyList<SchemaElement> Elements);

/// <summary>One element: its name, and whether it must be sent.</summary>
internal sealed record SchemaElement(string Name, bool Required);

/// <summary>
/// The schema of vSphere 7.0 as VMware published it in its Go library, which Debian packages and which was generated from the same
/// WSDL: an authority that is not ours.
/// </summary>
internal static partial class PublishedSchema
{
    private const string Folder = "/usr/share/gocode/src/github.com/vmware/govmomi/vim25/types";

    private static readonly Lazy<IReadOnlyDictionary<string, SchemaType>> LazyTypes = new(ReadTypes);
    private static readonly Lazy<ILookup<string, string>> LazyValues = new(ReadValues);

    public static IReadOnlyDictionary<string, SchemaType> Types => LazyTypes.Value;

    /// <summary>The values of each enumeration.</summary>
    public static ILookup<string, string> Values => LazyValues.Value;

    /// <summary>The arguments of a method.</summary>
    public static SchemaType? Arguments(string method) =>
        Types.GetValueOrDefault(method.EndsWith("_Task", StringComparison.Ordinal) ? method[..^5] + "RequestType" : method + "RequestType");

    private static Dictionary<string, SchemaType> ReadTypes()
    {
        var types = new Dictionary<string, SchemaType>();
        foreach (Match match in Struct().Matches(File.ReadAllText(Path.Combine(Folder, "types.go"))))
        {
            var elements = Field().Matches(match.Groups["body"].Value)
                .Select(f => new SchemaElement(f.Groups["name"].Value, !f.Groups["type"].Value.StartsWith('*') && !f.Groups["options"].Value.Contains("omitempty", StringComparison.Ordinal)));
            var inherited = Embedded().Match(match.Groups["body"].Value);
            types[match.Groups["name"].Value] = new SchemaType(match.Groups["name"].Value, inherited.Success ? inherited.Groups[1].Value : null, [.. elements]);
        }

        return types;
    }

    private static ILookup<string, string> ReadValues() => Value().Matches(File.ReadAllText(Path.Combine(Folder, "enum.go")))
        .ToLookup(m => m.Groups["type"].Value, m => m.Groups["value"].Value);

    [GeneratedRegex(@"^type (?<name>\w+) struct \{\n(?<body>.*?)^\}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Struct();

    [GeneratedRegex(@"^\t\w+\s+(?<type>\S+)\s+`xml:""(?<name>\w+)(?<options>[^""]*)""", RegexOptions.Multiline)]
    private static partial Regex Field();

    [GeneratedRegex(@"^\t(\w+)$", RegexOptions.Multiline)]
    private static partial Regex Embedded();

    [GeneratedRegex(@"= (?<type>\w+)\(""(?<value>[^""]*)""\)")]
    private static partial Regex Value();
}
