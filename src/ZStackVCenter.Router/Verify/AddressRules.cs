using System.Net;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>Address space that no network of ours may have (<c>domain.md</c> §12.1; RFC 6890).</summary>
internal static class AddressRules
{
    private static readonly IPNetwork[] Reserved =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("224.0.0.0/3"),
    ];

    /// <summary>True when some address of the network can be no host's anywhere.</summary>
    public static bool IsReserved(IPNetwork network) => Reserved.Any(reserved => reserved.Overlaps(network));

    /// <summary>True when the address can be a host's somewhere.</summary>
    public static bool IsUnicast(IPAddress address) => !Reserved.Any(network => network.Contains(address));
}
