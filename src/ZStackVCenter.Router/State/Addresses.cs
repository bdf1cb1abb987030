using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ZStackVCenter.Router.State;

/// <summary>Arithmetic on IPv4 addresses and networks.</summary>
internal static class Addresses
{
    public static bool IsIPv4(this IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    public static bool IsIPv4(this IPNetwork network) => network.BaseAddress.IsIPv4();

    /// <summary>The address as a number, so that addresses sort as people count them.</summary>
    public static uint ToNumber(this IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    public static uint FirstNumber(this IPNetwork network) => network.BaseAddress.ToNumber();

    public static uint LastNumber(this IPNetwork network) => network.FirstNumber() | HostBits(network);

    public static IPAddress Netmask(this IPNetwork network) => FromNumber(~HostBits(network));

    public static IPAddress FromNumber(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }

    /// <summary>True when the address can be a host's: in the network, and neither its first nor its last address.</summary>
    public static bool HasHost(this IPNetwork network, IPAddress address) =>
        address.IsIPv4() && network.Contains(address)
        && (network.PrefixLength >= 31 || (address.ToNumber() != network.FirstNumber() && address.ToNumber() != network.LastNumber()));

    public static bool Overlaps(this IPNetwork network, IPNetwork other) =>
        network.FirstNumber() <= other.LastNumber() && other.FirstNumber() <= network.LastNumber();

    public static bool Contains(this IPNetwork network, IPNetwork other) =>
        network.PrefixLength <= other.PrefixLength && network.Contains(other.BaseAddress);

    /// <summary>The same addresses without a network that lies within another, in order. Sets of the kernel refuse overlaps.</summary>
    public static IReadOnlyList<IPNetwork> WithoutContained(this IEnumerable<IPNetwork> networks)
    {
        var kept = new List<IPNetwork>();
        foreach (IPNetwork network in networks.OrderBy(network => network.FirstNumber()).ThenBy(network => network.PrefixLength))
        {
            if (kept.Count == 0 || !kept[^1].Contains(network))
            {
                kept.Add(network);
            }
        }

        return kept;
    }

    private static uint HostBits(IPNetwork network) => network.PrefixLength == 0 ? uint.MaxValue : (1u << (32 - network.PrefixLength)) - 1;
}
