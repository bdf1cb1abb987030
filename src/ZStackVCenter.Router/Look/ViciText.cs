namespace ZStackVCenter.Router.Look;

/// <summary>
/// Reads what <c>swanctl --raw</c> prints: sections <c>name {…}</c>, lists <c>name=[a b]</c> and values <c>name=text</c>, which may hold
/// blanks (strongSwan, src/swanctl/README, "vici" messages).
/// </summary>
internal sealed class ViciText
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, ViciText>> _sections = [];

    /// <summary>The sections inside this one, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, ViciText>> Sections => _sections;

    /// <summary>A value or a list as its text; empty when it is not there.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, string.Empty);

    /// <summary>A number; 0 when it is not there.</summary>
    public long Number(string name) => long.TryParse(this[name], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A section by name; null when it is not there.</summary>
    public ViciText? Section(string name) => _sections.FirstOrDefault(section => section.Key == name).Value;

    /// <summary>Reads one line: a kind of event and its section.</summary>
    public static ViciText Read(string line)
    {
        var at = 0;
        return Inside(line, ref at);
    }

    private static ViciText Inside(string text, ref int at)
    {
        var section = new ViciText();
        while (at < text.Length)
        {
            if (text[at] is ' ')
            {
                at++;
                continue;
            }

            if (text[at] is '}')
            {
                at++;
                break;
            }

            section.TakeOne(text, ref at);
        }

        return section;
    }

    private void TakeOne(string text, ref int at)
    {
        var end = text.AsSpan(at).IndexOfAny('=', '{');
        if (end < 0)
        {
            at = text.Length;
            return;
        }

        var name = text.Substring(at, end).Trim();
        at += end + 1;
        if (text[at - 1] is '{')
        {
            _sections.Add(new(name, Inside(text, ref at)));
        }
        else if (at < text.Length && text[at] is '[')
        {
            var close = text.IndexOf(']', at);
            close = close < 0 ? text.Length : close;
            _values[name] = text[(at + 1)..close];
            at = Math.Min(text.Length, close + 1);
        }
        else
        {
            var length = ValueLength(text.AsSpan(at));
            _values[name] = text.Substring(at, length);
            at += length;
        }
    }

    // A value ends before the next "name=", "name {" or the closing brace: it may hold blanks itself, as a distinguished name does.
    private static int ValueLength(ReadOnlySpan<char> rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] is '}')
            {
                return i;
            }

            if (rest[i] is ' ')
            {
                var word = rest[(i + 1)..];
                var stop = word.IndexOfAny(" ={}");
                if (stop < 0 || word[stop] is '=' or '}' || (word[stop] is ' ' && stop + 1 < word.Length && word[stop + 1] is '{'))
                {
                    return i;
                }
            }
        }

        return rest.Length;
    }
}
