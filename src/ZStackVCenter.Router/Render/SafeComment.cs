using System.Text;

namespace ZStackVCenter.Router.Render;

/// <summary>A name that somebody typed, as the comment of a file. It is for people only: nothing reads it.</summary>
internal static class SafeComment
{
    private const int LongestText = 64;

    /// <summary>Letters, digits, spaces, dots and dashes of the text; all else is a dot. At most 64 characters.</summary>
    public static string From(string text)
    {
        var safe = new StringBuilder(LongestText);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (safe.Length + rune.Utf16SequenceLength > LongestText)
            {
                break;
            }

            safe.Append(IsSafe(rune) ? rune.ToString() : ".");
        }

        return safe.ToString().Trim();
    }

    private static bool IsSafe(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or '-' or '_';
}
