using ZStackVCenter.Router.Look;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>What a guest has of its router without any service: an address, names, a way out, and nothing more.</summary>
[Collection(TrafficTests.Name)]
public sealed class GuestTests(TrafficLab lab)
{
    [RouterFact]
    public async Task A_guest_has_its_address_its_route_and_its_names_from_the_router()
    {
        await lab.ApplyAsync(Wanted.Router);

        Assert.Equal("10.1.0.11", await lab.Web1.DhcpAsync("eth0"));
        Assert.Contains("default via 10.1.0.1 ", await lab.Web1.RunAsync("ip", "route"), StringComparison.Ordinal);
        Assert.Equal(TrafficLab.World, await lab.Web1.ResolveAsync("www.example.net"));
        Assert.Equal("10.1.0.12", await lab.Web1.ResolveAsync("web2"));
        Assert.Equal("10.1.0.12", await lab.Web1.ResolveAsync("web2.a.example.org"));
        Assert.Null(await lab.Web1.ResolveAsync("nobody.a.example.org"));
    }

    [RouterFact]
    public async Task A_network_that_asks_others_for_names_has_their_answers_at_once()
    {
        PrivateNetwork network = Wanted.Router.PrivateNetworks[0];
        await lab.ApplyAsync(Wanted.Router);
        Assert.Equal(TrafficLab.World, await lab.Web1.ResolveAsync("www.example.net"));

        await lab.ApplyAsync(Wanted.Router with { PrivateNetworks = [network with { DnsUpstreams = [] }, Wanted.Router.PrivateNetworks[1]] });
        await Eventually.TrueAsync("nobody is asked", async () => await lab.Web1.ResolveAsync("www.example.net") is null);
        await lab.ApplyAsync(Wanted.Router);

        await Eventually.TrueAsync("the server is asked again", async () => await lab.Web1.ResolveAsync("www.example.net") == TrafficLab.World);
    }

    [RouterFact]
    public async Task A_name_that_means_something_to_dnsmasq_is_a_name_like_any_other()
    {
        PrivateNetwork named = Wanted.Router.PrivateNetworks[0];
        PrivateNetwork nameless = Wanted.Router.PrivateNetworks[1];
        try
        {
            foreach (string name in (string[])["ignore", "infinite", "12h", "42"])
            {
                await lab.ApplyAsync(Wanted.Router with
                {
                    PrivateNetworks =
                    [
                        named with { Hosts = [named.Hosts[0] with { HostName = name }, named.Hosts[1]] },
                        nameless with { Hosts = [nameless.Hosts[0] with { HostName = name }] },
                    ],
                });

                Assert.Equal("10.1.0.11", await lab.Web1.DhcpAsync("eth0"));
                Assert.Equal("10.2.0.11", await lab.Db1.DhcpAsync("eth0"));
                Assert.Equal("10.1.0.11", await lab.Web2.ResolveAsync($"{name}.a.example.org"));
                IReadOnlyList<Lease> leases = (await lab.Router.Client.LookAsync(CancellationToken.None)).Leases;
                Assert.Equal([name, name], leases.Where(lease => lease.Address.ToString() is "10.1.0.11" or "10.2.0.11").Select(lease => lease.HostName));
                Assert.All(leases, lease => Assert.Null(lease.Expires));
            }
        }
        finally
        {
            await lab.ApplyAsync(Wanted.Router);
        }
    }

    [RouterFact]
    public async Task A_guest_that_is_taken_away_gets_no_address_and_has_no_name()
    {
        PrivateNetwork network = Wanted.Router.PrivateNetworks[0];
        await lab.ApplyAsync(Wanted.Router);
        Assert.Equal("10.1.0.12", await lab.Web1.ResolveAsync("web2.a.example.org"));
        try
        {
            await lab.ApplyAsync(Wanted.Router with { PrivateNetworks = [network with { Hosts = [network.Hosts[0]] }, Wanted.Router.PrivateNetworks[1]] });

            await Eventually.TrueAsync("the name is gone", async () => await lab.Web1.ResolveAsync("web2.a.example.org") is null);
            Assert.DoesNotContain((await lab.Router.Client.LookAsync(CancellationToken.None)).Leases, lease => lease.Address.ToString() == "10.1.0.12");
            Assert.False((await lab.Web2.TryAsync("udhcpc", "-i", "eth0", "-n", "-q", "-f", "-t", "3", "-T", "1")).Ok);
        }
        finally
        {
            await lab.ApplyAsync(Wanted.Router);
            await lab.Web2.DhcpAsync("eth0");
        }
    }

