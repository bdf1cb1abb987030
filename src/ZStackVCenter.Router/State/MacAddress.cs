using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace ZStackVCenter.Router.State;

/// <summary>
/// The hardware address of one network card: 48 bits, a card's own (IEEE 802: no group address, not all zero).
/// It is written as vSphere writes it, <c>00:50:56:ab:12:34</c>.
/// </summary>
[JsonConverter(typeof(MacAddressConverter))]
public readonly record struct MacAddress : IComparable<MacAddress>
{
    private const ulong GroupBit = 0x0100_0000_0000;

    private readonly ulong _bits;

    private MacAddress(ulong bits) => _bits = bits;

    /// <summary>True for the value that nobody set.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>Reads an address with colons, dashes or nothing between its bytes.</summary>
    /// <exception cref="FormatException">The text is no card's address.</exception>
    public static MacAddress Parse(string text) =>
        TryParse(text, out MacAddress address) ? address : throw new FormatException("This is no network card's address, which is six bytes such as 00:50:56:ab:12:34.");

    /// <summary>Reads an address; false when the text is no card's address.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out MacAddress address)
    {
        address = default;
        string? digits = text?.Length switch
        {
            12 => text,
            17 when HasSeparators(text, ':') || HasSeparators(text, '-') => string.Concat(text.Where((_, index) => index % 3 != 2)),
            _ => null,
        };
        if (digits is null || !digits.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        ulong bits = ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        address = new MacAddress(bits);
        return bits != 0 && (bits & GroupBit) == 0;
    }

    /// <summary>The twelve digits without separators.</summary>
    public string ToDigits() => _bits.ToString("x12", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => string.Join(':', ToDigits().Chunk(2).Select(pair => new string(pair)));

    /// <inheritdoc/>
    public int CompareTo(MacAddress other) => _bits.CompareTo(other._bits);

    /// <summary>True when the left address is the smaller number.</summary>
    public static bool operator <(MacAddress left, MacAddress right) => left.CompareTo(right) < 0;

    /// <summary>True when the left address is the smaller number, or the same.</summary>
    public static bool operator <=(MacAddress left, MacAddress right) => left.CompareTo(right) <= 0;

    /// <summary>True when the left address is the larger number.</summary>
    public static bool operator >(MacAddress left, MacAddress right) => left.CompareTo(right) > 0;

    /// <summary>True when the left address is the larger number, or the same.</summary>
    public static bool operator >=(MacAddress left, MacAddress right) => left.CompareTo(right) >= 0;

    private static bool HasSeparators(string text, char separator) =>
        Enumerable.Range(0, 5).All(index => text[(index * 3) + 2] == separator);
}
