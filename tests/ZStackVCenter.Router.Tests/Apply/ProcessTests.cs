using System.Net;
using Xunit;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>
/// A change replaces no process that does not depend on it. A daemon's own process stays whatever comes: what reads a new file does so by a worker of its
/// own or at a signal. What dnsmasq reads at its start only is said in <c>docs/router.md</c>.
/// </summary>
public sealed class ProcessTests(ProcessTests.Busy router) : IClassFixture<ProcessTests.Busy>
{
    private const string Worker = "/worker";
    private const string HaproxyWorker = "haproxy" + Worker;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Guid Second = LabState.Id(1, 2);
    private static readonly MacAddress SecondCard = MacAddress.Parse("00:50:56:00:00:04");
    private static readonly Certificate Www = new() { Id = LabState.Id(12, 1), Pem = SampleState.NewPem("www.example.org") };
    private static readonly Vip MoreVip = new() { Id = LabState.Id(2, 90), Interface = LabState.Plain.PublicInterfaces[0].Mac, Address = IPAddress.Parse("203.0.122.90") };

    private static readonly RouterState Base = Everything();

    private static readonly Dictionary<string, (RouterState State, string[] Replaced)> Changes = new()
    {
        ["a VIP"] = (Base with { Vips = [.. Base.Vips, MoreVip] }, []),
        ["an EIP"] = (Base with { Vips = [.. Base.Vips, MoreVip], Eips = [.. Base.Eips, new Eip { Id = LabState.Id(3, 90), VipId = MoreVip.Id, NetworkId = LabState.Network, GuestAddress = IPAddress.Parse("10.1.9.9") }] }, []),
        ["a forwarded port"] = (Base with { PortForwardings = [Base.PortForwardings[0], Base.PortForwardings[1] with { GuestPorts = new PortRange(81) }] }, []),
        ["a TCP listener"] = (Base with { Listeners = [.. Base.Listeners, Base.Listeners[0] with { Id = LabState.Id(7, 90), Port = 90 }] }, [HaproxyWorker]),
        ["a backend of a TCP listener"] = (Listener(0, listener => listener with { Backends = [listener.Backends[0]] }), [HaproxyWorker]),
        ["the checks of a TCP listener"] = (Listener(0, listener => listener with { HealthCheck = new HealthCheck { IntervalSeconds = 7 } }), [HaproxyWorker]),
        ["a certificate"] = (Base with { Certificates = [Www with { Pem = SampleState.NewPem("www.example.net") }] }, [HaproxyWorker]),
        ["a UDP listener"] = (Base with { Listeners = [.. Base.Listeners, Base.Listeners[1] with { Id = LabState.Id(7, 91), Port = 91 }] }, [Nginx(LabState.Id(7, 91))]),
        ["a backend of a UDP listener"] = (Listener(1, listener => listener with { Backends = [listener.Backends[0]] }), [Nginx(Base.Listeners[1].Id) + Worker]),
        ["the backends' port of a UDP listener"] = (Listener(1, listener => listener with { BackendPort = 8099 }), []),
        ["the checks of a UDP listener"] = (Listener(1, listener => listener with { HealthCheck = new HealthCheck { IntervalSeconds = 7 } }), []),
        ["a guest with a name"] = (Network(0, network => network with { Hosts = [.. network.Hosts, new DhcpHost { Mac = MacAddress.Parse("02:00:00:00:00:99"), Address = IPAddress.Parse("10.1.0.99"), HostName = "more" }] }), []),
        ["a guest's address"] = (Network(0, network => network with { Hosts = [network.Hosts[0] with { Address = IPAddress.Parse("10.1.0.7") }] }), []),
        ["who is asked for names"] = (Network(0, network => network with { DnsUpstreams = [IPAddress.Parse("203.0.113.53"), IPAddress.Parse("203.0.113.54")] }), []),
        ["the domain"] = (Network(0, network => network with { Domain = "other.example.org" }), [Dnsmasq(LabState.Network)]),
        ["a network's MTU"] = (Network(0, network => network with { Mtu = 1400 }), [Dnsmasq(LabState.Network)]),
        ["another private network"] = (Base with { PrivateNetworks = [Base.PrivateNetworks[0]] }, [Dnsmasq(Second)]),
        ["a tunnel"] = (Base with { Tunnels = [.. Base.Tunnels, Tunnel(3)] }, []),
        ["a tunnel's key"] = (Base with { Tunnels = [Base.Tunnels[0] with { PreSharedKey = new Secret("another") }] }, []),
        ["the last tunnel"] = (Base with { Tunnels = [] }, ["strongswan"]),
        ["what guests may do"] = (Base with { Firewall = new FirewallDefaults { BetweenPrivateNetworks = FirewallAction.Accept } }, []),
        ["the address that guests go out under"] = (Network(0, network => network with { SnatAddress = Base.Vips[^1].Address }), []),
        ["who may use the router"] = (Network(0, network => network with { AllowPing = false, AllowListeners = false }), []),
        ["the host's name"] = (Base with { HostName = "another" }, []),
        ["a gateway"] = (Base with { PublicInterfaces = [Base.PublicInterfaces[0] with { Gateway = IPAddress.Parse("203.0.113.254") }] }, []),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    [NeedsTheory(Requirement.Root, "nft", "haproxy", "nginx", "dnsmasq", "charon-systemd", "swanctl", "sshd")]
    [MemberData(nameof(Names))]
    public async Task A_change_replaces_no_process_but_those_that_depend_on_it(string what)
    {
        var (state, replaced) = Changes[what];
        await router.ApplyAsync(Base);
        var before = await router.ProcessesAsync();

        var there = await router.ApplyAsync(state);

        Assert.False(there.IsUnchanged);
        var during = await router.ProcessesAsync();
        Assert.Equal(replaced, Differing(before, during));
        await router.ApplyAsync(Base);
        Assert.Equal(replaced, Differing(during, await router.ProcessesAsync()));
    }

    // A daemon that comes or goes does so with its workers.
    private static string[] Differing(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        string[] names = [.. before.Keys.Union(after.Keys).Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
        return [.. names.Where(name => !names.Any(other => name == other + Worker))];
    }

    private static string Dnsmasq(Guid network) => $"dnsmasq@{network:N}";

    private static string Nginx(Guid listener) => $"nginx@{listener:N}";

    private static RouterState Listener(int index, Func<Listener, Listener> change) =>
        Base with { Listeners = [.. Base.Listeners.Select((listener, i) => i == index ? change(listener) : listener)] };

    private static RouterState Network(int index, Func<PrivateNetwork, PrivateNetwork> change) =>
        Base with { PrivateNetworks = [.. Base.PrivateNetworks.Select((network, i) => i == index ? change(network) : network)] };

    private static IpsecTunnel Tunnel(int number) => new()
    {
        Id = LabState.Id(9, number), VipId = LabState.Id(6, 0), PeerAddress = IPAddress.Parse($"203.0.113.{200 + number}"), PreSharedKey = new Secret("a key"),
        LocalCidrs = [IPNetwork.Parse("10.1.0.0/16")], RemoteCidrs = [IPNetwork.Parse($"10.{90 + number}.0.0/24")],
    };

    private static RouterState Everything()
    {
        var state = LabState.Everything;
        var first = state.PrivateNetworks[0];
        return state with
        {
            PrivateNetworks =
            [
                first with { DnsUpstreams = [IPAddress.Parse("203.0.113.53")] },
                new PrivateNetwork { Id = Second, Mac = SecondCard, Network = IPNetwork.Parse("10.2.0.0/24"), RouterAddress = IPAddress.Parse("10.2.0.1") },
            ],
            Certificates = [Www],
            Listeners = [.. state.Listeners, state.Listeners[0] with { Id = LabState.Id(7, 50), Port = 443, Protocol = ListenerProtocol.Https, CertificateId = Www.Id }],
            Tunnels = [Tunnel(1)],
        };
    }

    /// <summary>A router that runs one of everything.</summary>
    public sealed class Busy : IAsyncLifetime
    {
        private ApplyLab? _lab;
        private RouterClient? _client;

        public async Task InitializeAsync()
        {
            if (Requirement.Missing(ApplyLab.Needs).Count > 0)
            {
                return;
            }

            _lab = await ApplyLab.StartAsync();
            await _lab.Panel.AddNetworkAsync("second");
            await _lab.Panel.ConnectAsync(_lab.Machine, "eth3", SecondCard.ToString(), "second");
            _client = _lab.Connect();
        }

        public async Task DisposeAsync()
        {
            _client?.Dispose();
            if (_lab is not null)
            {
                await _lab.DisposeAsync();
            }
        }

        internal async Task<RouterApplyResult> ApplyAsync(RouterState state)
        {
            var result = await _client!.ApplyAsync(state, None);
            Assert.Empty((await _client.TestAsync(None)).Differences);
            return result;
        }

        /// <summary>Each daemon's process, and the workers of those that have some, when none is left that only ends what it has.</summary>
        internal async Task<IReadOnlyDictionary<string, string>> ProcessesAsync()
        {
            var seen = new Dictionary<string, string>();
            await Eventually.TrueAsync("each daemon has one worker", async () =>
            {
                var text = await _lab!.Machine.ShellAsync("""
                    for file in /run/zstackvcenter/*.pid; do
                      name=${file##*/} pid=$(cat $file)
                      [ -e "${file%.pid}.started" ] || continue
                      printf '%s %s\n' "${name%.pid}" "$pid"
                      case $name in haproxy* | nginx*) printf '%s/worker %s\n' "${name%.pid}" "$(cat /proc/$pid/task/$pid/children)" ;; esac
                    done
                    """);
                seen = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).ToDictionary(words => words[0], words => words[1].Trim());
                return seen.Values.All(processes => !processes.Contains(' ', StringComparison.Ordinal));
            });
            return seen;
        }
    }
}
