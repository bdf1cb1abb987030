using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Dnsmasq;

/// <summary>
/// DHCP and names: a dnsmasq for each private network, as each has its own servers to ask and its own names. The guests and those servers are in files
/// that a HUP reads again, so they come and go without a restart.
/// </summary>
internal static class DnsmasqRenderer
{
    /// <summary>The tag of guests whose way out is another card.</summary>
    private const string NoRoute = "noroute";

    public static IEnumerable<RenderedService> Describe(RenderContext context) => Served(context).Select(network => new RenderedService
    {
        Name = ServiceName(network),
        Kind = ServiceKind.Dnsmasq,
        Instance = RenderContext.Key(network.Id),
        MainFile = $"dnsmasq/{RenderContext.Key(network.Id)}.conf",
    });

    public static IEnumerable<RenderedFile> Render(RenderContext context) => Served(context).SelectMany(network => Files(context, network));

    private static IEnumerable<PrivateNetwork> Served(RenderContext context) => context.State.PrivateNetworks.Where(network => network.Dhcp || network.Dns);

    private static string ServiceName(PrivateNetwork network) => "dnsmasq@" + RenderContext.Key(network.Id);

    private static IEnumerable<RenderedFile> Files(RenderContext context, PrivateNetwork network)
    {
        string key = RenderContext.Key(network.Id);
        string service = ServiceName(network);
        yield return RenderContext.TextFile($"dnsmasq/{key}.conf", service, Configuration(context, network, key), ChangeEffect.Restart);
        if (network.Dhcp)
        {
            yield return RenderContext.TextFile($"dnsmasq/{key}.hosts", service, Hosts(network));
        }

        if (network.Dns)
        {
            yield return RenderContext.TextFile($"dnsmasq/{key}.names", service, Names(network));
            yield return RenderContext.TextFile($"dnsmasq/{key}.servers", service, string.Concat(network.DnsUpstreams.Select(upstream => $"server={upstream}\n")));
        }
    }

    private static string Configuration(RenderContext context, PrivateNetwork network, string key)
    {
        var text = new ConfigText()
            .Line($"# {SafeComment.From(network.Name)}")
            .Line($"interface={RenderContext.PrivateName(network.Mac)}")
            .Line("except-interface=lo")
            .Line("bind-dynamic")
            .Line("no-resolv")
            .Line("no-hosts")
            .Line($"pid-file={context.Options.RuntimeDirectory}/dnsmasq-{key}.pid")
            .LineIf(network.Domain is not null, $"domain={network.Domain}");
        if (network.Dns)
        {
            AddDns(text, context, network, key);
        }
        else
        {
            text.Line("port=0");
        }

        if (network.Dhcp)
        {
            AddDhcp(text, context, network, key);
        }

        return text.ToString();
    }

    private static void AddDns(ConfigText text, RenderContext context, PrivateNetwork network, string key) => text
        .Line($"addn-hosts={context.Options.CurrentDirectory}/dnsmasq/{key}.names")
        .Line($"servers-file={context.Options.CurrentDirectory}/dnsmasq/{key}.servers")
        .Line("domain-needed")
        .Line("bogus-priv")
        .Line("strict-order")
        .Line("cache-size=10000")
        .LineIf(network.Domain is not null, $"expand-hosts");

    /// <summary>
    /// The cards without a way out are named here and not by a tag of the hosts' file: a dnsmasq up to 2.90 that has served a host with a tag of
    /// its own ends with a segmentation fault at the next HUP.
    /// </summary>
    private static void AddDhcp(ConfigText text, RenderContext context, PrivateNetwork network, string key)
    {
        AddDhcpOptions(text, context, network, key);
        foreach (DhcpHost host in network.Hosts.Where(host => !host.IsDefaultRoute).OrderBy(host => host.Mac))
        {
            text.Line($"dhcp-mac=set:{NoRoute},{host.Mac}");
        }
    }

    /// <summary>Each address of the network may have a lease: by default dnsmasq gives a thousand, and with more than that in its file it does not start.</summary>
    private static void AddDhcpOptions(ConfigText text, RenderContext context, PrivateNetwork network, string key) => text
        .Line($"dhcp-range={network.Network.BaseAddress},static,{network.Network.Netmask()},infinite")
        .Line($"dhcp-hostsfile={context.Options.CurrentDirectory}/dnsmasq/{key}.hosts")
        .Line($"dhcp-leasefile={context.Options.DataDirectory}/dnsmasq-{key}.leases")
        .Line($"dhcp-lease-max={network.Network.LastNumber() - network.Network.FirstNumber() + 1}")
        .Line("dhcp-ignore=tag:!known")
        .Line("dhcp-authoritative")
        .Line("no-ping")
        .Line($"dhcp-option=tag:!{NoRoute},option:router,{network.RouterAddress}")
        .Line($"dhcp-option=tag:{NoRoute},option:router")
        .LineIf(network.Dns, $"dhcp-option=tag:!{NoRoute},option:dns-server,{network.RouterAddress}")
        .LineIf(network.Dns, $"dhcp-option=tag:{NoRoute},option:dns-server")
        .LineIf(!network.Dns && network.DnsUpstreams.Count > 0, $"dhcp-option=tag:!{NoRoute},option:dns-server,{string.Join(',', network.DnsUpstreams)}")
        .LineIf(network.Domain is not null, $"dhcp-option=option:domain-search,{network.Domain}")
        .Line($"dhcp-option-force=option:mtu,{network.Mtu}");

    /// <summary>Lines of the form <c>mac,address,name,infinite</c>.</summary>
    private static string Hosts(PrivateNetwork network)
    {
        var text = new ConfigText();
        foreach (DhcpHost host in network.Hosts.OrderBy(host => host.Address.ToNumber()))
        {
            string? name = DnsmasqName.InHostsFile(host.HostName, network.Domain);
            text.Line($"{host.Mac},{host.Address},{(name is null ? string.Empty : name + ",")}infinite");
        }

        return text.ToString();
    }

    /// <summary>Lines of the form <c>address name</c>, as in /etc/hosts.</summary>
    private static string Names(PrivateNetwork network)
    {
        var text = new ConfigText();
        foreach (DhcpHost host in network.Hosts.Where(host => host.HostName is not null).OrderBy(host => host.Address.ToNumber()))
        {
            text.Line($"{host.Address} {host.HostName}");
        }

        return text.ToString();
    }
}
