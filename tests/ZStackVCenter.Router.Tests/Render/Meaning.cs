using System.Net;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Tests.Render;

/// <summary>
/// What a state configures, a line for each address, guest, translation, listener and tunnel. <see cref="Configured"/> reads the same lines from
/// rendered files. Neither knows the renderers, so that equal lines say that the files configure what is meant and nothing else.
/// </summary>
internal static class Meaning
{
    public static string[] Of(RouterState state) =>
    [
        .. Network(state).Concat(Names(state)).Concat(Translations(state)).Concat(Listeners(state)).Concat(Tunnels(state))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Network(RouterState state)
    {
        bool shared = state.PublicInterfaces.Any(card => card.Mac == state.Management.Mac);
        yield return $"host {state.HostName}";
        foreach (PublicInterface card in state.PublicInterfaces)
        {
            yield return $"address pub{card.Mac.ToDigits()} {card.Address}/{card.Network.PrefixLength}";
            yield return $"public_cards \"pub{card.Mac.ToDigits()}\"";
        }

        foreach (PrivateNetwork network in state.PrivateNetworks)
        {
            yield return $"address prv{network.Mac.ToDigits()} {network.RouterAddress}/{network.Network.PrefixLength}";
            yield return $"private_cards \"prv{network.Mac.ToDigits()}\"";
            yield return $"private_networks {network.Network}";
        }

        foreach (Vip vip in state.Vips)
        {
            yield return $"vip_in {vip.Address}";
            yield return $"vip_out {vip.Address}";
            if (!state.PublicInterfaces.Any(card => card.Address.Equals(vip.Address)))
            {
                yield return $"address pub{vip.Interface.ToDigits()} {vip.Address}/32";
            }
        }

        if (!shared)
        {
            yield return $"address mgt{state.Management.Mac.ToDigits()} {state.Management.Address}/{state.Management.Network.PrefixLength}";
        }

        foreach (IPNetwork source in Widest(state.Management.AllowedCidrs))
        {
            yield return $"management_sources {source}";
        }
    }

    private static IEnumerable<string> Names(RouterState state)
    {
        foreach (PrivateNetwork network in state.PrivateNetworks)
        {
            string card = $"guest_services \"prv{network.Mac.ToDigits()}\"";
            foreach (string service in (string[])(network.Dhcp ? ["udp . 67"] : []))
            {
                yield return $"{card} . {service}";
            }

            foreach (string service in (string[])(network.Dns ? ["udp . 53", "tcp . 53"] : []))
            {
                yield return $"{card} . {service}";
            }

            foreach (DhcpHost host in network.Hosts)
            {
                if (network.Dhcp)
                {
                    yield return $"lease {network.Id:N} {host.Mac} {host.Address}";
                }

                if (network.Dns && host.HostName is not null)
                {
                    yield return $"name {network.Id:N} {host.Address} {host.HostName}";
                }
            }

            foreach (IPAddress server in network.Dns ? network.DnsUpstreams : [])
            {
                yield return $"asks {network.Id:N} {server}";
            }
        }
    }

    private static IEnumerable<string> Translations(RouterState state)
    {
        foreach (Eip eip in state.Eips)
        {
            yield return $"eip_in {Vip(state, eip.VipId)} : {eip.GuestAddress}";
            yield return $"eip_out {eip.GuestAddress} : {Vip(state, eip.VipId)}";
        }

        foreach (PrivateNetwork network in state.PrivateNetworks.Where(network => network.SnatAddress is not null))
        {
            yield return $"snat_out {network.Network} : {network.SnatAddress}";
        }

        foreach (PortForwarding rule in state.PortForwardings)
        {
            string protocol = rule.Protocol == ForwardedProtocol.Tcp ? "tcp" : "udp";
            IPAddress vip = Vip(state, rule.VipId);
            if (rule.VipPorts == rule.GuestPorts && rule.VipPorts.Count > 1)
            {
                yield return $"range_forward {vip} . {protocol} . {rule.VipPorts} : {rule.GuestAddress}";
            }
            else
            {
                foreach (int i in Enumerable.Range(0, rule.VipPorts.Count))
                {
                    yield return $"port_forward {vip} . {protocol} . {rule.VipPorts.First + i} : {rule.GuestAddress} . {rule.GuestPorts.First + i}";
                }
            }

            foreach (IPNetwork source in rule.AllowedCidrs.Any(network => network.PrefixLength == 0) ? [] : Widest(rule.AllowedCidrs))
            {
                yield return $"{protocol}_limited_flows {vip} . {rule.VipPorts} . {rule.GuestAddress} . {rule.GuestPorts} . {source}";
            }
        }
    }

    private static IEnumerable<string> Listeners(RouterState state)
    {
        foreach (Listener listener in state.Listeners.Where(listener => listener.Backends.Count > 0))
        {
            string vip = $"{Vip(state, listener.VipId)}";
            bool isUdp = listener.Protocol == ListenerProtocol.Udp;
            yield return $"listeners {vip} . {(isUdp ? "udp" : "tcp")} . {listener.Port}";
            yield return $"open {listener.Id:N} {vip}:{listener.Port}";
            foreach (Backend backend in listener.Backends)
            {
                yield return isUdp
                    ? $"udp_backends {backend.Address} . {listener.BackendPort}"
                    : $"share {listener.Id:N} {backend.Address}:{listener.BackendPort}";
            }
        }
    }

    private static IEnumerable<string> Tunnels(RouterState state)
    {
        foreach (IpsecTunnel tunnel in state.Tunnels)
        {
            foreach (IPNetwork local in tunnel.LocalCidrs)
            {
                foreach (IPNetwork remote in tunnel.RemoteCidrs)
                {
                    yield return $"tunnel_out {local} . {remote}";
                    yield return $"tunnel_in {remote} . {local}";
                    yield return $"tunnel {tunnel.Id:N} {local} {remote}";
                }
            }
        }

        foreach (string peer in state.Tunnels.Select(tunnel => $"ipsec_peers {tunnel.PeerAddress} . {Vip(state, tunnel.VipId)}").Distinct())
        {
            yield return peer;
        }

        foreach (string ends in state.Tunnels.Select(tunnel => Ends(tunnel, Vip(state, tunnel.VipId))).Distinct())
        {
            yield return ends;
        }
    }

    private static string Ends(IpsecTunnel tunnel, IPAddress vip) =>
        $"key {tunnel.LocalId ?? vip.ToString()} {tunnel.RemoteId ?? tunnel.PeerAddress.ToString()} {tunnel.PreSharedKey.Reveal()}";

    private static IPAddress Vip(RouterState state, Guid id) => state.Vips.Single(vip => vip.Id == id).Address;

    /// <summary>The networks that are in no other of them, each once.</summary>
    private static IEnumerable<IPNetwork> Widest(IReadOnlyList<IPNetwork> networks) => networks.Distinct()
        .Where(network => !networks.Any(other => other.PrefixLength < network.PrefixLength && other.Contains(network.BaseAddress)));
}
