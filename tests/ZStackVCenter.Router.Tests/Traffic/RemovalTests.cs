using System.Net;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>A router that no longer has a thing is as it was before it had it: addresses, routes, rules, sockets, programs, tunnels.</summary>
[Collection(TrafficTests.Name)]
public sealed class RemovalTests(TrafficLab lab)
{
    private static readonly Vip Vip = Wanted.Vip(90, "198.51.100.90");

    [RouterFact]
    public async Task Each_thing_that_is_taken_away_leaves_nothing()
    {
        Certificate certificate = new() { Id = Wanted.Id(690), Pem = SampleState.NewPem("www.example.org") };
        PrivateNetwork network = Wanted.Router.PrivateNetworks[0];
        RouterState vip = Wanted.Router with { Vips = [Vip] };
        Dictionary<string, RouterState> things = new()
        {
            ["a VIP"] = vip,
            ["an EIP"] = vip with { Eips = [Wanted.Eip(Vip, "10.1.0.11")] },
            ["a forwarded port"] = vip with
            {
                PortForwardings =
                [
                    Wanted.Forward(601, Vip, new PortRange(80), "10.1.0.11", new PortRange(80)) with { AllowedCidrs = [IPNetwork.Parse("198.51.100.0/28")] },
                    Wanted.Forward(602, Vip, new PortRange(1000, 2000), "10.1.0.11", new PortRange(3000, 4000), ForwardedProtocol.Udp),
                ],
            },
            ["a TCP listener"] = vip with { Listeners = [Wanted.Listener(603, Vip, 80, ListenerProtocol.Tcp, 80)] },
            ["an HTTPS listener with its certificate"] = vip with
            {
                Certificates = [certificate],
                Listeners = [Wanted.Listener(606, Vip, 443, ListenerProtocol.Https, 80) with { CertificateId = certificate.Id }],
            },
            ["a UDP listener"] = vip with { Listeners = [Wanted.Listener(604, Vip, 80, ListenerProtocol.Udp, 80)] },
            ["a tunnel"] = TunnelPair.Here([new TunnelPair(605, "a key", ["10.1.0.0/24"], ["10.8.0.0/24"])]),
            ["a guest"] = Wanted.Router with
            {
                PrivateNetworks = [network with { Hosts = [.. network.Hosts, new DhcpHost { Mac = MacAddress.Parse("02:00:00:00:0a:99"), Address = IPAddress.Parse("10.1.0.99") }] }, Wanted.Router.PrivateNetworks[1]],
            },
            ["a private network"] = Wanted.Router,
            ["what guests may do"] = Wanted.Router with { Firewall = new FirewallDefaults { BetweenPrivateNetworks = FirewallAction.Accept } },
        };
        RouterState bare = Wanted.Router with { PrivateNetworks = [network] };
        foreach ((string thing, RouterState with) in things)
        {
            RouterState without = thing == "a private network" ? bare : Wanted.Router;
            await lab.ApplyAsync(without);
            string before = await SeenAsync(lab);
            await lab.ApplyAsync(with);
            string during = await SeenAsync(lab);
            await lab.ApplyAsync(without);

            Assert.True(before != during, $"{thing} changed nothing");
            await Eventually.TrueAsync($"the router is as before {thing}", async () => await SeenAsync(lab) == before);
        }

        await lab.ApplyAsync(Wanted.Router);
    }

    // All that the kernel and the programs hold, without what counts and ticks.
    internal static Task<string> SeenAsync(TrafficLab lab) => lab.Router.Machine.ShellAsync("""
        ip -4 -o address show | sed 's/^[0-9]*: //; s/valid_lft.*//' | sort
        ip -4 rule show
        ip -4 route show table all | sort
        nft --stateless list ruleset
        find /var/lib/zstackvcenter/current/ -type f | sort | xargs sha256sum
        ss -Hltun4 | awk '{print $1, $5}' | sort
        ps -A -o comm= | grep -vE '^(sh|bash|ps|sed|sort|ss|awk|ip|nft|sshd|grep|cat|sleep)$' | sort
        swanctl --list-conns 2>/dev/null || true
        swanctl --list-sas 2>/dev/null | grep -oE '^[^:]*' || true
        """);
}
