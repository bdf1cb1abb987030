using System.Net;
using System.Net.Sockets;
using System.Text;
using ZStackVCenter.Router.Look;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>UDP listeners: the datagrams of one client port are a session, and a session has one backend.</summary>
[Collection(TrafficTests.Name)]
public sealed class UdpListenerTests(TrafficLab lab)
{
    private const string Address = "198.51.100.70";
    private static readonly Vip Vip = Wanted.Vip(70, Address);

    [RouterFact]
    public async Task Round_robin_takes_each_backend_in_turn_from_outside_and_from_inside()
    {
        await ApplyAsync(Wanted.Listener(401, Vip, 5000, ListenerProtocol.Udp, 7500));
        await using EchoServer web1 = new(lab.Web1, 7500);
        await using EchoServer web2 = new(lab.Web2, 7500);
        await Shares.BothInAsync(() => lab.Outside.AskUdpAsync(Address, 5000));

        IReadOnlyDictionary<string, int> outside = await Shares.CountAsync(10, () => lab.Outside.AskUdpAsync(Address, 5000));
        IReadOnlyDictionary<string, int> inside = await Shares.CountAsync(10, () => lab.Web1.AskUdpAsync(Address, 5000));

        Assert.Equal((5, 5), (outside["web1"], outside["web2"]));
        Assert.Equal((5, 5), (inside["web1"], inside["web2"]));
        Assert.True(await lab.Outside.HearsNothingAsync(Address, 5000), "UDP is not TCP");
    }

    [RouterFact]
    public async Task Least_connections_takes_the_backend_with_the_fewest_sessions()
    {
        IReadOnlyList<string> next = await NextThreeBesideThreeOnWeb2Async(402, 5001, BalancerAlgorithm.LeastConnections);

        Assert.Equal(["web1", "web1", "web1"], next);
    }

    [RouterFact]
    public async Task Round_robin_takes_each_backend_in_turn_however_many_sessions_it_has()
    {
        IReadOnlyList<string> next = await NextThreeBesideThreeOnWeb2Async(409, 5008, BalancerAlgorithm.RoundRobin);

        Assert.Contains("web2", next);
    }

    [RouterFact]
    public async Task Source_leads_a_client_always_to_the_same_backend()
    {
        await ApplyAsync(Wanted.Listener(403, Vip, 5002, ListenerProtocol.Udp, 7502, BalancerAlgorithm.Source));
        await using EchoServer web1 = new(lab.Web1, 7502);
        await using EchoServer web2 = new(lab.Web2, 7502);
        string[] clients = [.. Enumerable.Range(100, 24).Select(n => $"198.51.100.{n}")];
        await lab.Outside.ShellAsync(string.Join('\n', clients.Select(c => $"ip address add {c}/32 dev lo")));
        try
        {
            await Shares.BothInAsync(clients.Select(c => (Func<Task<Greeting>>)(() => lab.Outside.AskUdpAsync(Address, 5002, c))));

            foreach (string client in clients)
            {
                Assert.Single(await Shares.CountAsync(3, () => lab.Outside.AskUdpAsync(Address, 5002, client)));
            }
        }
        finally
        {
            await lab.Outside.ShellAsync(string.Join('\n', clients.Select(c => $"ip address del {c}/32 dev lo")));
        }
    }

    [RouterFact]
    public async Task A_dead_backend_is_out_and_comes_back()
    {
        await ApplyAsync(Wanted.Listener(404, Vip, 5003, ListenerProtocol.Udp, 7503));
        await using EchoServer web1 = new(lab.Web1, 7503);
        EchoServer dying = new(lab.Web2, 7503);
        await Shares.BothInAsync(() => lab.Outside.AskUdpAsync(Address, 5003));

        await dying.DisposeAsync();
        await Eventually.TrueAsync(
            "four in a row are answered by the other one",
            async () => (await Shares.CountAsync(4, () => lab.Outside.AskUdpOrNobodyAsync(Address, 5003))) is { Count: 1 } names && names.ContainsKey("web1"));
        await using EchoServer back = new(lab.Web2, 7503);

        await Shares.BothInAsync(() => lab.Outside.AskUdpOrNobodyAsync(Address, 5003));
    }

