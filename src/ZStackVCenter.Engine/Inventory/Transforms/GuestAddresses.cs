using System.Net;
using System.Net.Sockets;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>Chooses among the addresses that a guest reports.</summary>
internal static class GuestAddresses
{
    /// <summary>The first IPv4 address that another machine could reach: not link-local (RFC 3927), not loopback, not 0.0.0.0.</summary>
    public static string? FirstIPv4(IEnumerable<string> addresses) => addresses.FirstOrDefault(IsReachableIPv4);

    /// <summary>True for an IPv4 address that another machine could reach.</summary>
    public static bool IsReachableIPv4(string? address) =>
        IPAddress.TryParse(address, out var ip) && ip.AddressFamily == AddressFamily.InterNetwork
        && !IPAddress.IsLoopback(ip) && !ip.Equals(IPAddress.Any) && ip.GetAddressBytes() is not [169, 254, ..];

    /// <summary>
    /// A VM's default address: what VMware Tools call its primary one (<c>guest.ipAddress</c>, which may be IPv6) unless that is
    /// link-local, else the first IPv4 address of the lowest adapter that has one.
    /// </summary>
    public static string? Default(string? primary, IReadOnlyList<NicRow> nics)
    {
        if (IsReachableIPv4(primary))
        {
            return primary;
        }
        return nics.Select(n => n.IpAddress).FirstOrDefault(a => a is not null)
            ?? (IPAddress.TryParse(primary, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6
                && !ip.IsIPv6LinkLocal && !IPAddress.IsLoopback(ip) ? primary : null);
    }
}
