using System.Globalization;
using System.Text.Json.Serialization;

namespace ZStackVCenter.Router.State;

/// <summary>One port or a run of ports, 1 to 65535, both ends included. It is written <c>80</c> or <c>8000-8099</c>.</summary>
[JsonConverter(typeof(PortRangeConverter))]
public readonly record struct PortRange
{
    /// <summary>Makes a run of ports.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A port is not between 1 and 65535, or the last is before the first.</exception>
    public PortRange(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        First = first;
        Last = last;
    }

    /// <summary>Makes a run of one port.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The port is not between 1 and 65535.</exception>
    public PortRange(int port)
        : this(port, port)
    {
    }

    /// <summary>The lowest port; 0 only in a value that nobody set.</summary>
    public int First { get; }

    /// <summary>The highest port.</summary>
    public int Last { get; }

    /// <summary>How many ports it is.</summary>
    public int Count => Last - First + 1;

    /// <summary>True for the value that nobody set.</summary>
    public bool IsEmpty => First == 0;

    /// <summary>Reads <c>80</c> or <c>8000-8099</c>; false when the text is no run of ports.</summary>
    public static bool TryParse(string? text, out PortRange range)
    {
        range = default;
        string[] ends = (text ?? string.Empty).Split('-', 2);
        if (!TryParsePort(ends[0], out int first) || !TryParsePort(ends[^1], out int last) || last < first)
        {
            return false;
        }

        range = new PortRange(first, last);
        return true;
    }

    /// <summary>True when some port is in both.</summary>
    public bool Overlaps(PortRange other) => First <= other.Last && other.First <= Last;

    /// <summary>True when the port is in it.</summary>
    public bool Contains(int port) => First <= port && port <= Last;

    /// <inheritdoc/>
    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    private static bool TryParsePort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= ushort.MaxValue;
}
