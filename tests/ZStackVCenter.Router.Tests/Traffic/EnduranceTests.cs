using System.Net;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>Connections that stand while the router becomes another one a hundred times.</summary>
[Collection(TrafficTests.Name)]
public sealed class EnduranceTests(TrafficLab lab)
{
    private const int Applies = 100;
    private static readonly Vip EipVip = Wanted.Vip(20, "198.51.100.20");
    private static readonly Vip ServiceVip = Wanted.Vip(21, "198.51.100.21");
    private static readonly Vip OtherVip = Wanted.Vip(22, "198.51.100.22");
    private static readonly TunnelPair Tunnel = new(701, "the first key", ["10.1.0.0/24"], ["10.8.0.0/24"]);
    private static readonly TunnelPair OtherTunnel = new(702, "the first key", ["10.2.0.0/24"], ["10.9.0.0/24"]);

    // A listener that stays, whose backend is one guest.
    private static readonly Listener Listener = Wanted.Listener(703, ServiceVip, 80, ListenerProtocol.Tcp, 7702) with
    {
        Backends = [new Backend { Id = Wanted.Id(101), NetworkId = Wanted.NetworkA, Address = IPAddress.Parse("10.1.0.12") }],
    };

    [RouterFact]
    public async Task Downloads_lose_no_byte_while_a_hundred_applies_come_and_go()
    {
        await Task.WhenAll(lab.ApplyAsync(State(0)), lab.FarRouter.ApplyAsync(TunnelPair.There([Tunnel, OtherTunnel])));
        await using EchoServer ready = new(lab.Far1, 7709);
        await Eventually.TrueAsync("the tunnel is up", async () => (await lab.Web1.AskOrNobodyAsync("10.8.0.11", 7709)).Name == "far1");
        await using LongDownload snat = await LongDownload.StartAsync(lab.Outside, 7700, lab.Web2, TrafficLab.World, 7700);
        await using LongDownload eip = await LongDownload.StartAsync(lab.Web1, 7701, lab.Outside, "198.51.100.20", 7701);
        await using LongDownload tunnel = await LongDownload.StartAsync(lab.Far1, 7703, lab.Web1, "10.8.0.11", 7703);
        await using LongDownload listener = await ListenerDownloadAsync();
        Dictionary<string, LongDownload> downloads = new() { ["SNAT"] = snat, ["an EIP"] = eip, ["a listener"] = listener, ["the tunnel"] = tunnel };

        for (int i = 1; i <= Applies; i++)
        {
            await lab.ApplyAsync(State(i));
        }

        Dictionary<string, long> received = downloads.ToDictionary(d => d.Key, d => d.Value.Received);
        await Eventually.TrueAsync("all of them still move", () => Task.FromResult(downloads.All(d => d.Value.Received > received[d.Key])));
        foreach ((string way, LongDownload download) in downloads)
        {
            DownloadResult result = await download.EndAsync();
            Assert.True(result.Same && result.Sent == result.Received, $"the download through {way}: {result}");
        }
    }

    // The listener takes its backend in when the first health checks have passed.
    private async Task<LongDownload> ListenerDownloadAsync()
    {
        await using (EchoServer first = new(lab.Web2, 7702))
        {
            await Eventually.TrueAsync("the listener serves", async () => (await lab.Outside.AskOrNobodyAsync("198.51.100.21", 80)).Name == "web2");
        }

        return await LongDownload.StartAsync(lab.Web2, 7702, lab.Outside, "198.51.100.21", 80);
    }

    /// <summary>What stays, and each time another choice of all that may come and go.</summary>
    private static RouterState State(int number)
    {
        RouterState state = TunnelPair.Here(Has(number, 4) ? [Tunnel, OtherTunnel] : [Tunnel]);
        PrivateNetwork a = state.PrivateNetworks[0];
        PrivateNetwork b = state.PrivateNetworks[1];
        return state with
        {
            Vips = [.. state.Vips, EipVip, ServiceVip, OtherVip],
            Eips = Has(number, 0) ? [Wanted.Eip(EipVip, "10.1.0.11"), Wanted.Eip(OtherVip, "10.2.0.11", Wanted.NetworkB)] : [Wanted.Eip(EipVip, "10.1.0.11")],
            PortForwardings = Has(number, 1) ? [Wanted.Forward(710 + (number % 7), ServiceVip, new PortRange(1000 + number), "10.1.0.12", new PortRange(22))] : [],
            Listeners =
            [
                Listener,
                .. Has(number, 2) ? [Wanted.Listener(720, ServiceVip, 81, ListenerProtocol.Http, 7750, (BalancerAlgorithm)(number % 3))] : Array.Empty<Listener>(),
                .. Has(number, 3) ? [Wanted.Listener(721, ServiceVip, 5300 + number, ListenerProtocol.Udp, 7751)] : Array.Empty<Listener>(),
            ],
            PrivateNetworks =
            [
                Has(number, 5) ? a with { Hosts = [.. a.Hosts, new DhcpHost { Mac = MacAddress.Parse("02:00:00:00:0a:77"), Address = IPAddress.Parse($"10.1.0.{100 + number}") }] } : a,
                b with { SnatAddress = Has(number, 6) ? ServiceVip.Address : b.SnatAddress },
            ],
            Firewall = new FirewallDefaults { BetweenPrivateNetworks = number % 3 == 0 ? FirewallAction.Accept : FirewallAction.Reject },
        };
    }

    // Gray code: each apply changes one or two things, and in a hundred all have come and gone many times.
    private static bool Has(int number, int thing) => (((number ^ (number >> 1)) >> thing) & 1) == 1;
}
