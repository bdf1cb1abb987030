using System.Text;
using System.Text.RegularExpressions;

namespace ZStackVCenter.Engine.Monitoring;

/// <summary>
/// Matches text as PowerShell's wildcards do (about_Wildcards): <c>*</c>, <c>?</c>, <c>[a-z]</c>, a backtick before a character that means
/// itself; capitals do not count.
/// </summary>
internal sealed class WildcardText
{
    private readonly Regex _regex;

    /// <summary>Makes a matcher.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.InvalidArgument"/> when a bracket is not closed.</exception>
    public WildcardText(string pattern)
    {
        // NonBacktracking: no pattern of a user's can make it slow.
        _regex = new Regex(Translate(pattern), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);
    }

    /// <summary>True when the text holds a wildcard.</summary>
    public static bool IsWildcard(string text) => text.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>True when the whole text matches.</summary>
    public bool Matches(string text) => _regex.IsMatch(text);

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    regex.Append(".*");
                    break;
                case '?':
                    regex.Append('.');
                    break;
                case '`' when i + 1 < pattern.Length:
                    regex.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                case '[':
                    var end = pattern.IndexOf(']', i + 1);
                    if (end < i + 2)
                    {
                        throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument,
                            $"The wildcard pattern '{pattern}' has a '[' without its ']', or with nothing between.", "Write `[ for a bracket that means itself.", pattern);
                    }
                    regex.Append('[').Append(pattern[(i + 1)..end].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("^", "\\^", StringComparison.Ordinal)).Append(']');
                    i = end;
                    break;
                default:
                    regex.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }
        return regex.Append('$').ToString();
    }
}