    [RouterFact]
    public async Task A_dead_backend_is_out_though_clients_keep_the_balancer_busy()
    {
        // A host that refuses datagrams says so once a second, and here nearly always to the balancer.
        await ApplyAsync(Wanted.Listener(408, Vip, 5007, ListenerProtocol.Udp, 7507));
        await using EchoServer web1 = new(lab.Web1, 7507);
        EchoServer dying = new(lab.Web2, 7507);
        await Shares.BothInAsync(() => lab.Outside.AskUdpAsync(Address, 5007));
        using CancellationTokenSource enough = new();
        Task busy = BusyAsync(5007, enough.Token);

        await dying.DisposeAsync();

        await Eventually.TrueAsync(
            "four in a row are answered by the other one",
            async () => (await Shares.CountAsync(4, () => lab.Outside.AskUdpOrNobodyAsync(Address, 5007))) is { Count: 1 } names && names.ContainsKey("web1"));
        await enough.CancelAsync();
        await busy;
    }

    [RouterFact]
    public async Task Listeners_that_share_a_backend_share_nobody_who_stands_in_for_it()
    {
        Listener narrow = Wanted.Listener(405, Vip, 5004, ListenerProtocol.Udp, 7504);
        Listener wide = Wanted.Listener(406, Vip, 5005, ListenerProtocol.Udp, 7504);
        // web1 is in both; web2 stands in for it in one, db1 in the other.
        await ApplyAsync(
            narrow,
            wide with { Backends = [wide.Backends[0], new Backend { Id = Wanted.Id(103), NetworkId = Wanted.NetworkB, Address = IPAddress.Parse("10.2.0.11") }] });
        EchoServer dying = new(lab.Web1, 7504);
        await using EchoServer web2 = new(lab.Web2, 7504);
        await using EchoServer db1 = new(lab.Db1, 7504);
        await Shares.BothInAsync(() => lab.Outside.AskUdpAsync(Address, 5004));
        await Shares.BothInAsync(() => lab.Outside.AskUdpAsync(Address, 5005));

        await dying.DisposeAsync();

        foreach ((int port, string name) in ((int, string)[])[(5004, "web2"), (5005, "db1")])
        {
            await Eventually.TrueAsync(
                $"four in a row at {port} are answered by {name} alone",
                async () => (await Shares.CountAsync(4, () => lab.Outside.AskUdpOrNobodyAsync(Address, port))) is { Count: 1 } names && names.ContainsKey(name));
        }
    }

