using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ZStackVCenter.Router.State;
using ZStackVCenter.Router.Verify;
using static ZStackVCenter.Router.Tests.SampleState;

namespace ZStackVCenter.Router.Tests.Verify;

/// <summary>One change of the sample each, and the place where the contradiction is said.</summary>
public sealed class ContradictionTests
{
    private static readonly RouterState Sample = Create();

    private static readonly Dictionary<string, (RouterState State, string Path)> Cases = new()
    {
        ["host name"] = (Sample with { HostName = "router one" }, "$.hostName"),
        ["empty id"] = (Sample with { Id = Guid.Empty }, "$.id"),
        ["version"] = (Sample with { Version = 9 }, "$.version"),
        ["IPv6 address"] = (Sample with { Management = Sample.Management with { Address = Ip("fe80::1") } }, "$.management.address"),
        ["management address outside"] = (Sample with { Management = Sample.Management with { Address = Ip("192.168.9.2") } }, "$.management.address"),
        ["management gateway outside"] = (Sample with { Management = Sample.Management with { Gateway = Ip("192.168.9.1") } }, "$.management.gateway"),
        ["destinations without a gateway"] = (Sample with { Management = Sample.Management with { Gateway = null } }, "$.management.destinations"),
        ["ssh port"] = (Sample with { Management = Sample.Management with { SshPort = 0 } }, "$.management.sshPort"),
        ["unknown enum"] = (Sample with { Firewall = new FirewallDefaults { FromPrivateNetworks = (FirewallAction)7 } }, "$.firewall.fromPrivateNetworks"),
        ["two default routes"] = (Public(1, card => card with { IsDefaultRoute = true }), "$.publicInterfaces"),
        ["default route without a gateway"] = (Public(0, card => card with { Gateway = null }), "$.publicInterfaces[0].gateway"),
        ["same public card"] = (Public(1, card => card with { Mac = Sample.PublicInterfaces[0].Mac }), "$.publicInterfaces[1].mac"),
        ["public MTU"] = (Public(0, card => card with { Mtu = 100000 }), "$.publicInterfaces[0].mtu"),
        ["private overlaps private"] = (Network(1, network => network with { Network = Net("10.0.0.0/22"), RouterAddress = Ip("10.0.2.1") }), "$.privateNetworks[0].network"),
        ["private overlaps management"] = (Network(1, network => network with { Network = Net("192.168.0.0/25") }), "$.privateNetworks[1].network"),
        ["private network too small"] = (Network(1, network => network with { Network = Net("10.0.2.0/31") }), "$.privateNetworks[1].network"),
        ["reserved space"] = (Network(1, network => network with { Network = Net("224.0.0.0/24") }), "$.privateNetworks[1].network"),
        ["router address is broadcast"] = (Network(0, network => network with { RouterAddress = Ip("10.0.1.255") }), "$.privateNetworks[0].routerAddress"),
        ["private card is public"] = (Network(0, network => network with { Mac = Sample.PublicInterfaces[0].Mac }), "$.privateNetworks[0].mac"),
        ["domain"] = (Network(0, network => network with { Domain = "a..b" }), "$.privateNetworks[0].domain"),
        ["domain that is an address"] = (Network(0, network => network with { Domain = "1.2.3" }), "$.privateNetworks[0].domain"),
        ["SNAT address"] = (Network(0, network => network with { SnatAddress = Ip("203.0.113.99") }), "$.privateNetworks[0].snatAddress"),
        ["asks itself"] = (Network(0, network => network with { DnsUpstreams = [Ip("10.0.2.1")] }), "$.privateNetworks[0].dnsUpstreams[0]"),
        ["more DNS than a guest can be told"] = (Network(0, network => network with { DnsUpstreams = Servers(33) }), "$.privateNetworks[0].dnsUpstreams"),
        ["DNS twice"] = (Network(0, network => network with { DnsUpstreams = [Ip("192.0.2.53"), Ip("192.0.2.53")] }), "$.privateNetworks[0].dnsUpstreams[1]"),
        ["guest outside"] = (Host(0, host => host with { Address = Ip("10.0.2.77") }), "$.privateNetworks[0].hosts[0].address"),
        ["guest is the router"] = (Host(0, host => host with { Address = Ip("10.0.1.1") }), "$.privateNetworks[0].hosts[0].address"),
        ["guests share an address"] = (Host(1, host => host with { Address = Ip("10.0.1.5") }), "$.privateNetworks[0].hosts[1].address"),
        ["guests share a card"] = (Host(1, host => host with { Mac = Sample.PrivateNetworks[0].Hosts[0].Mac }), "$.privateNetworks[0].hosts[1].mac"),
        ["guests share a name"] = (Host(1, host => host with { HostName = "WEB-1" }), "$.privateNetworks[0].hosts[1].hostName"),
        ["guest's name"] = (Host(0, host => host with { HostName = "a,b" }), "$.privateNetworks[0].hosts[0].hostName"),
        ["VIP outside"] = (VipAt(1, vip => vip with { Address = Ip("198.51.100.10") }), "$.vips[1].address"),
        ["VIP is the gateway"] = (VipAt(1, vip => vip with { Address = Ip("203.0.113.1") }), "$.vips[1].address"),
        ["VIPs share an address"] = (VipAt(1, vip => vip with { Address = Ip("203.0.113.11") }), "$.vips[2].address"),
        ["VIPs share an id"] = (VipAt(2, vip => vip with { Id = ServiceVip }), "$.vips[2].id"),
        ["VIP on no card"] = (VipAt(1, vip => vip with { Interface = Sample.PrivateNetworks[0].Mac }), "$.vips[1].interface"),
        ["EIP on a used VIP"] = (EipAt(0, eip => eip with { VipId = ServiceVip }), "$.eips[0].vipId"),
        ["EIP on the router's address"] = (EipAt(0, eip => eip with { VipId = SystemVip }), "$.eips[0].vipId"),
        ["EIP on the SNAT address"] = (Network(0, network => network with { SnatAddress = Ip("203.0.113.11") }), "$.eips[0].vipId"),
        ["two EIPs on a guest"] = (EipAt(1, eip => eip with { NetworkId = Web, GuestAddress = Ip("10.0.1.5") }), "$.eips[1].guestAddress"),
        ["EIP for nobody"] = (EipAt(0, eip => eip with { GuestAddress = Ip("10.0.2.5") }), "$.eips[0].guestAddress"),
        ["EIP on no VIP"] = (EipAt(0, eip => eip with { VipId = Id(0x999) }), "$.eips[0].vipId"),
        ["EIP on no network"] = (EipAt(0, eip => eip with { NetworkId = Id(0x999) }), "$.eips[0].networkId"),
        ["ranges of unequal length"] = (Rule(1, rule => rule with { GuestPorts = new PortRange(8000, 8098) }), "$.portForwardings[1].guestPorts"),
        ["forwardings overlap"] = (Rule(0, rule => rule with { VipPorts = new PortRange(8050) }), "$.portForwardings[0].vipPorts"),
        ["forwarding takes a listener's port"] = (Rule(0, rule => rule with { VipPorts = new PortRange(443) }), "$.listeners[2].port"),
        ["too many shifted ports"] = (ManyShifted(), "$.portForwardings"),
        ["listener takes SSH"] = (SshTaken(), "$.listeners[0].port"),
        ["listener takes IKE"] = (ListenerAt(3, listener => listener with { VipId = SystemVip, Port = 4500 }), "$.listeners[3].port"),
        ["UDP 53"] = (ListenerAt(3, listener => listener with { Port = 53 }), "$.listeners[3].port"),
        ["port 0"] = (ListenerAt(0, listener => listener with { Port = 0 }), "$.listeners[0].port"),
        ["HTTPS without a certificate"] = (ListenerAt(2, listener => listener with { CertificateId = null }), "$.listeners[2].certificateId"),
        ["HTTPS with an unknown certificate"] = (ListenerAt(2, listener => listener with { CertificateId = Id(0x999) }), "$.listeners[2].certificateId"),
        ["TCP with a certificate"] = (ListenerAt(0, listener => listener with { CertificateId = CertificateId }), "$.listeners[0].certificateId"),
        ["TCP checked by UDP"] = (Health(0, check => check with { Protocol = HealthCheckProtocol.Udp }), "$.listeners[0].healthCheck.protocol"),
        ["interval 0"] = (Health(0, check => check with { IntervalSeconds = 0 }), "$.listeners[0].healthCheck.intervalSeconds"),
        ["time-out over interval"] = (Health(0, check => check with { TimeoutSeconds = 6 }), "$.listeners[0].healthCheck.timeoutSeconds"),
        ["threshold"] = (Health(0, check => check with { HealthyThreshold = -1 }), "$.listeners[0].healthCheck.healthyThreshold"),
        ["check port"] = (Health(0, check => check with { Port = 65536 }), "$.listeners[0].healthCheck.port"),
        ["connections"] = (ListenerAt(3, listener => listener with { MaxConnections = 70000 }), "$.listeners[3].maxConnections"),
        ["idle time"] = (ListenerAt(0, listener => listener with { IdleTimeoutSeconds = 0 }), "$.listeners[0].idleTimeoutSeconds"),
        ["backend outside"] = (ListenerAt(0, listener => listener with { Backends = [listener.Backends[0] with { Address = Ip("10.0.9.9") }] }), "$.listeners[0].backends[0].address"),
        ["backend twice"] = (ListenerAt(0, listener => listener with { Backends = [listener.Backends[0], listener.Backends[0] with { Id = Id(5) }] }), "$.listeners[0].backends[1].address"),
        ["PEM"] = (Sample with { Certificates = [Sample.Certificates[0] with { Pem = new Secret("hello") }] }, "$.certificates[0].pem"),
        ["PEM of two"] = (Sample with { Certificates = [Sample.Certificates[0] with { Pem = MixedPem() }] }, "$.certificates[0].pem"),
        ["PEM of a short RSA key"] = (Sample with { Certificates = [Sample.Certificates[0] with { Pem = WeakPem(RSA.Create(1024)) }] }, "$.certificates[0].pem"),
        ["PEM of a short curve"] = (Sample with { Certificates = [Sample.Certificates[0] with { Pem = WeakPem(ECDsa.Create(ECCurve.CreateFromFriendlyName("prime192v1"))) }] }, "$.certificates[0].pem"),
        ["tunnel to itself"] = (TunnelAt(0, tunnel => tunnel with { PeerAddress = Ip("203.0.113.10") }), "$.tunnels[0].peerAddress"),
        ["empty key"] = (TunnelAt(2, tunnel => tunnel with { PreSharedKey = default }), "$.tunnels[2].preSharedKey"),
        ["two keys for the same ends"] = (TunnelAt(1, tunnel => tunnel with { PreSharedKey = new Secret("another") }), "$.tunnels[1]"),
        ["IKEv1 with two identities"] = (TunnelAt(1, tunnel => tunnel with { LocalId = "a.example.com", IkeVersion = IkeVersion.V1 }), "$.tunnels[1]"),
        ["identity"] = (TunnelAt(2, tunnel => tunnel with { RemoteId = "a\"\n}" }), "$.tunnels[2].remoteId"),
        ["identity that is a range of addresses"] = (TunnelAt(2, tunnel => tunnel with { RemoteId = "0.0.0.1-255.255.255.254" }), "$.tunnels[2].remoteId"),
        ["identity without a name"] = (TunnelAt(2, tunnel => tunnel with { RemoteId = "@" }), "$.tunnels[2].remoteId"),
        ["DH group 1"] = (TunnelAt(2, tunnel => tunnel with { IkeDhGroup = 1 }), "$.tunnels[2].ikeDhGroup"),
        ["PFS group"] = (TunnelAt(2, tunnel => tunnel with { PfsGroup = 99 }), "$.tunnels[2].pfsGroup"),
        ["IKE lifetime"] = (TunnelAt(2, tunnel => tunnel with { IkeLifetimeSeconds = 59 }), "$.tunnels[2].ikeLifetimeSeconds"),
        ["lifetime"] = (TunnelAt(2, tunnel => tunnel with { LifetimeSeconds = 604801 }), "$.tunnels[2].lifetimeSeconds"),
        ["no local network"] = (TunnelAt(2, tunnel => tunnel with { LocalCidrs = [] }), "$.tunnels[2].localCidrs"),
        ["local network elsewhere"] = (TunnelAt(2, tunnel => tunnel with { LocalCidrs = [Net("10.9.0.0/24")] }), "$.tunnels[2].localCidrs[0]"),
        ["far side is here"] = (TunnelAt(2, tunnel => tunnel with { RemoteCidrs = [Net("10.0.0.0/16")] }), "$.tunnels[2].remoteCidrs[0]"),
        ["far side holds the peer"] = (TunnelAt(2, tunnel => tunnel with { RemoteCidrs = [Net("192.0.2.0/24")] }), "$.tunnels[2].remoteCidrs[0]"),
        ["two tunnels to one network"] = (TunnelAt(2, tunnel => tunnel with { RemoteCidrs = [Net("172.16.1.128/25")] }), "$.tunnels[2].remoteCidrs[0]"),
        ["name with a line break"] = (VipAt(0, vip => vip with { Name = "a\nb" }), "$.vips[0].name"),
        ["endless name"] = (ListenerAt(0, listener => listener with { Name = new string('x', 256) }), "$.listeners[0].name"),
        ["nothing in a list"] = (Sample with { Vips = [null!] }, "$.vips[0]"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Fact]
    public void The_sample_has_no_contradiction() => Assert.Empty(RouterVerifier.Verify(Sample));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_contradiction_is_said_where_it_is(string name)
    {
        (RouterState state, string path) = Cases[name];
        Assert.Contains(RouterVerifier.Verify(state), contradiction => contradiction.Path == path && contradiction.Problem.Length > 0 && contradiction.Action.Length > 0);
    }

    [Fact]
    public void All_contradictions_are_said_at_once()
    {
        RouterState state = Sample with
        {
            HostName = "-",
            Vips = [.. Sample.Vips, Sample.Vips[0]],
            Eips = [Sample.Eips[0] with { VipId = ServiceVip }],
            PortForwardings = [Sample.PortForwardings[1] with { GuestPorts = new PortRange(1) }],
            Tunnels = [Sample.Tunnels[2] with { RemoteCidrs = [] }],
        };
        RouterStateException exception = Assert.Throws<RouterStateException>(() => RouterVerifier.Demand(state));
        string[] expected = ["$.hostName", "$.vips[4].id", "$.vips[4].address", "$.eips[0].vipId", "$.portForwardings[0].guestPorts", "$.tunnels[0].remoteCidrs"];
        foreach (string path in expected)
        {
            Assert.Contains(exception.Contradictions, contradiction => contradiction.Path == path);
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        }
    }

    private static List<T> Changed<T>(IReadOnlyList<T> items, int place, Func<T, T> change) => [.. items.Select((item, i) => i == place ? change(item) : item)];

    private static RouterState Public(int i, Func<PublicInterface, PublicInterface> change) => Sample with { PublicInterfaces = Changed(Sample.PublicInterfaces, i, change) };

    private static RouterState Network(int i, Func<PrivateNetwork, PrivateNetwork> change) => Sample with { PrivateNetworks = Changed(Sample.PrivateNetworks, i, change) };

    private static RouterState Host(int i, Func<DhcpHost, DhcpHost> change) => Network(0, network => network with { Hosts = Changed(network.Hosts, i, change) });

    private static RouterState VipAt(int i, Func<Vip, Vip> change) => Sample with { Vips = Changed(Sample.Vips, i, change) };

    private static RouterState EipAt(int i, Func<Eip, Eip> change) => Sample with { Eips = Changed(Sample.Eips, i, change) };

    private static RouterState Rule(int i, Func<PortForwarding, PortForwarding> change) => Sample with { PortForwardings = Changed(Sample.PortForwardings, i, change) };

    private static RouterState ListenerAt(int i, Func<Listener, Listener> change) => Sample with { Listeners = Changed(Sample.Listeners, i, change) };

    private static RouterState Health(int i, Func<HealthCheck, HealthCheck> change) => ListenerAt(i, listener => listener with { HealthCheck = change(listener.HealthCheck) });

    private static RouterState TunnelAt(int i, Func<IpsecTunnel, IpsecTunnel> change) => Sample with { Tunnels = Changed(Sample.Tunnels, i, change) };

    private static RouterState ManyShifted() => Sample with
    {
        PortForwardings = [.. Enumerable.Range(0, 3).Select(i => Sample.PortForwardings[2] with { Id = Id(0x900 + i), VipPorts = new PortRange(1, 65000), GuestPorts = new PortRange(2, 65001) })],
    };

    /// <summary>The management card is a public card, and its SSH port is wanted by a listener.</summary>
    private static RouterState SshTaken()
    {
        PublicInterface card = Sample.PublicInterfaces[0];
        RouterState state = ListenerAt(0, listener => listener with { VipId = SystemVip, Port = 22 });
        return state with { Management = Sample.Management with { Mac = card.Mac, Address = card.Address, Network = card.Network, Gateway = card.Gateway } };
    }

    private static IPAddress[] Servers(int count) => [.. Enumerable.Range(1, count).Select(i => Ip($"192.0.2.{i}"))];

    /// <summary>A certificate of a key that haproxy does not take.</summary>
    private static Secret WeakPem(AsymmetricAlgorithm key)
    {
        using (key)
        {
            CertificateRequest request = key is RSA rsa
                ? new CertificateRequest("CN=weak", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                : new CertificateRequest("CN=weak", (ECDsa)key, HashAlgorithmName.SHA256);
            using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(99));
            return new Secret(certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        }
    }

    private static Secret MixedPem()
    {
        string one = NewPem("a.example.com").Reveal();
        string other = NewPem("b.example.com").Reveal();
        return new Secret(one[..one.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)] + other[other.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)..]);
    }
}
