using System.Net;
using ZStackVCenter.Router.Look;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>What one look at a router tells.</summary>
[Collection(TrafficTests.Name)]
public sealed class LookTests(TrafficLab lab)
{
    private const string Address = "198.51.100.66";
    private static readonly Vip Vip = Wanted.Vip(66, Address);
    private static readonly Vip IdleVip = Wanted.Vip(67, "198.51.100.67");
    private static readonly TunnelPair Tunnel = new(510, "a key to look at", ["10.1.0.0/24"], ["10.8.0.0/24"]);

    [RouterFact]
    public async Task One_look_tells_health_sessions_and_bytes_tunnels_leases_and_what_each_vip_carried()
    {
        // All that is behind the TCP listener lives; behind the others web2 is dead.
        Listener tcp = Wanted.Listener(351, Vip, 351, ListenerProtocol.Tcp, 7351);
        Listener http = Wanted.Listener(352, Vip, 352, ListenerProtocol.Http, 7352);
        Listener udp = Wanted.Listener(353, Vip, 353, ListenerProtocol.Udp, 7353);
        RouterState here = TunnelPair.Here([Tunnel]);
        IpsecTunnel lonely = here.Tunnels[0] with { Id = Wanted.Id(511), Name = "a { b = c", PeerAddress = IPAddress.Parse("198.51.100.99"), RemoteCidrs = [IPNetwork.Parse("10.99.0.0/24")] };
        await Task.WhenAll(
            lab.ApplyAsync(here with { Vips = [.. here.Vips, Vip, IdleVip], Listeners = [tcp, http, udp], Tunnels = [.. here.Tunnels, lonely] }),
            lab.FarRouter.ApplyAsync(TunnelPair.There([Tunnel])));
        await using EchoServer tcp1 = new(lab.Web1, tcp.BackendPort);
        await using EchoServer tcp2 = new(lab.Web2, tcp.BackendPort);
        await using WebServer http1 = new(lab.Web1, http.BackendPort);
        await using EchoServer udp1 = new(lab.Web1, udp.BackendPort);
        await using EchoServer far = new(lab.Far1, 7354);
        await Eventually.TrueAsync("the dead backends are out, and the living are in", async () =>
            (await LookAsync()).Listeners.SelectMany(one => one.Backends).Count(backend => backend.IsHealthy == true) == 4);
        await Shares.BothInAsync(() => lab.Outside.AskAsync(Address, tcp.Port));
        await TunnelTests.ReachAsync(lab.Web1, "10.8.0.11", 7354);
        using Holding held = new();
        using System.Net.Sockets.Socket standing = await lab.Outside.ConnectAsync(Address, tcp.Port);
        await standing.GreetingAsync();
        using (System.Net.Sockets.Socket ended = await lab.Outside.ConnectAsync(Address, tcp.Port))
        {
            await ended.GreetingAsync();
            Assert.True(await ended.EchoesAsync("I am counted when I end"));
        }

        await held.AddAsync(new Service(ListenerProtocol.Http, Address, http.Port), lab.Outside);
        using UdpTalk talk = new(lab.Outside, 0, Address, udp.Port);
        await talk.AskAsync();
        await Eventually.TrueAsync("one connection has ended", async () => (await LookAsync()).Listeners.Single(one => one.Id == tcp.Id).Sessions == 1);

        RouterStatus status = await LookAsync();

        Assert.True(status.Generation > 0);
        Assert.Equal(["dnsmasq", "dnsmasq", "haproxy", "healthcheck", "nginx", "strongswan"], status.Services.Select(service => service.Name.Split('@')[0]).Order());
        Assert.All(status.Services, service => Assert.True(service.IsRunning && service.Answers, service.ToString()));

        ListenerStatus[] listeners = [.. status.Listeners.OrderBy(listener => listener.Id)];
        Assert.Equal([tcp.Id, http.Id, udp.Id], listeners.Select(listener => listener.Id));
        Assert.All(listeners, listener => Assert.True(listener is { Sessions: 1, BytesIn: > 0, BytesOut: > 0 }, listener.ToString()));
        Assert.All(listeners, listener => Assert.Equal(tcp.Backends.Select(b => $"{b.Id} {b.Address}"), listener.Backends.Select(b => $"{b.Id} {b.Address}").Order()));
        Assert.All(listeners[0].Backends, backend => Assert.True(backend is { IsHealthy: true, TotalSessions: > 0, BytesIn: >= 0, BytesOut: > 0 }, backend.ToString()));
        Assert.Equal(1, listeners[0].Backends.Sum(backend => backend.Sessions));
        foreach (ListenerStatus listener in listeners[1..])
        {
            BackendStatus[] backends = [.. listener.Backends.OrderBy(backend => backend.Id)];
            Assert.True(backends[0] is { IsHealthy: true, Sessions: 1, BytesIn: > 0, BytesOut: > 0 }, backends[0].ToString());
            Assert.True(backends[1] is { IsHealthy: false, Health: "DOWN", Sessions: 0 }, backends[1].ToString());
        }

        Assert.Equal([(Tunnel.Number, true), (511, false)], status.Tunnels.Select(one => (BitConverter.ToInt32(one.Id.ToByteArray()), one.IsUp)).Order());
        TunnelChildStatus pair = Assert.Single(status.Tunnels.Single(one => one.IsUp).Children);
        Assert.True(pair is { Local: "10.1.0.0/24", Remote: "10.8.0.0/24", BytesIn: > 0, BytesOut: > 0 }, pair.ToString());

        Assert.Contains(status.Leases, lease => lease is { Mac: "02:00:00:00:0a:11", HostName: "web1" } && lease.Address.ToString() == "10.1.0.11");
        Assert.True(status.Vips.Single(one => one.Id == Vip.Id) is { PacketsIn: > 0, BytesIn: > 0, PacketsOut: > 0, BytesOut: > 0 });
        Assert.Equal(new VipTraffic(IdleVip.Id, 0, 0, 0, 0), status.Vips.Single(one => one.Id == IdleVip.Id));
    }

