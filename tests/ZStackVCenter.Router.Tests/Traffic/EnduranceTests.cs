using System.Net;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>Connections that stand while the router becomes another one a hundred times.</summary>
[Collection(TrafficTests.Name)]
public sealed class EnduranceTests(TrafficLab lab)
{
    private const int Applies = 100;
    private static readonly Vip OtherVip = Wanted.Vip(22, "198.51.100.22");

    [RouterFact]
    public async Task Downloads_lose_no_byte_while_a_hundred_applies_come_and_go()
    {
        await using Downloads downloads = await Downloads.StartAsync(lab, State(0));

        for (int i = 1; i <= Applies; i++)
        {
            await lab.ApplyAsync(State(i));
        }

        await downloads.MoveAsync("the last apply");
        await downloads.AllCameAsync();
    }

    /// <summary>What stays, and each time another choice of all that may come and go.</summary>
    private static RouterState State(int number)
    {
        RouterState state = Downloads.Need(Has(number, 4) ? [Downloads.Tunnel, Downloads.OtherTunnel] : [Downloads.Tunnel]);
        PrivateNetwork a = state.PrivateNetworks[0];
        PrivateNetwork b = state.PrivateNetworks[1];
        return state with
        {
            Vips = [.. state.Vips, OtherVip],
            Eips = Has(number, 0) ? [.. state.Eips, Wanted.Eip(OtherVip, "10.2.0.11", Wanted.NetworkB)] : state.Eips,
            PortForwardings = Has(number, 1) ? [Wanted.Forward(710 + (number % 7), Downloads.ServiceVip, new PortRange(1000 + number), "10.1.0.12", new PortRange(22))] : [],
            Listeners =
            [
                .. state.Listeners,
                .. Has(number, 2) ? [Wanted.Listener(720, Downloads.ServiceVip, 81, ListenerProtocol.Http, 7750, (BalancerAlgorithm)(number % 3))] : Array.Empty<Listener>(),
                .. Has(number, 3) ? [Wanted.Listener(721, Downloads.ServiceVip, 5300 + number, ListenerProtocol.Udp, 7751)] : Array.Empty<Listener>(),
            ],
            PrivateNetworks =
            [
                Has(number, 5) ? a with { Hosts = [.. a.Hosts, new DhcpHost { Mac = MacAddress.Parse("02:00:00:00:0a:77"), Address = IPAddress.Parse($"10.1.0.{100 + number}") }] } : a,
                b with { SnatAddress = Has(number, 6) ? Downloads.ServiceVip.Address : b.SnatAddress },
            ],
            Firewall = new FirewallDefaults { BetweenPrivateNetworks = number % 3 == 0 ? FirewallAction.Accept : FirewallAction.Reject },
        };
    }

    // Gray code: each apply changes one or two things, and in a hundred all have come and gone many times.
    private static bool Has(int number, int thing) => (((number ^ (number >> 1)) >> thing) & 1) == 1;
}
