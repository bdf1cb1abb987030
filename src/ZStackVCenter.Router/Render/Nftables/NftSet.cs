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

    /// <summary>True when each element counts the packets that it matches.</summary>
    public bool Counts { get; private init; }

    /// <summary>
    /// True when a new ruleset leaves it as it is: another program fills it, or its elements count. The router deletes those of the latter that are wanted
    /// no longer.
    /// </summary>
    public bool IsKept { get; private init; }

    public static NftSet Set(string name, string type) => new("set", name, type, hasRanges: false);

    public static NftSet RangeSet(string name, string type) => new("set", name, type, hasRanges: true);

    public static NftSet Map(string name, string type) => new("map", name, type, hasRanges: false);

    public static NftSet RangeMap(string name, string type) => new("map", name, type, hasRanges: true);

    public static NftSet CheckersMap(string name, string type, bool isKept) => new("map", name, type, hasRanges: true) { IsKept = isKept };

    /// <summary>A set whose elements count: each has its counter beside its key, which costs a packet less than a named counter that a map leads to.</summary>
    public static NftSet CountingSet(string name, string type) => new("set", name, type, hasRanges: false) { Counts = true, IsKept = true };

    public void Add(FormattableString element) => _elements.Add(FormattableString.Invariant(element));

    public void AppendDeclaration(StringBuilder text) => text
        .Append('\t').Append(Kind).Append(' ').Append(Name).Append(" { type ").Append(Type).Append(HasRanges ? "; flags interval" : string.Empty)
        .Append(Counts ? "; counter" : string.Empty).Append("; }\n");

    public void AppendFlush(StringBuilder text)
    {
        if (!IsKept)
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
