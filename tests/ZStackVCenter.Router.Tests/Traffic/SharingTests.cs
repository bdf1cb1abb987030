using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>How TCP, HTTP and HTTPS listeners share connections and requests, by each algorithm.</summary>
[Collection(TrafficTests.Name)]
public sealed class SharingTests(TrafficLab lab)
{
    private const string Address = "198.51.100.60";
    private const int Port = 80;
    private const int BackendPort = 7400;
    private static readonly Vip Vip = Wanted.Vip(60, Address);

    [RouterTheory]
    [InlineData(ListenerProtocol.Tcp)]
    [InlineData(ListenerProtocol.Http)]
    [InlineData(ListenerProtocol.Https)]
    public async Task Round_robin_takes_each_backend_in_turn_from_outside_and_from_inside(ListenerProtocol protocol)
    {
        Service service = await ApplyAsync(310, protocol, BalancerAlgorithm.RoundRobin);
        await using IAsyncDisposable web1 = service.Serve(lab.Web1, BackendPort);
        await using IAsyncDisposable web2 = service.Serve(lab.Web2, BackendPort);
        await Shares.BothInAsync(() => service.AskAsync(lab.Outside));

        IReadOnlyDictionary<string, int> outside = await Shares.CountAsync(10, () => service.AskAsync(lab.Outside));
        IReadOnlyDictionary<string, int> inside = await Shares.CountAsync(10, () => service.AskAsync(lab.Web1));
        using Holding three = await HoldThreeOnWeb2Async(service);
        IReadOnlyDictionary<string, int> beside = await Shares.CountAsync(10, () => service.AskAsync(lab.Outside));

        Assert.Equal((5, 5), (outside["web1"], outside["web2"]));
        Assert.Equal((5, 5), (inside["web1"], inside["web2"]));
        Assert.Equal((5, 5), (beside["web1"], beside["web2"]));
        Assert.Equal(2, (await Shares.CountAsync(4, () => service.AskAsync(lab.Db1))).Count);
    }

    [RouterTheory]
    [InlineData(ListenerProtocol.Tcp)]
    [InlineData(ListenerProtocol.Http)]
    [InlineData(ListenerProtocol.Https)]
    public async Task Least_connections_takes_the_backend_with_the_fewest(ListenerProtocol protocol)
    {
        Service service = await ApplyAsync(320, protocol, BalancerAlgorithm.LeastConnections);
        await using IAsyncDisposable web1 = service.Serve(lab.Web1, BackendPort);
        await using IAsyncDisposable web2 = service.Serve(lab.Web2, BackendPort);
        await Shares.BothInAsync(() => service.AskAsync(lab.Outside));
        using Holding three = await HoldThreeOnWeb2Async(service);

        using Holding next = new();
        for (int i = 0; i < 3; i++)
        {
            await next.AddAsync(service, lab.Outside);
        }

        Assert.Equal(["web1", "web1", "web1"], next.Names);
    }

    [RouterTheory]
    [InlineData(ListenerProtocol.Tcp)]
    [InlineData(ListenerProtocol.Http)]
    [InlineData(ListenerProtocol.Https)]
    public async Task Source_leads_a_client_always_to_the_same_backend(ListenerProtocol protocol)
    {
        Service service = await ApplyAsync(330, protocol, BalancerAlgorithm.Source);
        await using IAsyncDisposable web1 = service.Serve(lab.Web1, BackendPort);
        await using IAsyncDisposable web2 = service.Serve(lab.Web2, BackendPort);
        string[] clients = [.. Enumerable.Range(100, 24).Select(n => $"198.51.100.{n}")];
        await lab.Outside.ShellAsync(string.Join('\n', clients.Select(c => $"ip address add {c}/32 dev lo")));
        try
        {
            await Shares.BothInAsync(clients.Select(c => (Func<Task<Greeting>>)(() => service.AskAsync(lab.Outside, c))));

            HashSet<string> used = [];
            foreach (string client in clients)
            {
                IReadOnlyDictionary<string, int> names = await Shares.CountAsync(3, () => service.AskAsync(lab.Outside, client));
                used.Add(Assert.Single(names).Key);
            }

            Assert.Equal(2, used.Count);
        }
        finally
        {
            await lab.Outside.ShellAsync(string.Join('\n', clients.Select(c => $"ip address del {c}/32 dev lo")));
        }
    }

    // Both algorithms give each three of six.
    private async Task<Holding> HoldThreeOnWeb2Async(Service service)
    {
        Holding held = new();
        for (int i = 0; i < 6; i++)
        {
            await held.AddAsync(service, lab.Outside);
        }

        Assert.Equal(3, held.Names.Count(name => name == "web1"));
        held.End("web1");
        await Eventually.TrueAsync("three are held on web2 and none on web1", async () => (await SessionsAsync()) is ["10.1.0.11 0", "10.1.0.12 3"]);
        return held;
    }

    private async Task<string[]> SessionsAsync() =>
        [.. (await lab.Router.Client.LookAsync(CancellationToken.None)).Listeners.Single().Backends.Select(b => $"{b.Address} {b.Sessions}").Order()];

    // A listener of its own for each test: another one's record would bring along what was known of its backends.
    private async Task<Service> ApplyAsync(int number, ListenerProtocol protocol, BalancerAlgorithm algorithm)
    {
        await lab.ApplyAsync(Wanted.RouterWith(Vip, Wanted.Listener(number + (int)protocol, Vip, Port, protocol, BackendPort, algorithm)));
        return new Service(protocol, Address, Port);
    }
}
