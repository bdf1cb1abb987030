using System.Net;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>
/// What the other checks stand on: no item is missing, every address is IPv4, every value is set. When this fails the rest is not looked at,
/// as it would speak of things that are not there.
/// </summary>
internal static class ShapeCheck
{
    private const string Ipv4Action = "Use IPv4: a router has no IPv6.";

    public static IReadOnlyList<Contradiction> Run(RouterState state)
    {
        var found = new List<Contradiction>();
        if (state.Version is < 1 or > RouterState.CurrentVersion)
        {
            found.Add(new Contradiction("$.version", $"{state.Version} is no form that this version of the module knows.", $"Use {RouterState.CurrentVersion}."));
        }

        foreach ((string path, object? value) in Values(state))
        {
            string? problem = value switch
            {
                null => "There is nothing here.",
                IPAddress address when !address.IsIPv4() => "This is no IPv4 address.",
                IPNetwork network when !network.IsIPv4() => "This is no IPv4 network.",
                MacAddress { IsEmpty: true } => "There is no network card's address here.",
                PortRange { IsEmpty: true } => "There are no ports here.",
                _ => null,
            };
            if (problem is not null)
            {
                found.Add(new Contradiction(path, problem, value is IPAddress or IPNetwork ? Ipv4Action : "Give a value, or remove the item."));
            }
        }

        return found;
    }

    private static IEnumerable<(string Path, object? Value)> Values(RouterState state) =>
    [
        ("$.hostName", state.HostName), ("$.firewall", state.Firewall), ("$.management", state.Management),
        .. state.Management is null ? [] : Management(state.Management),
        .. Items("$.publicInterfaces", state.PublicInterfaces, PublicInterface),
        .. Items("$.privateNetworks", state.PrivateNetworks, PrivateNetwork),
        .. Items("$.vips", state.Vips, (vip, path) => [($"{path}.interface", vip.Interface), ($"{path}.address", vip.Address), ($"{path}.name", vip.Name)]),
        .. Items("$.eips", state.Eips, (eip, path) => [($"{path}.guestAddress", eip.GuestAddress), ($"{path}.name", eip.Name)]),
        .. Items("$.portForwardings", state.PortForwardings, PortForwarding),
        .. Items("$.listeners", state.Listeners, Listener),
        .. Items("$.certificates", state.Certificates, (certificate, path) => [($"{path}.name", certificate.Name)]),
        .. Items("$.tunnels", state.Tunnels, Tunnel),
    ];

    private static IEnumerable<(string, object?)> Management(ManagementInterface card) =>
    [
        ("$.management.mac", card.Mac), ("$.management.address", card.Address), ("$.management.network", card.Network),
        .. Optional("$.management.gateway", card.Gateway),
        .. List("$.management.destinations", card.Destinations), .. List("$.management.allowedCidrs", card.AllowedCidrs),
    ];

    private static IEnumerable<(string, object?)> PublicInterface(PublicInterface card, string path) =>
    [
        ($"{path}.mac", card.Mac), ($"{path}.address", card.Address), ($"{path}.network", card.Network), .. Optional($"{path}.gateway", card.Gateway),
    ];

    private static IEnumerable<(string, object?)> PrivateNetwork(PrivateNetwork network, string path) =>
    [
        ($"{path}.mac", network.Mac), ($"{path}.network", network.Network), ($"{path}.routerAddress", network.RouterAddress),
        ($"{path}.name", network.Name), .. Optional($"{path}.snatAddress", network.SnatAddress),
        .. List($"{path}.dnsUpstreams", network.DnsUpstreams),
        .. Items($"{path}.hosts", network.Hosts, (host, place) => [($"{place}.mac", host.Mac), ($"{place}.address", host.Address)]),
    ];

    private static IEnumerable<(string, object?)> PortForwarding(PortForwarding rule, string path) =>
    [
        ($"{path}.vipPorts", rule.VipPorts), ($"{path}.guestPorts", rule.GuestPorts), ($"{path}.guestAddress", rule.GuestAddress),
        ($"{path}.name", rule.Name), .. List($"{path}.allowedCidrs", rule.AllowedCidrs),
    ];

    private static IEnumerable<(string, object?)> Listener(Listener listener, string path) =>
    [
        ($"{path}.name", listener.Name), ($"{path}.healthCheck", listener.HealthCheck),
        .. Items($"{path}.backends", listener.Backends, (backend, place) => [($"{place}.address", backend.Address)]),
    ];

    private static IEnumerable<(string, object?)> Tunnel(IpsecTunnel tunnel, string path) =>
    [
        ($"{path}.peerAddress", tunnel.PeerAddress), ($"{path}.name", tunnel.Name),
        .. List($"{path}.localCidrs", tunnel.LocalCidrs), .. List($"{path}.remoteCidrs", tunnel.RemoteCidrs),
    ];

    private static IEnumerable<(string, object?)> Optional(string path, IPAddress? address) => address is null ? [] : [(path, address)];

    private static IEnumerable<(string, object?)> List<T>(string path, IReadOnlyList<T>? items) =>
        items is null ? [(path, null)] : items.Select((item, i) => ($"{path}[{i}]", (object?)item));

    private static IEnumerable<(string, object?)> Items<T>(string path, IReadOnlyList<T>? items, Func<T, string, IEnumerable<(string, object?)>> members)
        where T : class =>
        items is null
            ? [(path, null)]
            : items.SelectMany((item, i) => item is null ? [($"{path}[{i}]", null)] : members(item, $"{path}[{i}]"));
}
