using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZStackVCenter.Router.State;

/// <summary>Why a text is no state, in words for a person: the reader's own speak of types that nobody outside knows.</summary>
internal static partial class JsonReason
{
    public static string Of(JsonException error)
    {
        int place = error.Message.IndexOf(" Path:", StringComparison.Ordinal);
        string words = (place < 0 ? error.Message : error.Message[..place]).TrimEnd('.');
        return NoSuchMember().Match(words) is { Success: true } unknown ? $"There is no member '{unknown.Groups[1].Value}' here"
            : Twice().Match(words) is { Success: true } twice ? $"The member '{twice.Groups[1].Value}' stands here twice"
            : Missing().Match(words) is { Success: true } missing ? $"Here is lacking: {missing.Groups[1].Value}"
            : OtherKind().Match(words) is { Success: true } other ? $"Here must stand {Kind(other.Groups[1].Value)}"
            : words.Contains("doesn't allow setting null", StringComparison.Ordinal) ? "Here must stand a value, and not null"
            : words;
    }

    private static string Kind(string type) => type switch
    {
        _ when type.Contains("IReadOnlyList", StringComparison.Ordinal) => "a list",
        _ when type.Contains("System.Int32", StringComparison.Ordinal) => "a whole number",
        _ when type.Contains("System.Boolean", StringComparison.Ordinal) => "true or false",
        _ when type.Contains("System.Guid", StringComparison.Ordinal) => "an id such as 0198f000-0000-7000-8000-000000000001",
        _ when type.Contains("System.String", StringComparison.Ordinal) => "a text",
        _ => "an object",
    };

    [GeneratedRegex("^The JSON property '(.*)' could not be mapped to any .NET member", RegexOptions.Singleline)]
    private static partial Regex NoSuchMember();

    [GeneratedRegex("^Duplicate property '(.*)' encountered", RegexOptions.Singleline)]
    private static partial Regex Twice();

    [GeneratedRegex("missing required properties including: (.*)$")]
    private static partial Regex Missing();

    [GeneratedRegex("^The JSON value could not be converted to (.*)$")]
    private static partial Regex OtherKind();
}
