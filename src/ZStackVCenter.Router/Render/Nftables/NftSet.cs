using System.Text;

namespace ZStackVCenter.Router.Render.Nftables;

/// <summary>
/// A set or a map of the ruleset. Elements are made of addresses, ports, numbers and names that the renderer made, never of text that
/// somebody typed, so there is nothing to escape.
/// </summary>
internal sealed class NftSet
{
    private readonly List<string> _elements = [];

    private NftSet(string kind, string name, string type, bool hasRanges)
    {
        Kind = kind;
        Name = name;
        Type = type;
        HasRanges = hasRanges;
    }

    public bool IsEmpty => _elements.Count == 0;

    public string Kind { get; }

    public string Name { get; }

    public string Type { get; }

    /// <summary>True when elements may be networks or port ranges; they must not overlap then.</summary>
    public bool HasRanges { get; }

    /// <summary>True when the program that fills it is not this one, so that a new ruleset leaves it as it is.</summary>
    public bool IsForeign { get; private init; }

    public static NftSet Set(string name, string type) => new("set", name, type, hasRanges: false);

    public static NftSet RangeSet(string name, string type) => new("set", name, type, hasRanges: true);

    public static NftSet Map(string name, string type) => new("map", name, type, hasRanges: false);

    public static NftSet RangeMap(string name, string type) => new("map", name, type, hasRanges: true);

    public static NftSet CheckersMap(string name, string type, bool isKept) => new("map", name, type, hasRanges: true) { IsForeign = isKept };

    public void Add(FormattableString element) => _elements.Add(FormattableString.Invariant(element));

    public void AppendDeclaration(StringBuilder text) =>
        text.Append('\t').Append(Kind).Append(' ').Append(Name).Append(" { type ").Append(Type).Append(HasRanges ? "; flags interval; }\n" : "; }\n");

    public void AppendFlush(StringBuilder text)
    {
        if (!IsForeign)
        {
            text.Append("flush ").Append(Kind).Append(' ').Append(NftablesRenderer.Table).Append(' ').Append(Name).Append('\n');
        }
    }

    public void AppendElements(StringBuilder text)
    {
        if (_elements.Count > 0)
        {
            text.Append("add element ").Append(NftablesRenderer.Table).Append(' ').Append(Name).Append(" {\n\t").AppendJoin(",\n\t", _elements).Append("\n}\n");
        }
    }
}
