using System.Text;
using System.Text.RegularExpressions;
using ZStackVCenter.Router.Render;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Router.Tests.Render;

/// <summary>Ten thousand hostile states are refused, or rendered to what they mean and nothing else.</summary>
public sealed class HostileStateTests
{
    private const int Seed = 20240229;

    [Fact]
    public void A_hostile_state_is_refused_or_means_only_what_it_says()
    {
        var states = new HostileStates(Seed);
        int rendered = 0;
        int refused = 0;
        for (int i = 0; i < 10_000; i++)
        {
            string json = states.Next();
            try
            {
                RouterState state = RouterState.FromJson(json);
                RenderedGrammar.Check(state, RouterRenderer.Render(state));
                rendered++;
            }
            catch (RouterStateException)
            {
                refused++;
            }
        }

        Assert.True(rendered > 500, $"Only {rendered} of the states were rendered: the generator is too wild to show anything.");
        Assert.True(refused > 500, $"Only {refused} of the states were refused: the generator is too tame to show anything.");
    }

    [NeedsFact("nft", "haproxy", "dnsmasq", "nginx", Requirement.Root)]
    public void What_is_rendered_of_hostile_states_is_taken_by_the_programs()
    {
        var states = new HostileStates(Seed + 1);
        int left = 25;
        while (left > 0)
        {
            try
            {
                using var folder = new RenderedFolder(RouterState.FromJson(states.Next()));
                left--;
                var script = new StringBuilder("echo 1 > /proc/sys/net/ipv4/ip_nonlocal_bind; ");
                script.Append("nft -c -f ").Append(folder.PathOf("nftables/ruleset.nft")).Append("; ");
                script.AppendJoin(string.Empty, folder.MainFiles(ServiceKind.Dnsmasq).Select(file => $"dnsmasq --test -C {folder.PathOf(file)}; "));
                script.AppendJoin(string.Empty, folder.MainFiles(ServiceKind.Haproxy).Select(file => $"haproxy -c -f {folder.PathOf(file)}; "));
                script.AppendJoin(string.Empty, folder.MainFiles(ServiceKind.Nginx).Select(file => $"nginx -e stderr -t -c {folder.PathOf(file)}; "));
                RenderedFolder.Accepts("unshare", "-n", "sh", "-ec", script.ToString());
            }
            catch (RouterStateException)
            {
            }
        }
    }
}

/// <summary>Reads rendered files back: every line is one of the forms that they may have, and together they configure what the state says.</summary>
internal static partial class RenderedGrammar
{
    private const string Ip = @"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}";
    private const string Key = "[0-9a-f]{32}";
    private const string Card = "(mgt|pub|prv)[0-9a-f]{12}";
    private const string Label = "[A-Za-z0-9][A-Za-z0-9-]{0,62}";

    public static void Check(RouterState state, RenderedConfiguration configuration)
    {
        foreach (RenderedFile file in configuration.Files)
        {
            string text = Encoding.UTF8.GetString(file.Content.Span);
            Assert.DoesNotContain('\0', text);
            Regex? form = file.Path switch
            {
                "network/hostname" => Hostname(),
                _ when file.Path.EndsWith(".hosts", StringComparison.Ordinal) => HostLine(),
                _ when file.Path.EndsWith(".names", StringComparison.Ordinal) => NameLine(),
                _ when file.Path.EndsWith(".servers", StringComparison.Ordinal) => ServerLine(),
                _ when file.Path.StartsWith("dnsmasq/", StringComparison.Ordinal) => DnsmasqLine(),
                "haproxy/haproxy.cfg" => HaproxyLine(),
                _ when file.Path.StartsWith("nginx/", StringComparison.Ordinal) => NginxLine(),
                "strongswan/swanctl.conf" => SwanctlLine(),
                "nftables/ruleset.nft" => NftLine(),
                _ when file.Path.StartsWith("network/", StringComparison.Ordinal) => NetworkLine(),
                "healthcheck/targets" => TargetLine(),
                _ when file.Path.EndsWith(".pem", StringComparison.Ordinal) => PemLine(),
                // The same for all states.
                _ => file.Path == "healthcheck/checker.pl" ? null : throw new InvalidOperationException($"What may {file.Path} hold?"),
            };
            foreach (string line in form is null ? [] : text.Split('\n').Where(line => line.Length > 0))
            {
                Assert.True(form!.IsMatch(line), $"{file.Path} has a line that nobody meant: {line}");
            }
        }

        foreach (string line in Encoding.UTF8.GetString(configuration.Manifest.Span).Split('\n'))
        {
            Assert.True(ManifestLine().IsMatch(line), $"the manifest has a line that nobody meant: {line}");
        }

        Assert.Equal(Meaning.Of(state), Configured.By(configuration));
    }

    [GeneratedRegex($@"^({Card} ({Ip}/\d{{1,2}}|\d{{3,4}})|(default|{Ip}/\d{{1,2}}) via {Ip} dev {Card}( table \d{{3}})?|priority 100 lookup main suppress_prefixlength 0|priority 200 (fwmark \d{{3}}|from {Ip}) lookup \d{{3}}|-?net\.[a-z0-9_.]+ = \d+)\z")]
    private static partial Regex NetworkLine();