    [RouterFact]
    public async Task A_backend_is_heard_however_late_it_speaks_while_the_session_is_not_idle()
    {
        Listener listener = Wanted.Listener(410, Vip, 5009, ListenerProtocol.Udp, 7509);
        await ApplyAsync(listener with { Backends = [listener.Backends[0]] });
        using Socket backend = lab.Web1.Network.Udp(new IPEndPoint(IPAddress.Any, 7509));
        using Socket client = lab.Outside.Network.Udp();
        // What a router waits for half a minute and two minutes.
        string[] times = ["net.netfilter.nf_conntrack_udp_timeout", "net.netfilter.nf_conntrack_udp_timeout_stream"];
        string before = await lab.Router.Machine.RunAsync("sysctl", times);
        await lab.Router.Machine.RunAsync("sysctl", ["-w", .. times.Select(time => $"{time}=1")]);
        try
        {
            await client.SendToAsync("wake me"u8.ToArray(), SocketFlags.None, new IPEndPoint(IPAddress.Parse(Address), 5009));
            EndPoint balancer = await HearAsync(backend, "wake me");

            foreach (string said in (string[])["late", "and later"])
            {
                await Task.Delay(TimeSpan.FromSeconds(3));
                await backend.SendToAsync(Encoding.ASCII.GetBytes(said), SocketFlags.None, balancer);
                await HearAsync(client, said);
            }
        }
        finally
        {
            await lab.Router.Machine.RunAsync("sysctl", ["-w", .. before.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Replace(" ", string.Empty, StringComparison.Ordinal))]);
        }
    }

    [RouterFact]
    public async Task A_look_tells_what_each_backend_got_and_said()
    {
        await ApplyAsync(Wanted.Listener(407, Vip, 5006, ListenerProtocol.Udp, 7506));
        await using EchoServer web1 = new(lab.Web1, 7506);
        await using EchoServer web2 = new(lab.Web2, 7506);
        await Shares.BothInAsync(() => lab.Outside.AskUdpAsync(Address, 5006));

        ListenerStatus listener = Assert.Single((await lab.Router.Client.LookAsync(CancellationToken.None)).Listeners);

        Assert.True(listener is { BytesIn: > 0, BytesOut: > 0 });
        Assert.Equal(["10.1.0.11", "10.1.0.12"], listener.Backends.Select(backend => backend.Address?.ToString()).Order());
        Assert.All(listener.Backends, backend => Assert.True(backend is { IsHealthy: true, Sessions: > 0, BytesIn: > 0, BytesOut: > 0 }, backend.ToString()));
    }

    // Of six sessions, which both algorithms share equally, those on web1 fall silent and end, and those on web2 go on. Then come three more.
    private async Task<IReadOnlyList<string>> NextThreeBesideThreeOnWeb2Async(int number, int port, BalancerAlgorithm algorithm)
    {
        int backendPort = port + 2500;
        await ApplyAsync(Wanted.Listener(number, Vip, port, ListenerProtocol.Udp, backendPort, algorithm) with { IdleTimeoutSeconds = 4 });
        await using EchoServer web1 = new(lab.Web1, backendPort);
        await using EchoServer web2 = new(lab.Web2, backendPort);
        await Shares.BothInAsync(() => lab.Outside.AskUdpAsync(Address, port));
        await Eventually.TrueAsync("no session is left", async () => await SessionsAsync("10.1.0.11") + await SessionsAsync("10.1.0.12") == 0);
        List<UdpTalk> talks = [];
        try
        {
            ILookup<string, UdpTalk> six = (await BeginAsync(6)).ToLookup(talk => talk.Name, talk => talk.Talk);
            Assert.Equal((3, 3), (six["web1"].Count(), six["web2"].Count()));
            await Eventually.TrueAsync("the sessions on web1 have ended", async () =>
            {
                foreach (UdpTalk talk in six["web2"])
                {
                    Assert.Equal("web2", (await talk.AskAsync()).Name);
                }

                return await SessionsAsync("10.1.0.11") == 0;
            });

            return [.. (await BeginAsync(3)).Select(talk => talk.Name)];
        }
        finally
        {
            talks.ForEach(talk => talk.Dispose());
        }

        async Task<IReadOnlyList<(string Name, UdpTalk Talk)>> BeginAsync(int count)
        {
            List<(string, UdpTalk)> begun = [];
            for (int i = 0; i < count; i++)
            {
                UdpTalk talk = new(lab.Outside, 0, Address, port);
                talks.Add(talk);
                begun.Add(((await talk.AskAsync()).Name, talk));
            }

            return begun;
        }

        // A session is a socket of the balancer towards a backend.
        async Task<int> SessionsAsync(string backend) =>
            (await lab.Router.Machine.RunAsync("ss", "-Hun", "state", "established", "dst", backend)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    // Who says it; a check of health says nothing.
    private static async Task<EndPoint> HearAsync(Socket socket, string said)
    {
        using CancellationTokenSource limit = new(Client.Patience);
        byte[] buffer = new byte[2048];
        SocketReceiveFromResult packet;
        do
        {
            packet = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), limit.Token);
        }
        while (Encoding.ASCII.GetString(buffer, 0, packet.ReceivedBytes) != said);
        return packet.RemoteEndPoint;
    }

    // Twenty clients that ask and ask, whatever they hear.
    private async Task BusyAsync(int port, CancellationToken cancellationToken)
    {
        Socket[] clients = [.. Enumerable.Range(0, 20).Select(_ => lab.Outside.Network.Udp())];
        IPEndPoint server = new(IPAddress.Parse(Address), port);
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (Socket client in clients)
            {
                await client.SendToAsync("again"u8.ToArray(), SocketFlags.None, server, CancellationToken.None);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }

        Array.ForEach(clients, client => client.Dispose());
    }

    private Task ApplyAsync(params Listener[] listeners) => lab.ApplyAsync(Wanted.Router with { Vips = [Vip], Listeners = listeners });
}
