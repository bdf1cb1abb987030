using ZStackVCenter.Router.State;
using ZStackVCenter.Router.Verify;
using static ZStackVCenter.Router.Tests.SampleState;

namespace ZStackVCenter.Router.Tests.Verify;

/// <summary>Things that are good each by itself, and cannot be together: one change of the sample each, and where and with what the contradiction is said.</summary>
public sealed class CrossingTests
{
    private static readonly RouterState Sample = Create();
    private static readonly PublicInterface Shared = Sample.PublicInterfaces[0];

    private static readonly RouterState OneCard = Sample with
    {
        Management = Sample.Management with { Mac = Shared.Mac, Address = Shared.Address, Network = Shared.Network, Gateway = Ip("203.0.113.3") },
    };

    private static readonly Dictionary<string, (RouterState State, string Path, string Said)> Cases = new()
    {
        ["private overlaps public"] = (Network(1, network => network with { Network = Net("203.0.113.128/25"), RouterAddress = Ip("203.0.113.129"), Hosts = [] }), "$.privateNetworks[1].network", "$.publicInterfaces[0]"),
        ["management overlaps public"] = (Sample with { Management = Sample.Management with { Address = Ip("203.0.113.9"), Network = Net("203.0.113.0/24"), Gateway = null, Destinations = [] } }, "$.publicInterfaces[0].network", "$.management"),
        ["guests are behind the management gateway"] = (Sample with { Management = Sample.Management with { Destinations = [Net("10.0.1.128/25")] } }, "$.management.destinations[0]", "$.privateNetworks[0]"),
        ["VIPs are behind the management gateway"] = (Sample with { Management = Sample.Management with { Destinations = [Net("203.0.113.0/28")] } }, "$.management.destinations[0]", "$.publicInterfaces[0]"),
        ["what is on the management card is behind its gateway"] = (Sample with { Management = Sample.Management with { Destinations = [Net("192.168.0.0/24")] } }, "$.management.destinations[0]", "$.management"),
        ["one card, two sizes of packets"] = (OneCard with { Management = OneCard.Management with { Mtu = 1400 } }, "$.management.mtu", "1500"),
        ["VIP is the management gateway"] = (OneCard with { Management = OneCard.Management with { Gateway = Ip("203.0.113.10") } }, "$.vips[1].address", "gateway"),
        ["asks its VIP"] = (Network(0, network => network with { DnsUpstreams = [Ip("203.0.113.11")] }), "$.privateNetworks[0].dnsUpstreams[0]", "203.0.113.11"),
        ["asks its public address"] = (Network(0, network => network with { DnsUpstreams = [Ip("198.51.100.2")] }), "$.privateNetworks[0].dnsUpstreams[0]", "198.51.100.2"),
        ["asks its management address"] = (Network(0, network => network with { DnsUpstreams = [Ip("192.168.0.2")] }), "$.privateNetworks[0].dnsUpstreams[0]", "192.168.0.2"),
        ["EIP and a tunnel"] = (EipOn(SystemVip, Tunnels(0, tunnel => tunnel with { VipId = EipVip })), "$.eips[0].vipId", "$.tunnels[0]"),
        ["EIP and a forwarding"] = (Rule(1, rule => rule with { VipId = EipVip }), "$.eips[0].vipId", "$.portForwardings[1]"),
        ["EIP and a listener without backends"] = (Listeners(5, listener => listener with { VipId = EipVip }), "$.eips[0].vipId", "$.listeners[5]"),
        ["two EIPs on a VIP"] = (Sample with { Eips = [Sample.Eips[0], Sample.Eips[1] with { VipId = EipVip }] }, "$.eips[1].vipId", "$.eips[0]"),
        ["ranges that meet in one port"] = (Rule(0, rule => rule with { VipPorts = new PortRange(8099, 8100), GuestPorts = new PortRange(22, 23) }), "$.portForwardings[0].vipPorts", "$.portForwardings[1]"),
        ["a range around a listener's port"] = (Rule(1, rule => rule with { VipPorts = new PortRange(8100, 8199), GuestPorts = new PortRange(8100, 8199) }), "$.listeners[1].port", "$.portForwardings[1]"),
        ["UDP on UDP"] = (Listeners(3, listener => listener with { Port = 9002 }), "$.listeners[3].port", "$.portForwardings[2]"),
        ["HTTP on TCP"] = (Listeners(1, listener => listener with { Port = 80 }), "$.listeners[1].port", "$.listeners[0]"),
        ["a forwarding takes IKE"] = (Rule(2, rule => rule with { VipId = SystemVip, VipPorts = new PortRange(499, 502), GuestPorts = new PortRange(499, 502) }), "$.portForwardings[2].vipPorts", "$.tunnels[0]"),
        ["a forwarding takes SSH"] = (OneCard with { PortForwardings = [Sample.PortForwardings[0] with { VipId = SystemVip, VipPorts = new PortRange(20, 25), GuestPorts = new PortRange(20, 25) }] }, "$.portForwardings[0].vipPorts", "$.management.sshPort"),
        ["a listener takes SSH, whose server listens at every address"] = (Listeners(0, listener => listener with { Port = 22 }), "$.listeners[0].port", "SSH"),
        ["a listener takes IKE, whose server listens at every address"] = (Listeners(3, listener => listener with { Port = 4500 }), "$.listeners[3].port", "IKE"),
        ["peer is the management address"] = (Tunnels(2, tunnel => tunnel with { PeerAddress = Ip("192.168.0.2") }), "$.tunnels[2].peerAddress", "192.168.0.2"),
        ["peer is a network"] = (Tunnels(2, tunnel => tunnel with { PeerAddress = Ip("203.0.113.255") }), "$.tunnels[2].peerAddress", "203.0.113.255"),
        ["one pair of names, two keys"] = (Tunnels(2, tunnel => tunnel with { IkeVersion = IkeVersion.V2, RemoteId = "192.0.2.1" }), "$.tunnels[2].preSharedKey", "$.tunnels[0]"),
        ["equal selectors"] = (Tunnels(1, tunnel => tunnel with { LocalCidrs = [Net("10.0.1.0/24")], RemoteCidrs = [Net("172.16.1.0/24")] }), "$.tunnels[1].remoteCidrs[0]", "$.tunnels[0].remoteCidrs[1]"),
        ["a network twice in a tunnel"] = (Tunnels(2, tunnel => tunnel with { RemoteCidrs = [Net("172.17.0.0/16"), Net("172.17.0.0/16")] }), "$.tunnels[2].remoteCidrs[1]", "$.tunnels[2].remoteCidrs[0]"),
        ["a key with half a character"] = (Tunnels(2, tunnel => tunnel with { PreSharedKey = new Secret("a\uD800b") }), "$.tunnels[2].preSharedKey", "half"),
        ["an identity that is anybody's"] = (Tunnels(2, tunnel => tunnel with { RemoteId = "0.0.0.0" }), "$.tunnels[2].remoteId", "identity"),
        ["half a character in a name"] = (Sample with { Certificates = [Sample.Certificates[0] with { Name = "a\uD800" }] }, "$.certificates[0].name", "name"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_contradiction_is_said_where_it_is_and_names_the_other_side(string name)
    {
        (RouterState state, string path, string said) = Cases[name];
        Assert.Contains(RouterVerifier.Verify(state), contradiction => contradiction.Path == path && contradiction.Problem.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_tunnels_the_ports_of_IKE_are_ports_like_any_other() =>
        Assert.Empty(RouterVerifier.Verify(Listeners(3, listener => listener with { Port = 4500 }) with { Tunnels = [] }));

    [Fact]
    public void Each_of_many_that_overlap_is_said()
    {
        RouterState state = Sample with
        {
            PortForwardings =
            [
                Sample.PortForwardings[1] with { VipPorts = new PortRange(10000, 20000), GuestPorts = new PortRange(10000, 20000) },
                .. Enumerable.Range(1, 3).Select(i => Sample.PortForwardings[0] with { Id = Id(0x400 + i), VipPorts = new PortRange(10000 + (i * 10)) }),
            ],
            Tunnels =
            [
                Sample.Tunnels[0] with { RemoteCidrs = [Net("172.20.0.0/16")] },
                .. Enumerable.Range(1, 3).Select(i => Sample.Tunnels[0] with { Id = Id(0x700 + i), RemoteCidrs = [Net($"172.20.{i}.0/24")] }),
            ],
        };
        string[] paths = [.. RouterVerifier.Verify(state).Select(contradiction => contradiction.Path)];
        for (int i = 1; i <= 3; i++)
        {
            Assert.Contains($"$.portForwardings[{i}].vipPorts", paths);
            Assert.Contains($"$.tunnels[{i}].remoteCidrs[0]", paths);
        }
    }

    private static List<T> Changed<T>(IReadOnlyList<T> items, int place, Func<T, T> change) => [.. items.Select((item, i) => i == place ? change(item) : item)];

    private static RouterState Network(int i, Func<PrivateNetwork, PrivateNetwork> change) => Sample with { PrivateNetworks = Changed(Sample.PrivateNetworks, i, change) };

    private static RouterState Rule(int i, Func<PortForwarding, PortForwarding> change) => Sample with { PortForwardings = Changed(Sample.PortForwardings, i, change) };

    private static RouterState Listeners(int i, Func<Listener, Listener> change) => Sample with { Listeners = Changed(Sample.Listeners, i, change) };

    private static RouterState Tunnels(int i, Func<IpsecTunnel, IpsecTunnel> change) => Sample with { Tunnels = Changed(Sample.Tunnels, i, change) };

    private static RouterState EipOn(Guid forwardings, RouterState state) => state with
    {
        PortForwardings = [.. state.PortForwardings.Select(rule => rule with { VipId = forwardings })],
    };
}
