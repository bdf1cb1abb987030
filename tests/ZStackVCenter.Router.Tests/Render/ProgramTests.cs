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
        string counters = RenderedFolder.Accepts("unshare", "-n", "sh", "-ec", $"nft -f {file}; nft -f {file}; nft list counters");
        foreach (string name in _folder.Text("nftables/counters").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Contains(name, counters, StringComparison.Ordinal);
        }
    }

    [NeedsFact("haproxy")]
    public void Haproxy_takes_the_listeners()
    {
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

    [NeedsFact("perl")]
    public void Perl_takes_the_checker() => RenderedFolder.Accepts("perl", "-c", _folder.PathOf("healthcheck/checker.pl"));

    public void Dispose() => _folder.Dispose();
}
