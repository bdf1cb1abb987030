using System.Net;
using System.Text;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Network;

/// <summary>
/// The kernel's part: addresses, routes, settings, and the host name. Each file is a list of lines that the script on the router compares
/// with what there is, so that what has not changed is not touched.
/// </summary>
internal static class NetworkRenderer
{
    private const string Service = "network";

    public static RenderedService Describe => new() { Name = Service, Kind = ServiceKind.Network };

    public static IEnumerable<RenderedInterface> Interfaces(RenderContext context)
    {
        RouterState state = context.State;
        return state.PublicInterfaces.Select(card => new RenderedInterface { Mac = card.Mac.ToString(), Name = RenderContext.PublicName(card.Mac) })
            .Concat(state.PrivateNetworks.Select(network => new RenderedInterface { Mac = network.Mac.ToString(), Name = RenderContext.PrivateName(network.Mac) }))
            .Append(new RenderedInterface { Mac = state.Management.Mac.ToString(), Name = context.ManagementName })
            .Distinct();
    }

    public static IEnumerable<RenderedFile> Render(RenderContext context)
    {
        var uplinks = new PublicUplinks(context);
        yield return RenderContext.TextFile("network/links", Service, Links(context));
        yield return RenderContext.TextFile("network/addresses", Service, AddressLines(context));
        yield return RenderContext.TextFile("network/routes", Service, Routes(context, uplinks));
        yield return RenderContext.TextFile("network/rules", Service, Rules(uplinks));
        yield return RenderContext.TextFile("network/sysctl.conf", Service, Sysctl);
        yield return RenderContext.TextFile("network/hostname", Service, context.State.HostName + "\n");
    }

    /// <summary>Lines of <c>card mtu</c>.</summary>
    private static string Links(RenderContext context)
    {
        RouterState state = context.State;
        return Lines(
            state.PublicInterfaces.Select(card => $"{RenderContext.PublicName(card.Mac)} {card.Mtu}")
            .Concat(state.PrivateNetworks.Select(network => $"{RenderContext.PrivateName(network.Mac)} {network.Mtu}"))
            .Concat(IsManagementApart(context) ? [$"{context.ManagementName} {state.Management.Mtu}"] : []));
    }

    /// <summary>Lines of <c>card address/prefix</c>: each card's own address, and VIPs as /32 so that removing one leaves the others and the card's route.</summary>
    private static string AddressLines(RenderContext context)
    {
        RouterState state = context.State;
        return Lines(
            state.PublicInterfaces.Select(card => $"{RenderContext.PublicName(card.Mac)} {card.Address}/{card.Network.PrefixLength}")
            .Concat(state.PrivateNetworks.Select(network => $"{RenderContext.PrivateName(network.Mac)} {network.RouterAddress}/{network.Network.PrefixLength}"))
            .Concat(IsManagementApart(context) ? [$"{context.ManagementName} {state.Management.Address}/{state.Management.Network.PrefixLength}"] : [])
            .Concat(state.Vips.Where(vip => !context.Index.IsSystemVip(vip)).Select(vip => $"{RenderContext.PublicName(vip.Interface)} {vip.Address}/32")));
    }

    /// <summary>Lines in the words of <c>ip route add</c>.</summary>
    private static string Routes(RenderContext context, PublicUplinks uplinks)
    {
        ManagementInterface management = context.State.Management;
        var routes = new List<string>();
        if (uplinks.Default?.Card is { Gateway: { } gateway } main)
        {
            routes.Add($"default via {gateway} dev {RenderContext.PublicName(main.Mac)}");
        }
        else if (management.Gateway is not null && context.State.PublicInterfaces.All(card => !card.IsDefaultRoute))
        {
            routes.Add($"default via {management.Gateway} dev {context.ManagementName}");
        }

        routes.AddRange(management.Destinations.Select(network => $"{Destination(network)} via {management.Gateway} dev {context.ManagementName}"));
        routes.AddRange(uplinks.Others.Select(uplink => $"default via {uplink.Card.Gateway} dev {RenderContext.PublicName(uplink.Card.Mac)} table {uplink.Table}"));
        return Lines(routes);
    }

    /// <summary>A route's destination as the kernel shows it, with which the script compares it: one machine has no prefix.</summary>
    private static string Destination(IPNetwork network) => network.PrefixLength == 32 ? network.BaseAddress.ToString() : network.ToString();

    /// <summary>Lines in the words of <c>ip rule add</c>. Specific routes of the main table hold for all; only the default route differs.</summary>
    private static string Rules(PublicUplinks uplinks) => uplinks.Others.Count == 0
        ? string.Empty
        : Lines(uplinks.Others
            .SelectMany(uplink => uplink.Addresses
                .Select(address => $"priority 200 from {address} lookup {uplink.Table}")
                .Prepend($"priority 200 fwmark {uplink.Mark} lookup {uplink.Table}"))
            .Prepend("priority 100 lookup main suppress_prefixlength 0"));

    private static bool IsManagementApart(RenderContext context) =>
        context.Index.PublicInterface(context.State.Management.Mac) is null;

    private static string Lines(IEnumerable<string> lines) => new StringBuilder().AppendJoin(string.Empty, lines.Select(line => line + "\n")).ToString();

    /// <summary>
    /// Forwarding on; no redirects, which would lead guests past the router; loose checks of the source, as the ruleset checks it by card;
    /// daemons may bind a VIP before it is there; an address is answered for on its own card only, and
    /// one that goes leaves the others of its network; no look for a socket of its own with each
    /// packet that is for somebody else (<c>ip_early_demux</c>); as many neighbours as the largest networks have guests. A leading dash means that
    /// a kernel without the setting is no fault.
    /// </summary>
    private const string Sysctl =
        """
        net.ipv4.ip_forward = 1
        net.ipv4.ip_nonlocal_bind = 1
        net.ipv4.ip_early_demux = 0
        net.ipv4.conf.all.rp_filter = 2
        net.ipv4.conf.default.rp_filter = 2
        net.ipv4.conf.all.accept_redirects = 0
        net.ipv4.conf.default.accept_redirects = 0
        net.ipv4.conf.all.send_redirects = 0
        net.ipv4.conf.default.send_redirects = 0
        net.ipv4.conf.all.accept_source_route = 0
        net.ipv4.conf.all.arp_ignore = 1
        net.ipv4.conf.all.arp_announce = 2
        net.ipv4.conf.all.promote_secondaries = 1
        -net.ipv4.neigh.default.gc_thresh1 = 4096
        -net.ipv4.neigh.default.gc_thresh2 = 32768
        -net.ipv4.neigh.default.gc_thresh3 = 65536
        -net.ipv6.conf.all.disable_ipv6 = 1
        -net.ipv6.conf.default.disable_ipv6 = 1
        -net.netfilter.nf_conntrack_max = 1048576

        """;
}