    [RouterFact]
    public async Task A_card_that_is_not_the_guests_way_out_gets_an_address_and_no_route()
    {
        PrivateNetwork network = Wanted.Router.PrivateNetworks[1];
        DhcpHost host = network.Hosts[0] with { IsDefaultRoute = false };
        string address;
        string routes;
        try
        {
            await lab.ApplyAsync(Wanted.Router with { PrivateNetworks = [Wanted.Router.PrivateNetworks[0], network with { Hosts = [host] }] });
            address = await lab.Db1.DhcpAsync("eth0");
            routes = await lab.Db1.RunAsync("ip", "route");
        }
        finally
        {
            await lab.ApplyAsync(Wanted.Router);
            await lab.Db1.DhcpAsync("eth0");
        }

        Assert.Equal("10.2.0.11", address);
        Assert.DoesNotContain("default", routes, StringComparison.Ordinal);
    }

    [RouterFact]
    public async Task A_guest_goes_out_under_the_address_that_its_network_says()
    {
        await lab.ApplyAsync(Wanted.Router);
        await using EchoServer world = new(lab.Outside, 7100);

        Greeting tcp = await lab.Web1.AskAsync(TrafficLab.World, 7100);
        Greeting udp = await lab.Db1.AskUdpAsync(Wanted.Gateway, 7100);

        Assert.Equal(Wanted.RouterAddress, tcp.Peer.Address.ToString());
        Assert.Equal(Wanted.RouterAddress, udp.Peer.Address.ToString());
        Assert.True(await lab.Web1.PingsAsync(TrafficLab.World));
    }

    [RouterFact]
    public async Task A_network_may_go_out_under_another_address_or_not_at_all()
    {
        await using EchoServer world = new(lab.Outside, 7101);
        Vip vip = Wanted.Vip(30, "198.51.100.30");
        RouterState state = Wanted.Router with
        {
            Vips = [vip],
            PrivateNetworks =
            [
                Wanted.Router.PrivateNetworks[0] with { SnatAddress = vip.Address },
                Wanted.Router.PrivateNetworks[1] with { SnatAddress = null },
            ],
        };
        await using Capture wire = await Capture.StartAsync(lab.Panel, "wan", "host 10.2.0.11");

        await lab.ApplyAsync(state);

        Assert.Equal("198.51.100.30", (await lab.Web1.AskAsync(TrafficLab.World, 7101)).Peer.Address.ToString());
        Assert.True(await lab.Db1.HearsNothingAsync(TrafficLab.World, 7101));
        Assert.Empty(await wire.EndAsync());
    }

    [RouterFact]
    public async Task A_guest_reaches_of_the_router_what_is_served_and_nothing_else()
    {
        await lab.ApplyAsync(Wanted.Router);
        await using EchoServer forgotten = new(lab.Router.Machine, 9999);

        Assert.True(await lab.Web1.PingsAsync("10.1.0.1"));
        foreach (string address in (string[])["10.1.0.1", "10.2.0.1", "192.168.250.2", Wanted.RouterAddress])
        {
            Assert.True(await lab.Web1.HearsNothingAsync(address, 22), $"ssh on {address}");
            Assert.True(await lab.Web1.HearsNothingAsync(address, 9999), $"tcp 9999 on {address}");
            Assert.True(await lab.Web1.HearsNothingOverUdpAsync(address, 9999), $"udp 9999 on {address}");
        }
    }

