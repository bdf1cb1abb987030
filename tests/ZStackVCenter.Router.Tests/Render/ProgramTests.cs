using ZStackVCenter.Router.Render;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Router.Tests.Render;

/// <summary>Each rendered file is taken by the program that it is for.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly RenderedFolder _folder = new(SampleState.Create());

    [NeedsFact("nft", Requirement.Root)]
    public void Nft_takes_the_ruleset() => RenderedFolder.Accepts("unshare", "-n", "nft", "-c", "-f", _folder.PathOf("nftables/ruleset.nft"));

    [NeedsFact("nft", Requirement.Root)]
    public void Nft_takes_the_ruleset_again_where_it_is_in_force_already()
    {
        string file = _folder.PathOf("nftables/ruleset.nft");
        string ruleset = RenderedFolder.Accepts("unshare", "-n", "sh", "-ec", $"nft -f {file}; nft -f {file}; nft list ruleset");
        string[] names = Names("nftables/ruleset.nft", "counter ", " { }");
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"counter {name} {{", ruleset, StringComparison.Ordinal));
        Assert.Contains("203.0.113.2 counter packets 0 bytes 0 comment \"vip_00000020000000008000000000000000_in\"", ruleset, StringComparison.Ordinal);
    }

    [NeedsFact("haproxy")]
    public void Haproxy_takes_the_listeners()
    {
        File.WriteAllText(_folder.PathOf("run/haproxy.state"), "1\n");
        string output = RenderedFolder.Accepts("haproxy", "-c", "-f", _folder.PathOf("haproxy/haproxy.cfg"));
        Assert.DoesNotContain("WARNING", output, StringComparison.Ordinal);
    }

    [NeedsFact("dnsmasq")]
    public void Dnsmasq_takes_each_network()
    {
        foreach (string file in _folder.MainFiles(ServiceKind.Dnsmasq))
        {
            RenderedFolder.Accepts("dnsmasq", "--test", "-C", _folder.PathOf(file));
        }
    }

    [NeedsFact("nginx", Requirement.Root)]
    public void Nginx_takes_each_udp_listener()
    {
        foreach (string file in _folder.MainFiles(ServiceKind.Nginx))
        {
            RenderedFolder.Accepts("unshare", "-n", "sh", "-ec", $"echo 1 > /proc/sys/net/ipv4/ip_nonlocal_bind; nginx -e stderr -t -c {_folder.PathOf(file)}");
        }
    }

    [NeedsFact("swanctl", "charon-systemd", Requirement.Root)]
    public void Charon_takes_the_tunnels()
    {
        // A network and a /run of its own: another charon of this machine is not spoken to.
        string script = $$"""
            mount -t tmpfs none /run; ip link set lo up
            printf 'charon-systemd { plugins { include /etc/strongswan.d/charon/*.conf } }' > /run/strongswan.conf
            STRONGSWAN_CONF=/run/strongswan.conf /usr/sbin/charon-systemd & daemon=$!
            for try in $(seq 300); do swanctl --stats >/dev/null 2>&1 && break; sleep 0.1; done
            swanctl --load-all --noprompt --file {{_folder.PathOf("strongswan/swanctl.conf")}}; loaded=$?
            swanctl --list-conns
            kill $daemon; wait $daemon; exit $loaded
            """;
        string output = RenderedFolder.Accepts("unshare", "-n", "-m", "bash", "-c", script);
        Assert.Contains("successfully loaded 2 connections, 0 unloaded", output, StringComparison.Ordinal);
        string[] children = Names("strongswan/swanctl.conf", "tunnel_", " {");
        Assert.NotEmpty(children);
        Assert.All(children, child => Assert.Contains("tunnel_" + child, output, StringComparison.Ordinal));
    }

    [NeedsFact("perl")]
    public void Perl_takes_the_checker() => RenderedFolder.Accepts("perl", "-c", _folder.PathOf("healthcheck/checker.pl"));

    public void Dispose() => _folder.Dispose();

    // What stands between two words on the lines of a file that begin and end with them.
    private string[] Names(string file, string start, string end) =>
    [
        .. _folder.Text(file).Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith(start, StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal))
            .Select(line => line[start.Length..^end.Length]),
    ];
}
