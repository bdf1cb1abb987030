using System.Text;
using ZStackVCenter.Engine.Monitoring;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>
/// Names with PowerShell's wildcards, any of which may match. As far as SQL can, it asks the index on <c>name_key</c>; what only a pattern can
/// tell (<c>?</c> and <c>[a-z]</c>) is looked at again in <see cref="Matches(string)"/>.
/// </summary>
internal sealed class NameFilter
{
    // Nothing has so long a name: a longer one matches nothing, and burdens neither the database nor the patterns.
    private const int LongestName = 4_096;

    // Above every character that a name holds.
    private const string Highest = "\U0010FFFF";

    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<(string Pattern, WildcardText Text)> _patterns = [];

    public NameFilter(IReadOnlyCollection<string> names)
    {
        // PostgreSQL takes no zero character, and no name has one.
        foreach (var name in names.Where(name => name.Length <= LongestName && !name.Contains('\0', StringComparison.Ordinal)))
        {
            if (WildcardText.IsWildcard(name))
            {
                _patterns.Add((name, new WildcardText(name)));
            }
            else
            {
                _keys.Add(RecordText.NameKey(Literal(name)));
            }
        }
        IsEmpty = names.Count == 0 || _patterns.Any(p => p.Pattern == "*");
    }

    /// <summary>True when every name matches.</summary>
    public bool IsEmpty { get; }

    /// <summary>True when <see cref="Narrow"/> says it all, so that <see cref="Matches(string)"/> need not be asked.</summary>
    public bool IsExact => IsEmpty || _patterns.TrueForAll(p => p.Pattern.AsSpan().IndexOfAny("?[`") < 0);

    /// <summary>True when a name matches.</summary>
    public bool Matches(string name) => IsEmpty || _keys.Contains(RecordText.NameKey(name)) || _patterns.Exists(p => p.Text.Matches(name));

    /// <summary>True when the name of something in a vCenter matches, or <c>vcenter/name</c> does, which only a text with a slash means.</summary>
    public bool Matches(string? vCenter, string name) => Matches(name) || (vCenter is not null && MatchesQualified($"{vCenter}/{name}"));

    private bool MatchesQualified(string name) =>
        _keys.Contains(RecordText.NameKey(name)) || _patterns.Exists(p => p.Pattern.Contains('/', StringComparison.Ordinal) && p.Text.Matches(name));

    /// <summary>Narrows a query to rows whose key may match.</summary>
    public void Narrow(RowFilter filter, string column)
    {
        if (IsEmpty)
        {
            return;
        }
        var ways = new List<string>();
        if (_keys.Count > 0)
        {
            ways.Add(filter.Among(column, _keys));
        }
        ways.AddRange(_patterns.Select(p => Condition(filter, column, RecordText.NameKey(p.Pattern))));
        filter.Add(ways.Count == 0 ? "1 = 0" : $"({string.Join(" OR ", ways)})");
    }

    private static string Condition(RowFilter filter, string column, string pattern)
    {
        var (prefix, like) = Translate(pattern);
        var condition = $"{column} LIKE {filter.Parameter(like)} ESCAPE '!'";
        return prefix.Length == 0
            ? condition
            : $"({column} >= {filter.Parameter(prefix)} AND {column} < {filter.Parameter(prefix + Highest)} AND {condition})";
    }

    /// <summary>The text before the first wildcard, and a LIKE pattern that matches at least what the wildcards do.</summary>
    private static (string Prefix, string Like) Translate(string pattern)
    {
        var prefix = new StringBuilder();
        var like = new StringBuilder();
        var open = true;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c is '*' or '?' or '[')
            {
                // Any text also for one character: a LIKE counts code points, a wildcard UTF-16 units.
                open = false;
                like.Append(like.Length > 0 && like[^1] == '%' ? "" : "%");
                i = c == '[' ? pattern.IndexOf(']', i + 1) : i;
                continue;
            }
            c = c == '`' && i + 1 < pattern.Length ? pattern[++i] : c;
            prefix.Append(open ? c.ToString() : "");
            like.Append(c is '%' or '_' or '!' ? "!" : "").Append(c);
        }
        return (prefix.ToString(), like.ToString());
    }

    // A backtick before a character means the character.
    private static string Literal(string name)
    {
        if (!name.Contains('`', StringComparison.Ordinal))
        {
            return name;
        }
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            text.Append(name[i] == '`' && i + 1 < name.Length ? name[++i] : name[i]);
        }
        return text.ToString();
    }
}
