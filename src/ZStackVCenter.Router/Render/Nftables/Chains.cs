using System.Text;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Nftables;

/// <summary>
/// The rules. There are a few dozen of them whatever the state holds: what differs is in sets and maps, so the cost of a packet does not
/// grow with their number.
/// <para>A connection is examined once, and then carries the ruleset's mark. A new ruleset has another mark, so that each
/// connection is examined once more by what is wanted now, and ends when it is wanted no longer.</para>
/// <para>While a new ruleset has not proved itself, the router keeps the mark of the one before in <c>marks_before</c>: what that one let pass goes on, as
/// the router may have to go back. What is not translated must be between private networks or in a tunnel that is still there: when it has ended, its
/// traffic must not leave in the clear.</para>
/// </summary>
internal static class Chains
{
    /// <summary>Stands where the mark goes until the ruleset, and so its mark, is known.</summary>
    public const string MarkPlaceholder = "@MARK@";

    /// <summary>The largest TCP segment through a tunnel in bytes: what is left of 1500 by ESP in UDP (RFC 3948) with any of the ciphers.</summary>
    private const int TunnelSegment = 1360;

    /// <summary>The user of the UDP balancer on Debian, www-data.</summary>
    private const int BalancerUser = 33;

    public static string Declarations =>
        """
        	chain arriving { type filter hook prerouting priority mangle; policy accept; }
        	chain translate_in { type nat hook prerouting priority dstnat; policy accept; }
        	chain incoming { type filter hook input priority filter; policy drop; }
        	chain forwarded { type filter hook forward priority filter; policy drop; }
        	chain translate_own { type nat hook output priority -100; policy accept; }
        	chain sending { type filter hook output priority filter; policy accept; }
        	chain translate_out { type nat hook postrouting priority srcnat; policy accept; }
        	chain leaving { type filter hook postrouting priority srcnat + 50; policy accept; }
        	chain before { }
        	chain examine { }
        	chain examine_public { }
        	chain admit { }
        	chain refuse { }

        """;

    public static string Rules(RouterState state, string managementCard, bool steers, CounterSets counters, IdleSets idle)
    {
        bool tunnels = state.Tunnels.Count > 0;
        var text = new StringBuilder();
        text.Append(Arriving(steers, counters)).Append(TranslateIn).Append(Incoming(state, managementCard, tunnels)).Append(Forwarded(tunnels));
        text.Append(Examine(state, tunnels)).Append(Ends).Append(TranslateOut(tunnels)).Append(Leaving(counters)).Append(Own(idle));
        return text.ToString();
    }

    /// <summary>Every packet comes by here, so no set is asked that has nothing in it. A rule that only asks a set is there to count.</summary>
    private static string Arriving(bool steers, CounterSets counters) => Chain(
        "arriving",
        "ip daddr @vip_in",
        counters.HasPorts ? "ip daddr . meta l4proto . th dport @port_in" : null,
        counters.HasRanges ? "counter name ip daddr . meta l4proto . th dport map @range_in" : null,
        "iifname @private_cards ip saddr != 0.0.0.0 iifname . ip saddr != @private_sources drop",
        "iifname @public_cards ip saddr @private_networks drop",
        steers ? "iifname @private_cards ct direction original meta mark set ip saddr map @steer_networks" : null,
        steers ? "iifname @private_cards ct direction original meta mark set ip saddr map @steer_guests" : null,
        steers ? "iifname @private_cards ct direction reply ct status dnat meta mark set ct original ip daddr map @steer_vips" : null);

    /// <summary>
    /// What leads to an EIP here is what would be examined for, so it has the mark already. A rule of nftables ends at what it does not find: the
    /// second one takes the mark from whatever the first one did not translate.
    /// </summary>
    private static string TranslateIn => Chain(
        "translate_in",
        $"ct mark set {MarkPlaceholder} dnat ip to ip daddr map @eip_in",
        "ct mark set 0",
        "meta l4proto { tcp, udp } dnat ip to ip daddr . meta l4proto . th dport map @port_forward",
        "meta l4proto { tcp, udp } dnat ip to ip daddr . meta l4proto . th dport map @range_forward");

    /// <summary>
    /// What the router itself serves. A session of the management card stays whatever the rules now say: it may be the one that brought them.
    /// </summary>
    private static string Incoming(RouterState state, string managementCard, bool tunnels) => Chain(
        "incoming",
        "iifname \"lo\" accept",
        "ct state invalid drop",
        "ct state related accept",
        "ct direction reply meta l4proto udp ct original ip daddr . ct original proto-dst @udp_backends_out",
        "ct state established ct direction reply accept",
        $"ct state established ct mark {MarkPlaceholder} accept",
        "ct state established ct mark @marks_before accept",
        $"iifname \"{managementCard}\" tcp dport {state.Management.SshPort} ct state established accept",
        $"iifname \"{managementCard}\" tcp dport {state.Management.SshPort} {(state.Management.AllowedCidrs.Count > 0 ? "ip saddr @management_sources " : string.Empty)}accept",
        "iifname != @no_ping_cards icmp type echo-request goto admit",
        "iifname . meta l4proto . th dport @guest_services goto admit",
        "iifname != @no_listener_cards ip daddr . meta l4proto . th dport @listeners goto admit",
        tunnels ? "ip saddr . ip daddr @ipsec_peers udp dport { 500, 4500 } goto admit" : null,
        tunnels ? "ip saddr . ip daddr @ipsec_peers meta l4proto { esp, ah } goto admit" : null,
        "goto refuse");

