using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Router.Tests;

/// <summary>A router that has one of everything, and two of what differs.</summary>
internal static class SampleState
{
    public static readonly Guid Web = Id(0x11);
    public static readonly Guid Lab = Id(0x12);
    public static readonly Guid SystemVip = Id(0x20);
    public static readonly Guid ServiceVip = Id(0x21);
    public static readonly Guid EipVip = Id(0x22);
    public static readonly Guid OtherEipVip = Id(0x23);
    public static readonly Guid CertificateId = Id(0x50);

    private static readonly Lazy<Secret> Pem = new(() => NewPem("www.example.com"));

    public static RouterState Create() => new()
    {
        Id = Id(1),
        HostName = "router-1",
        Management = new ManagementInterface
        {
            Mac = MacAddress.Parse("00:50:56:00:00:01"),
            Address = Ip("192.168.0.2"),
            Network = Net("192.168.0.0/24"),
            Gateway = Ip("192.168.0.1"),
            Destinations = [Net("172.16.5.0/24")],
            AllowedCidrs = [Net("192.168.0.0/16"), Net("192.168.0.0/24"), Net("172.16.5.0/24")],
        },
        PublicInterfaces =
        [
            new PublicInterface
            {
                Mac = MacAddress.Parse("00:50:56:00:00:02"), Address = Ip("203.0.113.2"), Network = Net("203.0.113.0/24"),
                Gateway = Ip("203.0.113.1"), IsDefaultRoute = true,
            },
            new PublicInterface
            {
                Mac = MacAddress.Parse("00:50:56:00:00:03"), Address = Ip("198.51.100.2"), Network = Net("198.51.100.0/24"), Gateway = Ip("198.51.100.1"),
            },
        ],
        PrivateNetworks =
        [
            new PrivateNetwork
            {
                Id = Web, Name = "Web", Mac = MacAddress.Parse("00:50:56:00:00:11"), Network = Net("10.0.1.0/24"), RouterAddress = Ip("10.0.1.1"),
                Domain = "web.example.com", SnatAddress = Ip("203.0.113.2"), DnsUpstreams = [Ip("192.0.2.53"), Ip("192.0.2.54")],
                Hosts =
                [
                    new DhcpHost { Mac = MacAddress.Parse("00:50:56:00:01:05"), Address = Ip("10.0.1.5"), HostName = "web-1" },
                    new DhcpHost { Mac = MacAddress.Parse("00:50:56:00:01:06"), Address = Ip("10.0.1.6"), HostName = "web-2" },
                    new DhcpHost { Mac = MacAddress.Parse("00:50:56:00:01:07"), Address = Ip("10.0.1.7"), IsDefaultRoute = false },
                ],
            },
            new PrivateNetwork
            {
                Id = Lab, Name = "实验室", Mac = MacAddress.Parse("00:50:56:00:00:12"), Network = Net("10.0.2.0/24"), RouterAddress = Ip("10.0.2.1"),
                Mtu = 1450, SnatAddress = Ip("198.51.100.2"), AllowPing = false, AllowListeners = false,
                Hosts = [new DhcpHost { Mac = MacAddress.Parse("00:50:56:00:02:05"), Address = Ip("10.0.2.5"), HostName = "lab-1" }],
            },
        ],
        Vips =
        [
            new Vip { Id = SystemVip, Name = "vip-for-router-1", Interface = MacAddress.Parse("00:50:56:00:00:02"), Address = Ip("203.0.113.2") },
            new Vip { Id = ServiceVip, Name = "services", Interface = MacAddress.Parse("00:50:56:00:00:02"), Address = Ip("203.0.113.10") },
            new Vip { Id = EipVip, Name = "eip", Interface = MacAddress.Parse("00:50:56:00:00:02"), Address = Ip("203.0.113.11") },
            new Vip { Id = OtherEipVip, Name = "other", Interface = MacAddress.Parse("00:50:56:00:00:03"), Address = Ip("198.51.100.11") },
        ],
        Eips =
        [
            new Eip { Id = Id(0x30), Name = "web-1", VipId = EipVip, NetworkId = Web, GuestAddress = Ip("10.0.1.5") },
            new Eip { Id = Id(0x31), Name = "lab-1", VipId = OtherEipVip, NetworkId = Lab, GuestAddress = Ip("10.0.2.5") },
        ],
        PortForwardings =
        [
            Forwarding(0x40, "ssh", ForwardedProtocol.Tcp, new PortRange(2222), new PortRange(22), "192.0.2.0/24", "198.51.100.0/24"),
            Forwarding(0x41, "range", ForwardedProtocol.Tcp, new PortRange(8000, 8099), new PortRange(8000, 8099)),
            Forwarding(0x42, "shifted", ForwardedProtocol.Udp, new PortRange(9000, 9003), new PortRange(5000, 5003)),
        ],
        Listeners =
        [
            Balanced(0x60, "tcp", 80, ListenerProtocol.Tcp, BalancerAlgorithm.RoundRobin),
            Balanced(0x61, "http", 8180, ListenerProtocol.Http, BalancerAlgorithm.LeastConnections),
            Balanced(0x62, "https", 443, ListenerProtocol.Https, BalancerAlgorithm.Source) with { CertificateId = CertificateId },
            Balanced(0x63, "syslog", 514, ListenerProtocol.Udp, BalancerAlgorithm.RoundRobin),
            Balanced(0x64, "quic", 443, ListenerProtocol.Udp, BalancerAlgorithm.Source),
            Balanced(0x65, "nobody", 81, ListenerProtocol.Tcp, BalancerAlgorithm.RoundRobin) with { Backends = [] },
        ],
        Certificates = [new Certificate { Id = CertificateId, Name = "www", Pem = Pem.Value }],
        Tunnels =
        [
            Tunnel(0x70, "branch", "192.0.2.1", "172.16.0.0/24", "172.16.1.0/24"),
            Tunnel(0x71, "branch's lab", "192.0.2.1", "172.16.2.0/24") with { LocalCidrs = [Net("10.0.2.0/24")], PfsGroup = null },
            Tunnel(0x72, "old", "192.0.2.9", "172.17.0.0/16") with
            {
                IkeVersion = IkeVersion.V1, IkeEncryption = IpsecEncryption.Aes128, IkeIntegrity = IpsecIntegrity.Sha1, IkeDhGroup = 2,
                Encryption = IpsecEncryption.TripleDes, Integrity = IpsecIntegrity.Md5, PfsGroup = 5, PreSharedKey = new Secret("other \"key\" #\\ 密"),
            },
        ],
    };