    [RouterFact]
    public async Task The_bytes_of_a_connection_count_while_it_stands()
    {
        Listener tcp = Wanted.Listener(354, Vip, 354, ListenerProtocol.Tcp, 7355);
        await lab.ApplyAsync(Wanted.RouterWith(Vip, tcp));
        await using EchoServer web1 = new(lab.Web1, tcp.BackendPort);
        await using EchoServer web2 = new(lab.Web2, tcp.BackendPort);
        await Shares.BothInAsync(() => lab.Outside.AskAsync(Address, tcp.Port));
        using System.Net.Sockets.Socket standing = await lab.Outside.ConnectAsync(Address, tcp.Port);
        await standing.GreetingAsync();

        await Eventually.TrueAsync("a second question of a hundred bytes is counted", async () =>
        {
            Assert.True(await standing.EchoesAsync(new string('x', 100)));
            return (await LookAsync()).Listeners.Single() is { Sessions: 1, BytesIn: >= 100, BytesOut: >= 100 } listener
                && listener.Backends.Single(backend => backend.Sessions == 1) is { BytesIn: >= 100, BytesOut: >= 100 };
        });
    }

    [RouterFact]
    public async Task A_tunnel_that_is_down_is_shown_as_down_until_both_ends_agree()
    {
        await Task.WhenAll(lab.ApplyAsync(Wanted.Router), lab.FarRouter.ApplyAsync(Wanted.Far));
        await Task.WhenAll(
            lab.ApplyAsync(TunnelPair.Here([Tunnel with { Number = 512 }])),
            lab.FarRouter.ApplyAsync(TunnelPair.There([Tunnel with { Number = 512, Key = "not the same key" }])));
        await Task.WhenAll(IsShownAsync(lab.Router, "DOWN", isUp: false), IsShownAsync(lab.FarRouter, "DOWN", isUp: false));

        await lab.FarRouter.ApplyAsync(TunnelPair.There([Tunnel with { Number = 512 }]));
        await Task.WhenAll(IsShownAsync(lab.Router, "ESTABLISHED", isUp: true), IsShownAsync(lab.FarRouter, "ESTABLISHED", isUp: true));
    }

    private static Task IsShownAsync(LabRouter router, string state, bool isUp) => Eventually.TrueAsync($"the tunnel is {state}", async () =>
    {
        TunnelStatus tunnel = Assert.Single((await router.Client.LookAsync(CancellationToken.None)).Tunnels);
        Assert.Equal(Wanted.Id(512), tunnel.Id);
        return tunnel.State == state && tunnel.IsUp == isUp && tunnel.Children.Count == 1;
    });

    private Task<RouterStatus> LookAsync() => lab.Router.Client.LookAsync(CancellationToken.None);
}
