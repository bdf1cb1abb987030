using System.Net;
using ZStackVCenter.Router.State;
using ZStackVCenter.Router.Tests.Apply;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>Tunnels between the two routers, and what the wire between them shows.</summary>
[Collection(TrafficTests.Name)]
public sealed class TunnelTests(TrafficLab lab)
{
    private static readonly TunnelPair One = new(501, "one and only key", ["10.1.0.0/24"], ["10.8.0.0/24"]);
    private static readonly TunnelPair Two = new(502, "one and only key", ["10.2.0.0/24"], ["10.9.0.0/24"]);

    [RouterFact]
    public Task A_guest_reaches_one_on_the_other_side_encrypted_with_ikev2() => CarriesAsync(One with { Version = IkeVersion.V2 }, 7600);

    [RouterFact]
    public Task A_guest_reaches_one_on_the_other_side_encrypted_with_ikev1() => CarriesAsync(One with { Version = IkeVersion.V1 }, 7601);

    [RouterFact]
    public async Task A_tunnel_joins_all_its_networks_on_both_sides()
    {
        foreach (IkeVersion version in Enum.GetValues<IkeVersion>())
        {
            TunnelPair wide = new(503, "a wide key", ["10.1.0.0/24", "10.2.0.0/24"], ["10.8.0.0/24", "10.9.0.0/24"]) { Version = version };
            await ApplyAsync(wide);
            await using EchoServer far1 = new(lab.Far1, 7602);
            await using EchoServer far2 = new(lab.Far2, 7602);

            foreach ((Machine guest, string address, string name) in new[]
            {
                (lab.Web1, "10.8.0.11", "far1"), (lab.Web1, "10.9.0.11", "far2"), (lab.Db1, "10.8.0.11", "far1"), (lab.Db1, "10.9.0.11", "far2"),
            })
            {
                Assert.Equal(name, (await ReachAsync(guest, address, 7602)).Name);
            }
        }
    }

    [RouterFact]
    public async Task Two_tunnels_to_one_peer_both_carry_and_one_outlives_the_other()
    {
        await ApplyAsync(One, Two);
        await using EchoServer far1 = new(lab.Far1, 7603);
        await using EchoServer far2 = new(lab.Far2, 7603);

        Assert.Equal("10.1.0.11", (await ReachAsync(lab.Web1, "10.8.0.11", 7603)).Peer.Address.ToString());
        Assert.Equal("10.2.0.11", (await ReachAsync(lab.Db1, "10.9.0.11", 7603)).Peer.Address.ToString());
        Assert.True(await lab.Web1.HearsNothingAsync("10.9.0.11", 7603), "no tunnel joins A and the second far network");

        using System.Net.Sockets.Socket standing = await lab.Db1.ConnectAsync("10.9.0.11", 7603);
        await standing.GreetingAsync();
        await ApplyAsync(Two);

        Assert.True(await standing.EchoesAsync("still here"));
        Assert.True(await lab.Web1.HearsNothingAsync("10.8.0.11", 7603));
    }

    [RouterFact]
    public async Task Nothing_leaves_in_the_clear_for_a_tunnel_that_does_not_come_up()
    {
        await Task.WhenAll(
            lab.ApplyAsync(TunnelPair.Here([One])),
            lab.FarRouter.ApplyAsync(TunnelPair.There([One with { Key = "not the same key" }])));
        await using EchoServer far = new(lab.Far1, 7604);
        await using Capture wire = await Capture.StartAsync(lab.Panel, "wan", "port 7604 or host 10.8.0.11");

        Assert.True(await lab.Web1.HearsNothingAsync("10.8.0.11", 7604));
        Assert.True(await lab.Web1.HearsNothingOverUdpAsync("10.8.0.11", 7604));
        Assert.Empty(await wire.EndAsync());
    }

    [RouterFact]
    public async Task A_tunnel_ends_when_one_end_gets_another_key_although_the_other_calls_at_once()
    {
        await using EchoServer far = new(lab.Far1, 7607);
        for (int turn = 0; turn < 3; turn++)
        {
            await ApplyAsync(One);
            Assert.Equal("far1", (await ReachAsync(lab.Web1, "10.8.0.11", 7607)).Name);

            await lab.FarRouter.ApplyAsync(TunnelPair.There([One with { Key = "not the same key" }]));

            Assert.True(await lab.Web1.HearsNothingAsync("10.8.0.11", 7607));
        }
    }

    [RouterFact]
    public async Task A_tunnel_that_a_failing_generation_changed_or_ended_is_there_again_when_the_router_has_gone_back()
    {
        await using EchoServer far = new(lab.Far1, 7608);
        foreach ((string change, TunnelPair[] tunnels) in new (string, TunnelPair[])[]
        {
            ("another key", [One with { Key = "not the same key" }]),
            ("another version", [One with { Version = IkeVersion.V1 }]),
            ("other networks", [One with { Distant = ["10.9.0.0/24"] }]),
            ("none, but another one", [Two]),
        })
        {
            await ApplyAsync(One);
            await ReachAsync(lab.Web1, "10.8.0.11", 7608);

            RouterException error = await Assert.ThrowsAsync<RouterException>(
                () => lab.Router.Client.ApplyAsync(BrokenState.Strongswan(TunnelPair.Here(tunnels)), CancellationToken.None));

            Assert.True((error.Error, error.Service) is (RouterError.ApplyFailed, "strongswan"), $"{change}: {error}");
            await Eventually.TrueAsync($"the tunnel carries again after a generation with {change}", async () =>
                (await lab.Web1.AskOrNobodyAsync("10.8.0.11", 7608)).Name == "far1");
            Assert.Empty((await lab.Router.Client.TestAsync(CancellationToken.None)).Differences);
        }
    }