    [RouterFact]
    public async Task The_outside_reaches_nothing_that_was_not_asked_for()
    {
        await lab.ApplyAsync(Wanted.Router);
        await using EchoServer forgotten = new(lab.Router.Machine, 9998);
        await using EchoServer web = new(lab.Web1, 7102);
        // A neighbour on the public network may route to the private one by itself.
        await lab.Outside.RunAsync("ip", "route", "add", "10.1.0.0/24", "via", Wanted.RouterAddress);
        try
        {
            Assert.True(await lab.Outside.HearsNothingAsync(Wanted.RouterAddress, 22));
            Assert.True(await lab.Outside.HearsNothingAsync(Wanted.RouterAddress, 53));
            Assert.True(await lab.Outside.HearsNothingAsync(Wanted.RouterAddress, 9998));
            Assert.True(await lab.Outside.HearsNothingOverUdpAsync(Wanted.RouterAddress, 9998));
            Assert.True(await lab.Outside.HearsNothingAsync("10.1.0.11", 7102));
            Assert.True(await lab.Outside.HearsNothingOverUdpAsync("10.1.0.11", 7102));
            Assert.False(await lab.Outside.PingsAsync("10.1.0.11"));
        }
        finally
        {
            await lab.Outside.RunAsync("ip", "route", "del", "10.1.0.0/24");
        }
    }

    [RouterFact]
    public async Task Private_networks_reach_each_other_only_when_the_default_says_so()
    {
        await using EchoServer database = new(lab.Db1, 7103);

        await lab.ApplyAsync(Wanted.Router);
        bool apart = await lab.Web1.HearsNothingAsync("10.2.0.11", 7103);
        await lab.ApplyAsync(Wanted.Router with { Firewall = new FirewallDefaults { BetweenPrivateNetworks = FirewallAction.Accept } });
        Greeting together = await lab.Web1.AskAsync("10.2.0.11", 7103);

        Assert.True(apart);
        Assert.Equal("db1", together.Name);
        Assert.Equal("10.1.0.11", together.Peer.Address.ToString());
    }

    [RouterFact]
    public async Task Guests_go_nowhere_when_the_default_refuses_them()
    {
        await using EchoServer world = new(lab.Outside, 7104);

        await lab.ApplyAsync(Wanted.Router with { Firewall = new FirewallDefaults { FromPrivateNetworks = FirewallAction.Reject } });

        Assert.True(await lab.Web1.HearsNothingAsync(TrafficLab.World, 7104));
        Assert.Equal(TrafficLab.World, await lab.Web1.ResolveAsync("www.example.net"));
    }

    [RouterFact]
    public async Task A_packet_from_an_address_that_is_not_of_its_network_goes_nowhere()
    {
        await lab.ApplyAsync(Wanted.Router with { Firewall = new FirewallDefaults { BetweenPrivateNetworks = FirewallAction.Accept } });
        await using EchoServer world = new(lab.Outside, 7105);
        await using EchoServer database = new(lab.Db1, 7105);
        await lab.Web1.ShellAsync("ip address add 10.77.0.5/32 dev lo; ip address add 10.2.0.99/32 dev lo");
        await using Capture wan = await Capture.StartAsync(lab.Panel, "wan", "port 7105");
        await using Capture b = await Capture.StartAsync(lab.Panel, "net-b", "port 7105");
        try
        {
            foreach (string source in (string[])["10.77.0.5", "10.2.0.99"])
            {
                Assert.True(await lab.Web1.HearsNothingOverUdpAsync(TrafficLab.World, 7105, source));
                Assert.True(await lab.Web1.HearsNothingOverUdpAsync("10.2.0.11", 7105, source));
            }
        }
        finally
        {
            await lab.Web1.ShellAsync("ip address del 10.77.0.5/32 dev lo; ip address del 10.2.0.99/32 dev lo");
        }

        Assert.Empty(await wan.EndAsync());
        Assert.Empty(await b.EndAsync());
    }
}
