using System.Net;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>Four downloads that go on all the time: through SNAT, an EIP, a listener and a tunnel.</summary>
internal sealed class Downloads : IAsyncDisposable
{
    public static readonly Vip EipVip = Wanted.Vip(20, "198.51.100.20");
    public static readonly Vip ServiceVip = Wanted.Vip(21, "198.51.100.21");
    public static readonly TunnelPair Tunnel = new(701, "the first key", ["10.1.0.0/24"], ["10.8.0.0/24"]);
    public static readonly TunnelPair OtherTunnel = new(702, "the first key", ["10.2.0.0/24"], ["10.9.0.0/24"]);

    /// <summary>Its backend is one guest.</summary>
    public static readonly Listener Listener = Wanted.Listener(703, ServiceVip, 80, ListenerProtocol.Tcp, 7702) with
    {
        Backends = [new Backend { Id = Wanted.Id(101), NetworkId = Wanted.NetworkA, Address = IPAddress.Parse("10.1.0.12") }],
    };

    private readonly List<(string Way, LongDownload Download)> _all = [];

    private Downloads()
    {
    }

    /// <summary>What they need of the router, with those tunnels.</summary>
    public static RouterState Need(params TunnelPair[] tunnels)
    {
        RouterState state = TunnelPair.Here(tunnels);
        return state with { Vips = [.. state.Vips, EipVip, ServiceVip], Eips = [Wanted.Eip(EipVip, "10.1.0.11")], Listeners = [Listener] };
    }

    /// <summary>Starts them over both routers, of which the first is that state.</summary>
    public static async Task<Downloads> StartAsync(TrafficLab lab, RouterState state)
    {
        await Task.WhenAll(lab.ApplyAsync(state), lab.FarRouter.ApplyAsync(TunnelPair.There([Tunnel, OtherTunnel])));
        await using (EchoServer ready = new(lab.Far1, 7709))
        await using (EchoServer first = new(lab.Web2, 7702))
        {
            // The listener takes its backend in when the first health checks have passed.
            await Eventually.TrueAsync("the tunnel is up", async () => (await lab.Web1.AskOrNobodyAsync("10.8.0.11", 7709)).Name == "far1");
            await Eventually.TrueAsync("the listener serves", async () => (await lab.Outside.AskOrNobodyAsync("198.51.100.21", 80)).Name == "web2");
        }

        Downloads downloads = new();
        downloads._all.Add(("SNAT", await LongDownload.StartAsync(lab.Outside, 7700, lab.Web2, TrafficLab.World, 7700)));
        downloads._all.Add(("an EIP", await LongDownload.StartAsync(lab.Web1, 7701, lab.Outside, "198.51.100.20", 7701)));
        downloads._all.Add(("the tunnel", await LongDownload.StartAsync(lab.Far1, 7703, lab.Web1, "10.8.0.11", 7703)));
        downloads._all.Add(("a listener", await LongDownload.StartAsync(lab.Web2, 7702, lab.Outside, "198.51.100.21", 80)));
        return downloads;
    }

    /// <summary>Waits until each has moved since now.</summary>
    public async Task MoveAsync(string after)
    {
        long[] received = [.. _all.Select(item => item.Download.Received)];
        foreach ((int i, (string way, LongDownload download)) in _all.Index())
        {
            await Eventually.TrueAsync($"the download through {way} moves after {after}", () => Task.FromResult(download.Received > received[i]));
        }
    }

    /// <summary>Ends them: no byte was lost, and no connection reset.</summary>
    public async Task AllCameAsync()
    {
        foreach ((string way, LongDownload download) in _all)
        {
            DownloadResult result = await download.EndAsync();
            Assert.True(result.Same && result.Sent == result.Received && result.Received > 0, $"the download through {way}: {result}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((_, LongDownload download) in _all)
        {
            await download.DisposeAsync();
        }
    }
}