    [RouterFact]
    public async Task A_guest_with_an_eip_keeps_its_own_address_in_the_tunnel()
    {
        Vip vip = Wanted.Vip(80, "198.51.100.80");
        RouterState here = TunnelPair.Here([One]);
        await Task.WhenAll(
            lab.ApplyAsync(here with { Vips = [.. here.Vips, vip], Eips = [Wanted.Eip(vip, "10.1.0.11")] }),
            lab.FarRouter.ApplyAsync(TunnelPair.There([One])));
        await using EchoServer far = new(lab.Far1, 7605);
        await using EchoServer web = new(lab.Web1, 7605);

        Assert.Equal("10.1.0.11", (await ReachAsync(lab.Web1, "10.8.0.11", 7605)).Peer.Address.ToString());
        Assert.Equal("10.8.0.11", (await ReachAsync(lab.Far1, "10.1.0.11", 7605)).Peer.Address.ToString());
        Assert.Equal("web1", (await lab.Outside.AskAsync("198.51.100.80", 7605)).Name);
    }

    [RouterFact]
    public async Task A_tunnel_whose_keys_differed_comes_up_when_both_ends_get_another_one_at_once()
    {
        await Task.WhenAll(
            lab.ApplyAsync(TunnelPair.Here([One])),
            lab.FarRouter.ApplyAsync(TunnelPair.There([One with { Key = "not the same key" }])));

        TunnelPair next = One with { Number = 504, Key = "the next key" };
        await Task.WhenAll(lab.ApplyAsync(TunnelPair.Here([next])), lab.FarRouter.ApplyAsync(TunnelPair.There([next, Two with { Key = "the next key" }])));

        await using EchoServer far = new(lab.Far1, 7606);
        Assert.Equal("far1", (await ReachAsync(lab.Web1, "10.8.0.11", 7606)).Name);
    }

    private async Task CarriesAsync(TunnelPair tunnel, int port)
    {
        await using Capture wire = await Capture.StartAsync(lab.Panel, "wan");
        await ApplyAsync(tunnel);
        await using EchoServer far = new(lab.Far1, port, "word-in-the-tunnel");
        await using EchoServer web = new(lab.Web1, port, "word-in-the-tunnel");

        Greeting there = await ReachAsync(lab.Web1, "10.8.0.11", port);
        Greeting back = await ReachAsync(lab.Far1, "10.1.0.11", port);
        Greeting udp = await lab.Web2.AskUdpAsync("10.8.0.11", port);

        string seen = await wire.EndAsync();
        Assert.Equal("10.1.0.11", there.Peer.Address.ToString());
        Assert.Equal("10.8.0.11", back.Peer.Address.ToString());
        Assert.Equal("10.1.0.12", udp.Peer.Address.ToString());
        Assert.Contains(tunnel.Version == IkeVersion.V1 ? "isakmp: phase 1" : "isakmp: parent_sa", seen, StringComparison.Ordinal);
        Assert.Contains("ESP(spi=", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("word-in-the-tunnel", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("10.8.0.11", seen, StringComparison.Ordinal);
    }

    private Task ApplyAsync(params TunnelPair[] tunnels) => Task.WhenAll(
        lab.ApplyAsync(TunnelPair.Here(tunnels)), lab.FarRouter.ApplyAsync(TunnelPair.There(tunnels)));

    // A tunnel comes up some time after both ends know of it.
    internal static async Task<Greeting> ReachAsync(Machine machine, string address, int port)
    {
        Greeting? answer = null;
        await Eventually.TrueAsync($"{machine.Name} reaches {address}", async () =>
        {
            Greeting heard = await machine.AskOrNobodyAsync(address, port);
            answer = heard.Name == Shares.Nobody ? null : heard;
            return answer is not null;
        });
        return answer!;
    }
}

/// <summary>One tunnel as both routers know it, between their own public addresses.</summary>
internal sealed record TunnelPair(int Number, string Key, string[] Near, string[] Distant)
{
    private static readonly Vip NearVip = Wanted.Vip(85, Wanted.RouterAddress);
    private static readonly Vip FarVip = Wanted.Vip(86, Wanted.FarAddress) with { Interface = Wanted.FarPublicCard };

    public IkeVersion Version { get; init; } = IkeVersion.V2;

    /// <summary>The router with its ends of the tunnels.</summary>
    public static RouterState Here(IEnumerable<TunnelPair> tunnels) =>
        Wanted.Router with { Vips = [NearVip], Tunnels = [.. tunnels.Select(t => t.End(NearVip, Wanted.FarAddress, t.Near, t.Distant))] };

    /// <summary>The second router with its ends of the tunnels.</summary>
    public static RouterState There(IEnumerable<TunnelPair> tunnels) =>
        Wanted.Far with { Vips = [FarVip], Tunnels = [.. tunnels.Select(t => t.End(FarVip, Wanted.RouterAddress, t.Distant, t.Near))] };

    private IpsecTunnel End(Vip vip, string peer, string[] local, string[] remote) => new()
    {
        Id = Wanted.Id(Number),
        VipId = vip.Id,
        PeerAddress = IPAddress.Parse(peer),
        PreSharedKey = new Secret(Key),
        IkeVersion = Version,
        LocalCidrs = [.. local.Select(IPNetwork.Parse)],
        RemoteCidrs = [.. remote.Select(IPNetwork.Parse)],
    };
}
