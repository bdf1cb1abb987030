using System.Text;

namespace ZStackVCenter.Router.Render;

/// <summary>Lines of a configuration file, numbers and addresses written the same everywhere.</summary>
internal sealed class ConfigText
{
    private readonly StringBuilder _text = new();
    private string _indent = string.Empty;

    public ConfigText Line(FormattableString line) => Line(FormattableString.Invariant(line));

    public ConfigText Line(string line)
    {
        _text.Append(_indent).Append(line).Append('\n');
        return this;
    }

    public ConfigText LineIf(bool condition, FormattableString line) => condition ? Line(line) : this;

    public ConfigText Blank()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Lines that stand deeper, between an opening and a closing line when these are given.</summary>
    public ConfigText Block(string opening, Action<ConfigText> lines, string? closing = "}")
    {
        Line(opening);
        string before = _indent;
        _indent += "    ";
        lines(this);
        _indent = before;
        return closing is null ? this : Line(closing);
    }

    public override string ToString() => _text.ToString();
}
