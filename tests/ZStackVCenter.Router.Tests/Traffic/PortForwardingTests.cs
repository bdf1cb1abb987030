using System.Net;
using System.Net.Sockets;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>Public ports that lead to one guest.</summary>
[Collection(TrafficTests.Name)]
public sealed class PortForwardingTests(TrafficLab lab)
{
    private const string Address = "198.51.100.50";
    private static readonly Vip Vip = Wanted.Vip(50, Address);
    private static readonly PortForwarding One = Wanted.Forward(201, Vip, new PortRange(8080), "10.1.0.11", new PortRange(7300));

    [RouterFact]
    public async Task A_forwarded_port_leads_to_its_guest_and_port_and_the_guest_sees_who_asks()
    {
        await lab.ApplyAsync(Wanted.Router with { Vips = [Vip], PortForwardings = [One] });
        await using EchoServer web = new(lab.Web1, 7300);

        Greeting answer = await lab.Outside.AskAsync(Address, 8080, TrafficLab.Friend);

        Assert.Equal(("web1", TrafficLab.Friend), (answer.Name, answer.Peer.Address.ToString()));
        Assert.True(await lab.Outside.HearsNothingAsync(Address, 7300), "the guest's port is not the VIP's");
        Assert.True(await lab.Outside.HearsNothingOverUdpAsync(Address, 8080), "TCP is not UDP");
        Assert.Equal("web1", (await lab.Web2.AskAsync(Address, 8080)).Name);
        Assert.Equal("web1", (await lab.Web1.AskAsync(Address, 8080)).Name);
        Assert.Equal("web1", (await lab.Db1.AskAsync(Address, 8080)).Name);
    }

    [RouterFact]
    public async Task A_forwarded_range_keeps_its_order_over_tcp_and_udp()
    {
        PortForwarding tcp = Wanted.Forward(202, Vip, new PortRange(9000, 9002), "10.1.0.12", new PortRange(7310, 7312));
        PortForwarding udp = Wanted.Forward(203, Vip, new PortRange(9000, 9002), "10.1.0.11", new PortRange(7320, 7322), ForwardedProtocol.Udp);
        await lab.ApplyAsync(Wanted.Router with { Vips = [Vip], PortForwardings = [tcp, udp] });
        await using EchoServer first = new(lab.Web2, 7310, "tcp-first");
        await using EchoServer last = new(lab.Web2, 7312, "tcp-last");
        await using EchoServer middle = new(lab.Web1, 7321, "udp-middle");

        Assert.Equal("tcp-first", (await lab.Outside.AskAsync(Address, 9000)).Name);
        Assert.Equal("tcp-last", (await lab.Outside.AskAsync(Address, 9002)).Name);
        Assert.Equal("udp-middle", (await lab.Outside.AskUdpAsync(Address, 9001)).Name);
        Assert.True(await lab.Outside.HearsNothingAsync(Address, 9003));
    }

    [RouterFact]
    public async Task Only_an_allowed_address_gets_through_and_another_rule_to_the_same_guest_is_not_touched()
    {
        PortForwarding narrow = One with { AllowedCidrs = [IPNetwork.Parse($"{TrafficLab.Friend}/32")] };
        PortForwarding open = Wanted.Forward(204, Vip, new PortRange(8081), "10.1.0.11", new PortRange(7300));
        await lab.ApplyAsync(Wanted.Router with { Vips = [Vip], PortForwardings = [narrow, open] });
        await using EchoServer web = new(lab.Web1, 7300);

        Assert.Equal("web1", (await lab.Outside.AskAsync(Address, 8080, TrafficLab.Friend)).Name);
        Assert.True(await lab.Outside.HearsNothingAsync(Address, 8080, TrafficLab.Stranger));
        Assert.Equal("web1", (await lab.Outside.AskAsync(Address, 8081, TrafficLab.Stranger)).Name);
    }

    [RouterFact]
    public async Task The_routers_own_address_forwards_ports_too()
    {
        Vip system = Wanted.Vip(51, Wanted.RouterAddress);
        PortForwarding rule = Wanted.Forward(205, system, new PortRange(8082), "10.1.0.11", new PortRange(7330));
        await lab.ApplyAsync(Wanted.Router with { Vips = [system], PortForwardings = [rule] });
        await using EchoServer web = new(lab.Web1, 7330);

        Assert.Equal("web1", (await lab.Outside.AskAsync(Wanted.RouterAddress, 8082)).Name);
        Assert.Equal("web1", (await lab.Web2.AskAsync(Wanted.RouterAddress, 8082)).Name);
    }

    [RouterFact]
    public async Task A_rule_that_is_taken_away_ends_the_connections_through_it_and_no_others()
    {
        PortForwarding other = Wanted.Forward(206, Vip, new PortRange(8083), "10.1.0.11", new PortRange(7300));
        RouterState both = Wanted.Router with { Vips = [Vip], PortForwardings = [One, other] };
        await lab.ApplyAsync(both);
        await using EchoServer web = new(lab.Web1, 7300);
        using Socket ended = await lab.Outside.ConnectAsync(Address, 8080);
        await ended.GreetingAsync();
        using Socket kept = await lab.Outside.ConnectAsync(Address, 8083);
        await kept.GreetingAsync();

        await lab.ApplyAsync(both with { PortForwardings = [other] });

        Assert.True(await kept.EchoesAsync("still here"));
        Assert.False(await ended.EchoesAsync("still here"));
        Assert.True(await lab.Outside.HearsNothingAsync(Address, 8080));
    }

    [RouterFact]
    public async Task Datagrams_that_go_on_from_one_port_follow_the_rules()
    {
        PortForwarding port = Wanted.Forward(207, Vip, new PortRange(8084), "10.1.0.11", new PortRange(7301), ForwardedProtocol.Udp);
        PortForwarding range = Wanted.Forward(208, Vip, new PortRange(7302, 7303), "10.1.0.11", new PortRange(7302, 7303), ForwardedProtocol.Udp);
        RouterState both = Wanted.Router with { Vips = [Vip], PortForwardings = [port, range] };
        await lab.ApplyAsync(both);
        await using EchoServer web1Port = new(lab.Web1, 7301);
        await using EchoServer web2Port = new(lab.Web2, 7301);
        await using EchoServer web1Range = new(lab.Web1, 7303);
        await using EchoServer web2Range = new(lab.Web2, 7303);
        using UdpTalk byPort = new(lab.Outside, 40301, Address, 8084);
        using UdpTalk byRange = new(lab.Outside, 40302, Address, 7303);
        Assert.Equal(("web1", "web1"), ((await byPort.AskAsync()).Name, (await byRange.AskAsync()).Name));

        IPAddress web2 = IPAddress.Parse("10.1.0.12");
        await lab.ApplyAsync(both with { PortForwardings = [port with { GuestAddress = web2 }, range with { GuestAddress = web2 }] });

        Assert.Equal(("web2", "web2"), ((await byPort.AskAsync()).Name, (await byRange.AskAsync()).Name));
    }
}
