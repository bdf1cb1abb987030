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

    /// <summary>Labels with dots between, the last of them no number (RFC 1123 §2.1): guest 4 in a domain 1.2.3 would have an address for its name.</summary>
    public static bool IsDomain(string text) =>
        text.Length <= LongestName && text.Split('.').All(IsLabel) && !text[(text.LastIndexOf('.') + 1)..].All(char.IsAsciiDigit);

    /// <summary>
    /// An IKE identity: an address, a domain name, or user@domain. To charon 0.0.0.0 and @ are anybody, and 192.0.2.1-192.0.2.9 is each address between.
    /// </summary>
    public static bool IsIkeIdentity(string text) =>
        text.Length is > 0 and <= LongestName && text != "0.0.0.0" && text[^1] != '@'
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@')
        && (!text.Contains('-') || text.Any(letter => char.IsAsciiLetter(letter) || letter is '_' or '@'));

    /// <summary>What people call something: at most 255 characters.</summary>
    public static bool IsName(string text) => text.Length <= 255 && IsPlain(text);

    /// <summary>No control character, and no half of one.</summary>
    public static bool IsPlain(string text) => text.EnumerateRunes().All(rune => !Rune.IsControl(rune) && rune != Rune.ReplacementChar);
}
