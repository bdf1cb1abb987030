using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ZStackVCenter.Engine.Networking;

/// <summary>IPv4 addresses as numbers, so that they compare, count and stand in the records.</summary>
internal static class Ipv4
{
    /// <summary>The number of an address.</summary>
    public static uint Number(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    /// <summary>The address of a number.</summary>
    public static IPAddress Address(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }

    /// <summary>The text of a number, such as <c>192.168.1.1</c>.</summary>
    public static string Text(uint number) => Address(number).ToString();

    /// <summary>The text of a number as it stands in the records.</summary>
    public static string Text(long number) => Text((uint)number);

    /// <summary>Reads an address in its full form, four numbers; null for anything else, such as the short forms that a typing error makes.</summary>
    public static uint? Parse(string? text) =>
        text is not null && text.Count(c => c == '.') == 3 && IPAddress.TryParse(text.Trim(), out var address) && address.AddressFamily == AddressFamily.InterNetwork
            && address.ToString() == text.Trim()
            ? Number(address)
            : null;

    /// <summary>The mask of a prefix length, 0 to 32.</summary>
    public static uint Mask(int prefixLength) => prefixLength == 0 ? 0 : uint.MaxValue << (32 - prefixLength);

    /// <summary>The prefix length of a mask; null when its ones are not together at its head.</summary>
    public static int? PrefixLength(uint mask)
    {
        var length = System.Numerics.BitOperations.PopCount(mask);
        return Mask(length) == mask ? length : null;
    }

    /// <summary>A network in CIDR notation.</summary>
    public static string Cidr(uint address, int prefixLength) =>
        string.Create(CultureInfo.InvariantCulture, $"{Text(address & Mask(prefixLength))}/{prefixLength}");
}
