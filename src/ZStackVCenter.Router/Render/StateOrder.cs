using System.Net;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render;

/// <summary>
/// A state with its lists in one order, whatever order the records gave them in: what is the same must have the same bytes, as a ruleset with other
/// bytes has another mark, and with it each connection is examined anew. Only the name servers stay as they are: the first of them is asked first.
/// </summary>
internal static class StateOrder
{
    public static RouterState Ordered(RouterState state) => state with
    {
        Management = state.Management with
        {
            Destinations = Ordered(state.Management.Destinations), AllowedCidrs = Ordered(state.Management.AllowedCidrs),
        },
        PublicInterfaces = [.. state.PublicInterfaces.OrderBy(card => card.Mac)],
        PrivateNetworks = [.. state.PrivateNetworks.OrderBy(network => network.Id).Select(Ordered)],
        Vips = [.. state.Vips.OrderBy(vip => vip.Id)],
        Eips = [.. state.Eips.OrderBy(eip => eip.Id)],
        PortForwardings = [.. state.PortForwardings.OrderBy(rule => rule.Id).Select(rule => rule with { AllowedCidrs = Ordered(rule.AllowedCidrs) })],
        Listeners = [.. state.Listeners.OrderBy(listener => listener.Id).Select(Ordered)],
        Certificates = [.. state.Certificates.OrderBy(certificate => certificate.Id)],
        Tunnels = [.. state.Tunnels.OrderBy(tunnel => tunnel.Id).Select(Ordered)],
    };

    private static PrivateNetwork Ordered(PrivateNetwork network) =>
        network with { Hosts = [.. network.Hosts.OrderBy(host => host.Address.ToNumber())] };

    private static Listener Ordered(Listener listener) =>
        listener with { Backends = [.. listener.Backends.OrderBy(backend => backend.Address.ToNumber())] };

    private static IpsecTunnel Ordered(IpsecTunnel tunnel) =>
        tunnel with { LocalCidrs = Ordered(tunnel.LocalCidrs), RemoteCidrs = Ordered(tunnel.RemoteCidrs) };

    private static IReadOnlyList<IPNetwork> Ordered(IReadOnlyList<IPNetwork> networks) =>
        [.. networks.OrderBy(network => network.FirstNumber()).ThenBy(network => network.PrefixLength)];
}
