using System.Net.Sockets;
using System.Security.Cryptography;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>TCP, HTTP and HTTPS listeners: what backends see, and what they do when one dies.</summary>
[Collection(TrafficTests.Name)]
public sealed class ListenerTests(TrafficLab lab)
{
    private const string Address = "198.51.100.60";
    private static readonly Vip Vip = Wanted.Vip(60, Address);

    [RouterFact]
    public async Task Http_and_https_tell_the_backend_who_asks_and_https_shows_its_certificate()
    {
        await ApplyAsync(Wanted.Listener(304, Vip, 80, ListenerProtocol.Http, 7403), Wanted.Listener(305, Vip, 443, ListenerProtocol.Https, 7403));
        await using WebServer web1 = new(lab.Web1, 7403);
        await using WebServer web2 = new(lab.Web2, 7403);

        foreach (Uri address in (Uri[])[new($"http://{Address}/some/page"), new($"https://{Address}/some/page")])
        {
            HashSet<string> servers = [];
            Page page = null!;
            await Eventually.TrueAsync($"both backends serve {address}", async () =>
            {
                if (await lab.Outside.BrowseOrNothingAsync(address, TrafficLab.Friend) is { } got)
                {
                    page = got;
                    servers.Add(got.Server);
                }

                return servers.Count == 2;
            });

            Assert.Equal("GET /some/page HTTP/1.1", page.Request[0]);
            Assert.Contains(page.Request, line => line.Equals($"x-forwarded-for: {TrafficLab.Friend}", StringComparison.OrdinalIgnoreCase));
            Assert.Equal(address.Scheme == "https" ? Wanted.Shown.GetCertHashString(HashAlgorithmName.SHA256) : string.Empty, page.Certificate);
        }
    }

    [RouterFact]
    public async Task A_dead_backend_is_out_and_comes_back()
    {
        await ApplyAsync(Wanted.Listener(306, Vip, 83, ListenerProtocol.Tcp, 7404));
        await using EchoServer web1 = new(lab.Web1, 7404);
        EchoServer dying = new(lab.Web2, 7404);
        await BothInAsync(() => lab.Outside.AskAsync(Address, 83));

        await dying.DisposeAsync();
        await OutAsync();
        IReadOnlyDictionary<string, int> alone = await CountAsync(6, () => lab.Outside.AskAsync(Address, 83));
        await using EchoServer back = new(lab.Web2, 7404);

        Assert.Equal("web1", Assert.Single(alone).Key);
        await BothInAsync(() => lab.Outside.AskAsync(Address, 83));

        async Task OutAsync() => await Eventually.TrueAsync(
            "four in a row are answered by the other one",
            async () => (await CountAsync(4, async () => await lab.Outside.AskOrNobodyAsync(Address, 83))) is { Count: 1 } names && names.ContainsKey("web1"));
    }

    [RouterFact]
    public async Task A_listener_that_is_taken_away_ends_the_connections_through_it_and_no_others()
    {
        Listener other = Wanted.Listener(309, Vip, 89, ListenerProtocol.Tcp, 7409);
        Listener gone = Wanted.Listener(308, Vip, 88, ListenerProtocol.Tcp, 7409);
        await ApplyAsync(gone, other);
        await using EchoServer web1 = new(lab.Web1, 7409);
        await using EchoServer web2 = new(lab.Web2, 7409);
        await BothInAsync(() => lab.Outside.AskAsync(Address, 88));
        await BothInAsync(() => lab.Outside.AskAsync(Address, 89));
        using Socket ended = await lab.Outside.ConnectAsync(Address, 88);
        await ended.GreetingAsync();
        using Socket kept = await lab.Outside.ConnectAsync(Address, 89);
        await kept.GreetingAsync();

        await ApplyAsync(other);

        Assert.True(await kept.EchoesAsync("still here"));
        Assert.False(await ended.EchoesAsync("still here"));
        Assert.True(await lab.Outside.HearsNothingAsync(Address, 88));
    }

    [RouterTheory]
    [InlineData(BalancerAlgorithm.RoundRobin)]
    [InlineData(BalancerAlgorithm.LeastConnections)]
    [InlineData(BalancerAlgorithm.Source)]
    public async Task What_a_backend_refuses_goes_to_another_one_at_once(BalancerAlgorithm algorithm)
    {
        // Its health is looked at elsewhere, so it stays in.
        Listener listener = Wanted.Listener(360 + (int)algorithm, Vip, 85, ListenerProtocol.Http, 7410, algorithm);
        await ApplyAsync(listener with { HealthCheck = listener.HealthCheck with { Port = 7498 } });
        Service service = new(listener.Protocol, Address, listener.Port);
        await using IAsyncDisposable web1 = service.Serve(lab.Web1, listener.BackendPort);
        await using IAsyncDisposable web2 = service.Serve(lab.Web2, listener.BackendPort);
        await using EchoServer health1 = new(lab.Web1, 7498);
        await using EchoServer health2 = new(lab.Web2, 7498);
        string[] clients = [.. Enumerable.Range(100, 24).Select(n => $"198.51.100.{n}")];
        await lab.Outside.ShellAsync(string.Join('\n', clients.Select(c => $"ip address add {c}/32 dev lo")));
        HealthPort refusing = new(lab.Web2, isTcp: true, listener.BackendPort);
        try
        {
            await Shares.BothInAsync(clients.Select(c => (Func<Task<Greeting>>)(() => service.AskAsync(lab.Outside, c))));
            await refusing.PlayAsync(string.Empty, "-");

            foreach (string client in clients)
            {
                Assert.Equal("web1", (await service.AskAsync(lab.Outside, client)).Name);
            }

            Assert.InRange(await refusing.TriesAsync(), 1, clients.Length);
        }
        finally
        {
            await lab.Outside.ShellAsync(string.Join('\n', clients.Select(c => $"ip address del {c}/32 dev lo")));
            await refusing.EndAsync();
        }
    }

    [RouterFact]
    public async Task A_health_check_may_look_at_another_port()
    {
        Listener listener = Wanted.Listener(307, Vip, 84, ListenerProtocol.Tcp, 7405);
        await ApplyAsync(listener with { HealthCheck = listener.HealthCheck with { Port = 7499 } });
        await using EchoServer web1 = new(lab.Web1, 7405);
        await using EchoServer web2 = new(lab.Web2, 7405);
        await using EchoServer health = new(lab.Web1, 7499);

        await Eventually.TrueAsync(
            "only the one whose health port answers is used",
            async () => (await CountAsync(4, async () => await lab.Outside.AskOrNobodyAsync(Address, 84))) is { Count: 1 } names && names.ContainsKey("web1"));
    }

    private Task ApplyAsync(params Listener[] listeners) => lab.ApplyAsync(Wanted.RouterWith(Vip, listeners));

    private static Task BothInAsync(Func<Task<Greeting>> ask) => Shares.BothInAsync(ask);

    private static Task<IReadOnlyDictionary<string, int>> CountAsync(int times, Func<Task<Greeting>> ask) => Shares.CountAsync(times, ask);
}
