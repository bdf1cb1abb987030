using System.Text;
using ZStackVCenter.Router.Render;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>
/// A small configuration written by hand, so that a test can break any file of it: three cards, one table, a name server and a balancer.
/// </summary>
internal sealed record SampleConfiguration
{
    public const string Management = "mgt005056000001";
    public const string Public = "pub005056000002";
    public const string Private = "prv005056000003";
    public const string Listener = "0198f00000007000800000000000001a";
    public const string Backend = "0198f00000007000800000000000002b";
    private const int Readable = 0x1A4;

    /// <summary>Addresses on the public card besides its own.</summary>
    public IReadOnlyList<string> Vips { get; init; } = ["203.0.113.10"];

    /// <summary>What the balancer listens on.</summary>
    public string Bind { get; init; } = "203.0.113.2:8080";

    /// <summary>More lines for the balancer.</summary>
    public string HaproxyLines { get; init; } = string.Empty;

    /// <summary>More lines for the name server.</summary>
    public string DnsmasqLines { get; init; } = string.Empty;

    /// <summary>More lines at the end of the ruleset.</summary>
    public string RulesetLines { get; init; } = string.Empty;

    /// <summary>More kernel settings.</summary>
    public string SysctlLines { get; init; } = string.Empty;

    /// <summary>More lines of routes.</summary>
    public string RouteLines { get; init; } = string.Empty;

    /// <summary>The hardware address of the private card.</summary>
    public string PrivateMac { get; init; } = "00:50:56:00:00:03";

    /// <summary>Whether there is a balancer.</summary>
    public bool HasHaproxy { get; init; } = true;

    /// <summary>More services and files.</summary>
    public IReadOnlyList<(RenderedService Service, RenderedFile[] Files)> More { get; init; } = [];

    public static RenderedFile File(string path, string service, string text) =>
        new() { Path = path, Service = service, Content = Encoding.UTF8.GetBytes(text), Mode = Readable };

    public RenderedConfiguration Render()
    {
        List<RenderedService> services =
        [
            new() { Name = "network", Kind = ServiceKind.Network },
            new() { Name = "nftables", Kind = ServiceKind.Nftables, MainFile = "nftables/ruleset.nft" },
            new() { Name = "dnsmasq@a", Kind = ServiceKind.Dnsmasq, Instance = "a", MainFile = "dnsmasq/a.conf" },
        ];
        List<RenderedFile> files =
        [
            File("network/links", "network", $"{Management} 1500\n{Public} 1500\n{Private} 1400\n"),
            File("network/addresses", "network", $"{Management} 172.16.0.2/24\n{Public} 203.0.113.2/24\n{Private} 10.1.0.1/24\n{Lines(Vips.Select(vip => $"{Public} {vip}/32"))}"),
            File("network/routes", "network", $"default via 203.0.113.1 dev {Public}\n{RouteLines}"),
            File("network/rules", "network", "priority 100 lookup main suppress_prefixlength 0\npriority 200 fwmark 101 lookup 101\n"),
            File("network/sysctl.conf", "network", $"net.ipv4.ip_forward = 1\nnet.ipv4.ip_nonlocal_bind = 1\n{SysctlLines}"),
            File("network/hostname", "network", "zs-router\n"),
            File("nftables/ruleset.nft", "nftables", Ruleset),
            File("dnsmasq/a.conf", "dnsmasq@a", $"no-resolv\nno-hosts\nbind-dynamic\nlisten-address=10.1.0.1\npid-file=\naddn-hosts=/var/lib/zstackvcenter/current/dnsmasq/a.names\n{DnsmasqLines}") with { OnChange = ChangeEffect.Restart },
            File("dnsmasq/a.names", "dnsmasq@a", Lines(Vips.Select((vip, index) => $"{vip} vip{index}"))),
        ];
        if (HasHaproxy)
        {
            services.Add(new() { Name = "haproxy", Kind = ServiceKind.Haproxy, MainFile = "haproxy/haproxy.cfg" });
            files.Add(File("haproxy/haproxy.cfg", "haproxy", Haproxy));
        }

        services.AddRange(More.Select(more => more.Service));
        files.AddRange(More.SelectMany(more => more.Files));
        return ConfigurationManifest.Seal(
            Guid.Empty,
            [
                new RenderedInterface { Mac = "00:50:56:00:00:01", Name = Management },
                new RenderedInterface { Mac = "00:50:56:00:00:02", Name = Public },
                new RenderedInterface { Mac = PrivateMac, Name = Private },
            ],
            services,
            files);
    }

    private string Ruleset => $$"""
        table inet zstackvcenter {
          counter served { }
          set vips { type ipv4_addr; }
          chain input { type filter hook input priority 0; policy accept; }
        }
        flush table inet zstackvcenter
        flush set inet zstackvcenter vips
        table inet zstackvcenter {
          chain input {
            ip daddr @vips counter name served
          }
        }
        {{Lines(Vips.Select(vip => $"add element inet zstackvcenter vips {{ {vip} }}"))}}{{RulesetLines}}
        """;

    private string Haproxy => $"""
        global
          stats socket /run/zstackvcenter/haproxy.sock mode 600 level admin expose-fd listeners
        defaults
          mode tcp
          timeout connect 5s
          timeout client 60s
          timeout server 60s
        listen listener_{Listener}
          bind {Bind}
          server backend_{Backend} 203.0.113.1:8000 check inter 1s
        {HaproxyLines}

        """;

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
