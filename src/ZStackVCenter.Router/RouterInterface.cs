using System.Net;

namespace ZStackVCenter.Router;

/// <summary>A network card of a router.</summary>
/// <param name="Name">What the router calls it now.</param>
/// <param name="Mac">Its hardware address in the form 00:50:56:ab:12:34: by this the card is known.</param>
/// <param name="IsUp">True when it is up and its wire too.</param>
/// <param name="Mtu">The largest packet in bytes.</param>
/// <param name="Addresses">Its addresses, each with the length of its network's prefix.</param>
public sealed record RouterInterface(string Name, string Mac, bool IsUp, int Mtu, IReadOnlyList<RouterInterfaceAddress> Addresses);

/// <summary>An address of a card.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">The length of its network's prefix, in bits.</param>
public sealed record RouterInterfaceAddress(IPAddress Address, int PrefixLength)
{
    /// <summary>Address and prefix, as 192.0.2.1/24.</summary>
    public override string ToString() => $"{Address}/{PrefixLength}";
}