    /// <summary>What belongs in a tunnel neither leaves nor comes in the clear, also while the tunnel is down.</summary>
    private static string Forwarded(bool tunnels) => Chain(
        "forwarded",
        "ct state invalid drop",
        "tcp flags syn / syn,rst tcp option maxseg size set rt mtu",
        tunnels ? $"ip saddr . ip daddr @tunnel_out tcp flags syn / syn,rst tcp option maxseg size > {TunnelSegment} tcp option maxseg size set {TunnelSegment}" : null,
        tunnels ? $"ip saddr . ip daddr @tunnel_in tcp flags syn / syn,rst tcp option maxseg size > {TunnelSegment} tcp option maxseg size set {TunnelSegment}" : null,
        tunnels ? "ip saddr . ip daddr @tunnel_out oifname != \"ipsec*\" rt ipsec missing goto refuse" : null,
        tunnels ? "ip saddr . ip daddr @tunnel_in iifname != \"ipsec*\" meta ipsec missing drop" : null,
        $"ct mark {MarkPlaceholder} accept",
        "ct mark @marks_before goto before",
        "goto examine")
        + Chain(
            "before",
            "ct status snat accept",
            "ct status dnat accept",
            "iifname @private_cards oifname @private_cards accept",
            "rt ipsec exists accept",
            "oifname \"ipsec*\" accept",
            "meta ipsec exists accept",
            "iifname \"ipsec*\" accept",
            "goto examine");

    private static string Examine(RouterState state, bool tunnels) => Chain(
        "examine",
        "ct status dnat goto examine_public",
        tunnels ? "ct original ip saddr . ct original ip daddr @tunnel_out goto admit" : null,
        tunnels ? "ct original ip saddr . ct original ip daddr @tunnel_in goto admit" : null,
        state.Firewall.BetweenPrivateNetworks == FirewallAction.Accept
            ? "ct original ip saddr @private_networks ct original ip daddr @private_networks goto admit" : null,
        "ct status snat ct original ip saddr . ct reply ip daddr @snat_guest_pairs goto admit",
        "ct status snat ct original ip saddr . ct reply ip daddr @snat_pairs goto admit",
        "ct state new iifname @private_cards oifname @public_cards ip saddr @outward_guests goto admit",
        "ct state new iifname @private_cards oifname @public_cards ip saddr @outward_networks goto admit",
        "goto refuse") + ExaminePublic;

    private static string ExaminePublic => Chain(
        "examine_public",
        ["ct original ip daddr . ct reply ip saddr @eip_pairs goto admit", .. Flows("tcp"), .. Flows("udp"), "goto refuse"]);

    /// <summary>Connections that end are told so; strangers outside are told nothing.</summary>
    private static string Ends =>
        Chain("admit", $"ct mark set {MarkPlaceholder} accept")
        + Chain(
            "refuse",
            "ct state established meta l4proto tcp reject with tcp reset",
            "iifname @private_cards meta l4proto tcp reject with tcp reset",
            "iifname @private_cards reject with icmp type admin-prohibited",
            "drop");

    private static string TranslateOut(bool tunnels) => Chain(
        "translate_out",
        tunnels ? "ip saddr . ip daddr @tunnel_out accept" : null,
        "ct status dnat snat ip to ip saddr . ip daddr map @hairpin",
        "oifname @public_cards snat ip to ip saddr map @eip_out",
        "oifname @public_cards snat ip to ip saddr map @snat_out");

    private static string Leaving(CounterSets counters) => Chain(
        "leaving",
        "ip saddr @vip_out",
        counters.HasPorts ? "ip saddr . meta l4proto . th sport @port_out" : null,
        counters.HasRanges ? "counter name ip saddr . meta l4proto . th sport map @range_out" : null);

    /// <summary>What the UDP balancer sends to backends: led to the real port, counted, and kept in mind as long as the listener waits.</summary>
    private static string Own(IdleSets idle) => Chain(
        "translate_own",
        $"meta skuid {BalancerUser} meta l4proto udp dnat ip to ip daddr . udp dport . udp sport map @udp_instead",
        $"meta skuid {BalancerUser} meta l4proto udp dnat ip to ip daddr . udp dport map @udp_backends")
        + Chain(
            "sending",
            [$"meta skuid {BalancerUser} meta l4proto udp ct original ip daddr . ct original proto-dst @udp_backends_in", .. idle.Rules]);

    private static IEnumerable<string> Flows(string protocol)
    {
        string flow = $"meta l4proto {protocol} ct original ip daddr . ct original proto-dst . ct reply ip saddr . ct reply proto-src";
        yield return $"{flow} @{protocol}_flows goto admit";
        yield return $"{flow} @{protocol}_range_flows goto admit";
        yield return $"{flow} . ct original ip saddr @{protocol}_limited_flows goto admit";
    }

    private static string Chain(string name, params string?[] rules) =>
        $"\tchain {name} {{\n" + string.Concat(rules.Where(rule => rule is not null).Select(rule => $"\t\t{rule}\n")) + "\t}\n";
}
