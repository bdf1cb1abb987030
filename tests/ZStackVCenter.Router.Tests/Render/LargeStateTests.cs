using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ZStackVCenter.Router.Render;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Router.Tests.Render;

/// <summary>Networks and listeners of the size that a cloud has: what the programs do not take by default.</summary>
public sealed partial class LargeStateTests
{
    /// <summary>Linux gives a process so many files (<c>fs.nr_open</c>).</summary>
    private const int MostFiles = 1 << 20;

    /// <summary>Files of haproxy that are no connections: listeners, pollers, health checks.</summary>
    private const int OtherFiles = 20_000;

    private static readonly RouterState Sample = SampleState.Create();

    /// <summary>A haproxy that may not open as many files as its connections can need does not start at all.</summary>
    [Theory]
    [InlineData(150, 5000)]
    [InlineData(1, 1_000_000)]
    public void Haproxy_never_wants_more_files_than_linux_gives_a_process(int count, int connections)
    {
        RouterState state = Sample with
        {
            Listeners = [.. Enumerable.Range(0, count).Select(i => Sample.Listeners[0] with { Id = SampleState.Id(0x9000 + i), Port = 10000 + i, MaxConnections = connections })],
            PortForwardings = [],
        };
        using var folder = new RenderedFolder(state);
        int most = int.Parse(Connections().Match(folder.Text("haproxy/haproxy.cfg")).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(2 * most, 1, MostFiles - OtherFiles);
    }

    [NeedsFact("dnsmasq", Requirement.Root)]
    public void A_network_may_have_more_guests_than_dnsmasq_gives_leases_by_default()
    {
        const int guests = 2500;
        PrivateNetwork network = Sample.PrivateNetworks[1] with { Network = SampleState.Net("10.8.0.0/16"), RouterAddress = SampleState.Ip("10.8.0.1"), Hosts = [.. Enumerable.Range(0, guests).Select(Guest)] };
        using var folder = new RenderedFolder(Sample with { PrivateNetworks = [network], Eips = [], PortForwardings = [], Listeners = [], Tunnels = [] });
        string key = network.Id.ToString("N");
        string leases = string.Concat(network.Hosts.Select(host => $"0 {host.Mac} {host.Address} * *\n"));
        File.WriteAllText(folder.PathOf($"data/dnsmasq-{key}.leases"), leases);

        string script = $"dnsmasq --keep-in-foreground --port=0 --conf-file={folder.PathOf($"dnsmasq/{key}.conf")} & sleep 1; kill $! && wait $!";
        string output = RenderedFolder.Accepts("unshare", "-n", "bash", "-c", script);

        Assert.DoesNotContain("too many stored leases", output, StringComparison.Ordinal);
    }

    [NeedsFact("dnsmasq", Requirement.Root)]
    public void A_guest_may_be_told_as_many_name_servers_as_a_state_may_hold()
    {
        PrivateNetwork network = Sample.PrivateNetworks[0] with { Dns = false, DnsUpstreams = [.. Enumerable.Range(101, 32).Select(i => SampleState.Ip($"192.168.100.{i}"))] };
        using var folder = new RenderedFolder(Sample with { PrivateNetworks = [network, Sample.PrivateNetworks[1]] });
        RenderedFolder.Accepts("dnsmasq", "--test", "-C", folder.PathOf($"dnsmasq/{network.Id:N}.conf"));
    }

    private static DhcpHost Guest(int number) => new()
    {
        Mac = MacAddress.Parse($"02:00:00:00:{number >> 8:x2}:{number & 0xFF:x2}"),
        Address = IPAddress.Parse($"10.8.{1 + (number / 250)}.{1 + (number % 250)}"),
    };

    [GeneratedRegex("^global\n(?: .*\n)*? +maxconn ([0-9]+)\n")]
    private static partial Regex Connections();
}
