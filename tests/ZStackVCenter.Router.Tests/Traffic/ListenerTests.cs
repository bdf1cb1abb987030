using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>TCP, HTTP and HTTPS listeners: how they share, what backends see, and what they do when one dies.</summary>
[Collection(TrafficTests.Name)]
public sealed class ListenerTests(TrafficLab lab)
{
    private const string Address = "198.51.100.60";
    private static readonly Vip Vip = Wanted.Vip(60, Address);

    [RouterFact]
    public async Task Round_robin_takes_each_backend_in_turn_from_outside_and_from_inside()
    {
        await ApplyAsync(Wanted.Listener(301, Vip, 80, ListenerProtocol.Tcp, 7400));
        await using EchoServer web1 = new(lab.Web1, 7400);
        await using EchoServer web2 = new(lab.Web2, 7400);
        await BothInAsync(() => lab.Outside.AskAsync(Address, 80));

        IReadOnlyDictionary<string, int> outside = await CountAsync(10, () => lab.Outside.AskAsync(Address, 80));
        IReadOnlyDictionary<string, int> inside = await CountAsync(10, () => lab.Web1.AskAsync(Address, 80));

        Assert.Equal((5, 5), (outside["web1"], outside["web2"]));
        Assert.Equal((5, 5), (inside["web1"], inside["web2"]));
        Assert.Equal(2, (await CountAsync(4, () => lab.Db1.AskAsync(Address, 80))).Count);
    }

    [RouterFact]
    public async Task Least_connections_takes_the_backend_with_the_fewest()
    {
        await ApplyAsync(Wanted.Listener(302, Vip, 81, ListenerProtocol.Tcp, 7401, BalancerAlgorithm.LeastConnections));
        await using EchoServer web1 = new(lab.Web1, 7401);
        await using EchoServer web2 = new(lab.Web2, 7401);
        await BothInAsync(() => lab.Outside.AskAsync(Address, 81));
        List<(string Name, Socket Socket)> held = [];
        try
        {
            for (int i = 0; i < 6; i++)
            {
                held.Add(await HoldAsync(81));
            }

            Assert.Equal(3, held.Count(h => h.Name == "web1"));
            foreach ((string name, Socket socket) in held.ToArray())
            {
                if (name == "web1")
                {
                    socket.Dispose();
                    held.Remove((name, socket));
                }
            }

            // Three wait on web2 and none on web1: the next three go there.
            await Eventually.TrueAsync("web1 has no connection", async () => (await lab.Router.Machine.RunAsync("ss", "-Htn", "state", "established", "dst", "10.1.0.11:7401")).Length == 0);
            for (int i = 0; i < 3; i++)
            {
                held.Add(await HoldAsync(81));
            }

            Assert.All(held[3..], h => Assert.Equal("web1", h.Name));
        }
        finally
        {
            held.ForEach(h => h.Socket.Dispose());
        }
    }

    [RouterFact]
    public async Task Source_leads_a_client_always_to_the_same_backend()
    {
        await ApplyAsync(Wanted.Listener(303, Vip, 82, ListenerProtocol.Tcp, 7402, BalancerAlgorithm.Source));
        await using EchoServer web1 = new(lab.Web1, 7402);
        await using EchoServer web2 = new(lab.Web2, 7402);
        string[] clients = [.. Enumerable.Range(100, 24).Select(n => $"198.51.100.{n}")];
        await lab.Outside.ShellAsync(string.Join('\n', clients.Select(c => $"ip address add {c}/32 dev lo")));
        try
        {
            await BothInAsync(clients.Select(c => (Func<Task<Greeting>>)(() => lab.Outside.AskAsync(Address, 82, c))));

            HashSet<string> used = [];
            foreach (string client in clients)
            {
                IReadOnlyDictionary<string, int> names = await CountAsync(3, () => lab.Outside.AskAsync(Address, 82, client));
                used.Add(Assert.Single(names).Key);
            }

            Assert.Equal(2, used.Count);
        }
        finally
        {
            await lab.Outside.ShellAsync(string.Join('\n', clients.Select(c => $"ip address del {c}/32 dev lo")));
        }
    }

    [RouterFact]
    public async Task Http_and_https_tell_the_backend_who_asks_and_https_shows_its_certificate()
    {
        using X509Certificate2 shown = TestCertificate.SelfSigned("www.example.org");
        Certificate certificate = new() { Id = Wanted.Id(390), Pem = new Secret(Pem(shown)) };
        Listener https = Wanted.Listener(305, Vip, 443, ListenerProtocol.Https, 7403) with { CertificateId = certificate.Id };
        await lab.ApplyAsync(Wanted.Router with
        {
            Vips = [Vip],
            Certificates = [certificate],
            Listeners = [Wanted.Listener(304, Vip, 80, ListenerProtocol.Http, 7403), https],
        });
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
            Assert.Equal(address.Scheme == "https" ? shown.GetCertHashString(HashAlgorithmName.SHA256) : string.Empty, page.Certificate);
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

    private Task ApplyAsync(params Listener[] listeners) => lab.ApplyAsync(Wanted.Router with { Vips = [Vip], Listeners = listeners });

    private async Task<(string Name, Socket Socket)> HoldAsync(int port)
    {
        Socket socket = await lab.Outside.ConnectAsync(Address, port);
        return ((await socket.GreetingAsync()).Name, socket);
    }

    private static Task BothInAsync(Func<Task<Greeting>> ask) => Shares.BothInAsync(ask);

    private static Task BothInAsync(IEnumerable<Func<Task<Greeting>>> asks) => Shares.BothInAsync(asks);

    private static Task<IReadOnlyDictionary<string, int>> CountAsync(int times, Func<Task<Greeting>> ask) => Shares.CountAsync(times, ask);

    private static string Pem(X509Certificate2 certificate) =>
        $"{certificate.ExportCertificatePem()}\n{certificate.GetRSAPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n";
}