    public static Guid Id(int number) => new(number, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0);

    public static IPAddress Ip(string text) => IPAddress.Parse(text);

    public static IPNetwork Net(string text) => IPNetwork.Parse(text);

    public static Secret NewPem(string name)
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned(name);
        using ECDsa? key = certificate.GetECDsaPrivateKey();
        return new Secret("Bag Attributes\n" + certificate.ExportCertificatePem() + "\n" + key!.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private static PortForwarding Forwarding(int id, string name, ForwardedProtocol protocol, PortRange vip, PortRange guest, params string[] allowed) => new()
    {
        Id = Id(id), Name = name, VipId = ServiceVip, Protocol = protocol, VipPorts = vip, NetworkId = Web, GuestAddress = Ip("10.0.1.6"),
        GuestPorts = guest, AllowedCidrs = [.. allowed.Select(Net)],
    };

    private static Listener Balanced(int id, string name, int port, ListenerProtocol protocol, BalancerAlgorithm algorithm) => new()
    {
        Id = Id(id), Name = name, VipId = ServiceVip, Port = port, Protocol = protocol, Algorithm = algorithm, BackendPort = port,
        Backends =
        [
            new Backend { Id = Id((id << 8) + 1), NetworkId = Web, Address = Ip("10.0.1.5") },
            new Backend { Id = Id((id << 8) + 2), NetworkId = Web, Address = Ip("10.0.1.6") },
        ],
    };

    private static IpsecTunnel Tunnel(int id, string name, string peer, params string[] remote) => new()
    {
        Id = Id(id), Name = name, VipId = SystemVip, PeerAddress = Ip(peer), PreSharedKey = new Secret("not a good key"),
        LocalCidrs = [Net("10.0.1.0/24")], RemoteCidrs = [.. remote.Select(Net)],
    };
}