    [GeneratedRegex($@"^{Key} {Ip} \d{{1,5}} \d{{1,5}} (udp|tcp) \d{{1,5}} \d{{1,4}} \d{{1,4}} \d{{1,3}} \d{{1,3}} prv[0-9a-f]{{12}} {Key}\z")]
    private static partial Regex TargetLine();

    [GeneratedRegex(@"^([A-Za-z0-9+/=]{1,64}|-----(BEGIN|END) (CERTIFICATE|(RSA |EC )?PRIVATE KEY)-----)\z")]
    private static partial Regex PemLine();

    /// <summary>One entry a line, as the script on the router reads it.</summary>
    [GeneratedRegex(@"^(|[{}\]],?|""[a-z]+"": (1|\[|""[0-9a-f-]{36}""),?|\{(""[a-zA-Z0-9]+"":(""[a-z0-9@:./-]*""|\d+|true|false),?)+\},?)\z", RegexOptions.IgnoreCase)]
    private static partial Regex ManifestLine();

    [GeneratedRegex($@"^{Label}\z")]
    private static partial Regex Hostname();

    [GeneratedRegex($@"^([0-9a-f]{{2}}:){{5}}[0-9a-f]{{2}},{Ip},({Label}(\.{Label})*,)?infinite\z")]
    private static partial Regex HostLine();

    [GeneratedRegex($@"^{Ip} {Label}\z")]
    private static partial Regex NameLine();

    [GeneratedRegex($@"^server={Ip}\z")]
    private static partial Regex ServerLine();

    [GeneratedRegex($@"^(# .*|interface=prv[0-9a-f]{{12}}|except-interface=lo|bind-dynamic|no-resolv|no-hosts|(pid-file|addn-hosts|servers-file|dhcp-hostsfile|dhcp-leasefile)=/[a-z/]+(dnsmasq-|dnsmasq/){Key}\.(pid|names|servers|hosts|leases)|domain=[A-Za-z0-9.-]{{1,253}}|port=0|domain-needed|bogus-priv|strict-order|cache-size=10000|expand-hosts|dhcp-range={Ip},static,{Ip},infinite|dhcp-lease-max=\d{{1,8}}|dhcp-ignore=tag:!known|dhcp-authoritative|no-ping|dhcp-option=tag:!noroute,option:(router|dns-server)(,{Ip})+|dhcp-option=tag:noroute,option:(router|dns-server)|dhcp-option=option:domain-search,[A-Za-z0-9.-]{{1,253}}|dhcp-mac=set:noroute,([0-9a-f]{{2}}:){{5}}[0-9a-f]{{2}}|dhcp-option-force=option:mtu,\d{{3,4}})\z")]
    private static partial Regex DnsmasqLine();

    [GeneratedRegex($@"^(# .*|global|defaults|listen listener_{Key}|    (bind {Ip}:\d{{1,5}}( ssl crt certificates/{Key}\.pem alpn h2,http/1\.1)?|server backend_{Key} {Ip}:\d{{1,5}}|default-server check port \d{{1,5}} inter \d{{1,4}}s rise \d{{1,3}} fall \d{{1,3}}|mode (tcp|http)|maxconn \d{{1,7}}|balance (roundrobin|leastconn|source)|hash-type consistent|timeout [a-z-]+ \d{{1,5}}s|option (forwardfor|dontlognull|contstats|redispatch 1)|http-request set-header X-Forwarded-Proto https?|default-path config|user haproxy|group haproxy|retries 3|load-server-state-from-file global|stats socket [a-z/.]+ mode 600 level admin expose-fd listeners|server-state-file [a-z/.]+|ssl-default-bind-options ssl-min-ver TLSv1\.2 no-tls-tickets|ssl-default-bind-ciphers [A-Z0-9+:]+))\z")]
    private static partial Regex HaproxyLine();

    [GeneratedRegex($@"^(# .*| *(load_module /usr/lib/nginx/modules/ngx_stream_module\.so;|user www-data;|worker_processes 1;|worker_rlimit_nofile \d+;|pid /[a-z/]+nginx-{Key}\.pid;|error_log stderr warn;|events \{{|stream \{{|upstream backends \{{|server \{{|\}}|worker_connections \d+;|limit_conn_zone \$server_port zone=sessions:64k;|least_conn;|hash \$remote_addr consistent;|server {Ip}:\d{{1,5}} max_fails=0;|listen {Ip}:\d{{1,5}} udp;|limit_conn sessions \d+;|proxy_pass backends;|proxy_timeout \d{{1,5}}s;))\z")]
    private static partial Regex NginxLine();

    [GeneratedRegex($@"^ *(# .*|#|\}}|connections \{{|secrets \{{|(ike-)?peer_[0-9a-f]{{16}} \{{|local \{{|remote \{{|children \{{|tunnel_{Key}_[0-9-]+_[0-9-]+ \{{|[a-z_]+ = ([a-z0-9-]+|{Ip}(/\d{{1,2}})?)|id(-local|-remote)? = ""[A-Za-z0-9.@_-]+""|secret = 0x[0-9a-f]+)\z")]
    private static partial Regex SwanctlLine();

    /// <summary>The ruleset holds no text of anybody's: it must be made of these characters and be closed by the table's own braces.</summary>
    [GeneratedRegex(@"^[\ta-zA-Z0-9_ .:,/*@""!=<>{};+-]+\z")]
    private static partial Regex NftLine();
}
