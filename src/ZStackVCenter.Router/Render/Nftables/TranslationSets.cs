using System.Net;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Nftables;

/// <summary>
/// Which addresses and ports are translated to which, and which translated connections are still wanted: a connection whose translation
/// is in none of the <c>*_pairs</c> and <c>*_flows</c> sets ends, whatever was in force when it began.
/// </summary>
internal sealed class TranslationSets
{
    private readonly NftSet _eipIn = NftSet.Map("eip_in", "ipv4_addr : ipv4_addr");
    private readonly NftSet _eipOut = NftSet.Map("eip_out", "ipv4_addr : ipv4_addr");
    private readonly NftSet _eipPairs = NftSet.Set("eip_pairs", "ipv4_addr . ipv4_addr");
    private readonly NftSet _snatOut = NftSet.RangeMap("snat_out", "ipv4_addr : ipv4_addr");
    private readonly NftSet _snatGuestPairs = NftSet.Set("snat_guest_pairs", "ipv4_addr . ipv4_addr");
    private readonly NftSet _snatPairs = NftSet.RangeSet("snat_pairs", "ipv4_addr . ipv4_addr");
    private readonly NftSet _outwardGuests = NftSet.Set("outward_guests", "ipv4_addr");
    private readonly NftSet _outwardNetworks = NftSet.RangeSet("outward_networks", "ipv4_addr");
    private readonly NftSet _hairpin = NftSet.RangeMap("hairpin", "ipv4_addr . ipv4_addr : ipv4_addr");
    private readonly NftSet _portForward = NftSet.Map("port_forward", "ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service");
    private readonly NftSet _rangeForward = NftSet.RangeMap("range_forward", "ipv4_addr . inet_proto . inet_service : ipv4_addr");
    private readonly Flows _tcp = new("tcp");
    private readonly Flows _udp = new("udp");

    public TranslationSets(RenderContext context)
    {
        bool mayGoOut = context.State.Firewall.FromPrivateNetworks == FirewallAction.Accept;
        foreach (Eip eip in context.State.Eips)
        {
            AddEip(context.Index.VipAddress(eip.VipId), eip.GuestAddress, mayGoOut);
        }

        foreach (PrivateNetwork network in context.State.PrivateNetworks)
        {
            AddNetwork(network, mayGoOut);
        }

        foreach (PortForwarding rule in context.State.PortForwardings)
        {
            AddForwarding(rule, context.Index.VipAddress(rule.VipId));
        }
    }

    public IEnumerable<NftSet> Sets =>
    [
        _eipIn, _eipOut, _eipPairs, _snatOut, _snatGuestPairs, _snatPairs, _outwardGuests, _outwardNetworks, _hairpin, _portForward, _rangeForward,
        .. _tcp.Sets, .. _udp.Sets,
    ];

    private void AddEip(IPAddress vip, IPAddress guest, bool mayGoOut)
    {
        _eipIn.Add($"{vip} : {guest}");
        _eipOut.Add($"{guest} : {vip}");
        _eipPairs.Add($"{vip} . {guest}");
        if (mayGoOut)
        {
            _snatGuestPairs.Add($"{guest} . {vip}");
            _outwardGuests.Add($"{guest}");
        }
    }

    private void AddNetwork(PrivateNetwork network, bool mayGoOut)
    {
        _hairpin.Add($"{network.Network} . {network.Network} : {network.RouterAddress}");
        if (network.SnatAddress is null)
        {
            return;
        }

        _snatOut.Add($"{network.Network} : {network.SnatAddress}");
        if (mayGoOut)
        {
            _snatPairs.Add($"{network.Network} . {network.SnatAddress}");
            _outwardNetworks.Add($"{network.Network}");
        }
    }

    /// <summary>
    /// nftables cannot shift a range, so a range that leads to other ports is written port by port; one that keeps its ports is one element.
    /// </summary>
    private void AddForwarding(PortForwarding rule, IPAddress vip)
    {
        string protocol = NftProtocol.Of(rule.Protocol);
        Flows flows = rule.Protocol == ForwardedProtocol.Udp ? _udp : _tcp;
        bool keepsPorts = rule.VipPorts == rule.GuestPorts && rule.VipPorts.Count > 1;
        if (keepsPorts)
        {
            _rangeForward.Add($"{vip} . {protocol} . {rule.VipPorts} : {rule.GuestAddress}");
        }
        else
        {
            for (int offset = 0; offset < rule.VipPorts.Count; offset++)
            {
                _portForward.Add($"{vip} . {protocol} . {rule.VipPorts.First + offset} : {rule.GuestAddress} . {rule.GuestPorts.First + offset}");
            }
        }

        flows.Add(rule, vip, keepsPorts);
    }

    /// <summary>The wanted connections of forwardings of one protocol.</summary>
    private sealed class Flows(string protocol)
    {
        private readonly NftSet _ports = NftSet.Set($"{protocol}_flows", "ipv4_addr . inet_service . ipv4_addr . inet_service");
        private readonly NftSet _ranges = NftSet.RangeSet($"{protocol}_range_flows", "ipv4_addr . inet_service . ipv4_addr . inet_service");
        private readonly NftSet _limited = NftSet.RangeSet($"{protocol}_limited_flows", "ipv4_addr . inet_service . ipv4_addr . inet_service . ipv4_addr");

        public IEnumerable<NftSet> Sets => [_ports, _ranges, _limited];

        public void Add(PortForwarding rule, IPAddress vip, bool keepsPorts)
        {
            IReadOnlyList<IPNetwork> allowed = rule.AllowedCidrs.WithoutContained();
            if (allowed.Count > 0 && !allowed.Any(network => network.PrefixLength == 0))
            {
                foreach (IPNetwork network in allowed)
                {
                    _limited.Add($"{vip} . {rule.VipPorts} . {rule.GuestAddress} . {rule.GuestPorts} . {network}");
                }
            }
            else if (keepsPorts)
            {
                _ranges.Add($"{vip} . {rule.VipPorts} . {rule.GuestAddress} . {rule.GuestPorts}");
            }
            else
            {
                for (int offset = 0; offset < rule.VipPorts.Count; offset++)
                {
                    _ports.Add($"{vip} . {rule.VipPorts.First + offset} . {rule.GuestAddress} . {rule.GuestPorts.First + offset}");
                }
            }
        }
    }
}
