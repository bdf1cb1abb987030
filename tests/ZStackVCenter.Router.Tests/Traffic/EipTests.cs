using System.Net;
using System.Net.Sockets;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>A public address that is one guest's own.</summary>
[Collection(TrafficTests.Name)]
public sealed class EipTests(TrafficLab lab)
{
    private const string Address = "198.51.100.40";
    private static readonly Vip Vip = Wanted.Vip(40, Address);
    private static readonly RouterState WithEip = Wanted.Router with { Vips = [Vip], Eips = [Wanted.Eip(Vip, "10.1.0.11")] };

    [RouterFact]
    public async Task A_guest_is_reached_by_its_eip_and_goes_out_under_it()
    {
        await lab.ApplyAsync(WithEip);
        await using EchoServer web = new(lab.Web1, 7200);
        await using EchoServer world = new(lab.Outside, 7200);

        Greeting tcp = await lab.Outside.AskAsync(Address, 7200, TrafficLab.Friend);
        Greeting udp = await lab.Outside.AskUdpAsync(Address, 7200, TrafficLab.Friend);
        Greeting own = await lab.Web1.AskAsync(TrafficLab.World, 7200);
        Greeting neighbours = await lab.Web2.AskAsync(TrafficLab.World, 7200);

        Assert.Equal(("web1", TrafficLab.Friend), (tcp.Name, tcp.Peer.Address.ToString()));
        Assert.Equal(("web1", TrafficLab.Friend), (udp.Name, udp.Peer.Address.ToString()));
        Assert.Equal(Address, own.Peer.Address.ToString());
        Assert.Equal(Wanted.RouterAddress, neighbours.Peer.Address.ToString());
        Assert.True(await lab.Outside.PingsAsync(Address));
    }

    [RouterFact]
    public async Task A_guest_is_reached_by_its_eip_from_inside_too()
    {
        await lab.ApplyAsync(WithEip);
        await using EchoServer web = new(lab.Web1, 7201);

        Assert.Equal("web1", (await lab.Web2.AskAsync(Address, 7201)).Name);
        Assert.Equal("web1", (await lab.Web2.AskUdpAsync(Address, 7201)).Name);
        Assert.Equal("web1", (await lab.Db1.AskAsync(Address, 7201)).Name);
        Assert.Equal("web1", (await lab.Web1.AskAsync(Address, 7201)).Name);
    }

    [RouterFact]
    public async Task Guests_of_two_networks_reach_each_other_by_their_eips()
    {
        Vip other = Wanted.Vip(41, "198.51.100.41");
        await lab.ApplyAsync(WithEip with { Vips = [Vip, other], Eips = [.. WithEip.Eips, Wanted.Eip(other, "10.2.0.11", Wanted.NetworkB)] });
        await using EchoServer web = new(lab.Web1, 7202);
        await using EchoServer database = new(lab.Db1, 7202);

        Assert.Equal("db1", (await lab.Web1.AskAsync("198.51.100.41", 7202)).Name);
        Assert.Equal("web1", (await lab.Db1.AskAsync(Address, 7202)).Name);
        Assert.True(await lab.Web1.HearsNothingAsync("10.2.0.11", 7202), "by their own addresses they do not");
    }

    [RouterFact]
    public async Task An_eip_that_moves_to_another_guest_leads_there_at_once()
    {
        await lab.ApplyAsync(WithEip);
        await using EchoServer web1 = new(lab.Web1, 7203);
        await using EchoServer web2 = new(lab.Web2, 7203);

        string before = (await lab.Outside.AskAsync(Address, 7203)).Name;
        await lab.ApplyAsync(WithEip with { Eips = [Wanted.Eip(Vip, "10.1.0.12")] });
        string after = (await lab.Outside.AskAsync(Address, 7203)).Name;

        Assert.Equal(("web1", "web2"), (before, after));
    }

