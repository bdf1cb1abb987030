using System.Text;

namespace ZStackVCenter.Router.Verify;

/// <summary>Which texts may be a name of what.</summary>
internal static class TextRules
{
    private const int LongestLabel = 63;
    private const int LongestName = 253;

    /// <summary>One label of a host name: letters, digits and inner dashes (RFC 1123 §2.1).</summary>
    public static bool IsLabel(string text) =>
        text.Length is > 0 and <= LongestLabel
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        && text[0] != '-' && text[^1] != '-';

    /// <summary>Labels with dots between.</summary>
    public static bool IsDomain(string text) => text.Length <= LongestName && text.Split('.').All(IsLabel);

    /// <summary>An IKE identity: an address, a domain name, or user@domain. To charon 0.0.0.0 is anybody.</summary>
    public static bool IsIkeIdentity(string text) =>
        text.Length is > 0 and <= LongestName && text != "0.0.0.0"
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@');

    /// <summary>What people call something: at most 255 characters.</summary>
    public static bool IsName(string text) => text.Length <= 255 && IsPlain(text);

    /// <summary>No control character, and no half of one.</summary>
    public static bool IsPlain(string text) => text.EnumerateRunes().All(rune => !Rune.IsControl(rune) && rune != Rune.ReplacementChar);
}