    [RouterFact]
    public async Task An_eip_that_is_taken_away_ends_the_connections_through_it_and_no_others()
    {
        Vip other = Wanted.Vip(41, "198.51.100.41");
        RouterState two = WithEip with { Vips = [Vip, other], Eips = [.. WithEip.Eips, Wanted.Eip(other, "10.1.0.12")] };
        await lab.ApplyAsync(two);
        await using EchoServer web1 = new(lab.Web1, 7204);
        await using EchoServer web2 = new(lab.Web2, 7204);
        using Socket ended = await lab.Outside.ConnectAsync(Address, 7204);
        await ended.GreetingAsync();
        using Socket kept = await lab.Outside.ConnectAsync("198.51.100.41", 7204);
        await kept.GreetingAsync();

        await lab.ApplyAsync(two with { Vips = [other], Eips = [two.Eips[1]] });

        Assert.True(await kept.EchoesAsync("still here"));
        Assert.False(await ended.EchoesAsync("still here"));
        Assert.True(await lab.Outside.HearsNothingAsync(Address, 7204));
        Assert.False(await lab.Outside.PingsAsync(Address));
    }

    [RouterFact]
    public async Task Datagrams_that_go_on_from_one_port_follow_the_eip()
    {
        RouterState moved = WithEip with { Eips = [Wanted.Eip(Vip, "10.1.0.12")] };
        await lab.ApplyAsync(WithEip);
        await using EchoServer web1 = new(lab.Web1, 7205);
        await using EchoServer web2 = new(lab.Web2, 7205);
        await using EchoServer world = new(lab.Outside, 7206);
        using UdpTalk caller = new(lab.Outside, 40205, Address, 7205);
        using UdpTalk guest = new(lab.Web1, 40206, Wanted.Gateway, 7206);
        Assert.Equal("web1", (await caller.AskAsync()).Name);
        Assert.Equal(Address, (await guest.AskAsync()).Peer.Address.ToString());

        await lab.ApplyAsync(moved);

        Assert.Equal("web2", (await caller.AskAsync()).Name);
        Assert.Equal(Wanted.RouterAddress, (await guest.AskAsync()).Peer.Address.ToString());
    }

    [RouterFact]
    public async Task Datagrams_that_nobody_answers_are_examined_once_and_those_to_an_eip_not_at_all()
    {
        const int Datagrams = 5;
        const string Forwarding = "198.51.100.44";
        Vip eip = Wanted.Vip(43, "198.51.100.43");
        Vip forwarding = Wanted.Vip(44, Forwarding);
        await lab.ApplyAsync(Wanted.Router with
        {
            Vips = [eip, forwarding],
            Eips = [Wanted.Eip(eip, "10.1.0.11")],
            PortForwardings = [Wanted.Forward(209, forwarding, new PortRange(7207), "10.1.0.11", new PortRange(7207), ForwardedProtocol.Udp)],
        });
        foreach (Vip vip in (Vip[])[eip, forwarding])
        {
            await lab.Router.Machine.ShellAsync(
                $"nft add counter inet zstackvcenter seen_{vip.Id:N}; nft insert rule inet zstackvcenter examine ct original ip daddr {vip.Address} ct direction original counter name seen_{vip.Id:N}");
            using Socket socket = lab.Outside.Network.Udp(new IPEndPoint(IPAddress.Any, 40207));
            for (int i = 0; i < Datagrams; i++)
            {
                await socket.SendToAsync("nobody listens"u8.ToArray(), SocketFlags.None, new IPEndPoint(vip.Address, 7207));
            }

            await Eventually.TrueAsync("all of them came", async () => await PacketsAsync($"vip_{vip.Id:N}_in") == Datagrams);
        }

        Assert.Equal((0, 1), (await PacketsAsync($"seen_{eip.Id:N}"), await PacketsAsync($"seen_{forwarding.Id:N}")));

        async Task<long> PacketsAsync(string counter) =>
            (await lab.Router.Client.LookAsync(CancellationToken.None)).Counters.Single(found => found.Name == counter).Packets;
    }

    [RouterFact]
    public async Task A_ping_that_goes_on_ends_with_the_eip()
    {
        await lab.ApplyAsync(WithEip);
        Assert.True(await lab.Outside.PingsAsync(Address));
        Assert.Contains("src=10.1.0.11", await FlowsAsync(), StringComparison.Ordinal);

        await lab.ApplyAsync(WithEip with { Eips = [] });

        Assert.DoesNotContain("src=10.1.0.11", await FlowsAsync(), StringComparison.Ordinal);
        Assert.True(await lab.Outside.PingsAsync(Address), "the VIP itself answers");

        Task<string> FlowsAsync() => lab.Router.Machine.RunAsync("conntrack", "-L", "-p", "icmp", "--orig-dst", Address);
    }
}
