using System.Net;
using System.Security.Cryptography.X509Certificates;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>The wanted states of the laboratory's two routers, and the services that tests add to them.</summary>
internal static class Wanted
{
    public const string RouterAddress = "198.51.100.2";
    public const string FarAddress = "198.51.100.3";
    public const string Gateway = "198.51.100.1";
    public static readonly Guid NetworkA = Id(10);
    public static readonly Guid NetworkB = Id(11);
    public static readonly Guid FarOne = Id(12);
    public static readonly Guid FarTwo = Id(13);
    public static readonly MacAddress PublicCard = MacAddress.Parse("02:00:00:00:01:02");
    public static readonly MacAddress FarPublicCard = MacAddress.Parse("02:00:00:00:02:02");
    private static readonly IPNetwork Management = IPNetwork.Parse("192.168.250.0/24");
    private static readonly IPNetwork Public = IPNetwork.Parse("198.51.100.0/24");

    /// <summary>The router with two private networks that go out under its own address, and nothing else.</summary>
    public static RouterState Router { get; } = new()
    {
        Id = Id(1),
        HostName = "router",
        Management = Card("02:00:00:00:01:01", "192.168.250.2"),
        PublicInterfaces = [PublicInterface(PublicCard, RouterAddress)],
        PrivateNetworks =
        [
            Network(NetworkA, "02:00:00:00:01:0a", "10.1.0.0/24", "10.1.0.1") with
            {
                Domain = "a.example.org",
                Hosts = [Host("02:00:00:00:0a:11", "10.1.0.11", "web1"), Host("02:00:00:00:0a:12", "10.1.0.12", "web2")],
            },
            Network(NetworkB, "02:00:00:00:01:0b", "10.2.0.0/24", "10.2.0.1") with { Hosts = [Host("02:00:00:00:0b:11", "10.2.0.11", "db1")] },
        ],
    };

    /// <summary>The router on the other side of the tunnels.</summary>
    public static RouterState Far { get; } = new()
    {
        Id = Id(2),
        HostName = "far",
        Management = Card("02:00:00:00:02:01", "192.168.250.3"),
        PublicInterfaces = [PublicInterface(FarPublicCard, FarAddress)],
        PrivateNetworks =
        [
            Network(FarOne, "02:00:00:00:02:0a", "10.8.0.0/24", "10.8.0.1") with
            {
                SnatAddress = IPAddress.Parse(FarAddress),
                Hosts = [Host("02:00:00:00:08:11", "10.8.0.11", "far1")],
            },
            Network(FarTwo, "02:00:00:00:02:0b", "10.9.0.0/24", "10.9.0.1") with
            {
                SnatAddress = IPAddress.Parse(FarAddress),
                Hosts = [Host("02:00:00:00:09:11", "10.9.0.11", "far2")],
            },
        ],
    };

    public static Guid Id(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);

    public static Vip Vip(int number, string address) => new() { Id = Id(number), Interface = PublicCard, Address = IPAddress.Parse(address) };

    public static Eip Eip(Vip vip, string guest, Guid? network = null) => new()
    {
        Id = Id(1000 + vip.Id.ToByteArray()[0]),
        VipId = vip.Id,
        NetworkId = network ?? NetworkA,
        GuestAddress = IPAddress.Parse(guest),
    };

    public static PortForwarding Forward(int number, Vip vip, PortRange ports, string guest, PortRange guestPorts, ForwardedProtocol protocol = ForwardedProtocol.Tcp) => new()
    {
        Id = Id(number),
        VipId = vip.Id,
        Protocol = protocol,
        VipPorts = ports,
        NetworkId = NetworkA,
        GuestAddress = IPAddress.Parse(guest),
        GuestPorts = guestPorts,
    };

    /// <summary>What HTTPS listeners show.</summary>
    public static X509Certificate2 Shown { get; } = TestCertificate.SelfSigned("www.example.org");

    private static Certificate Certificate { get; } = new()
    {
        Id = Id(390),
        Pem = new Secret($"{Shown.ExportCertificatePem()}\n{Shown.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n"),
    };

    /// <summary>The router with listeners of one VIP.</summary>
    public static RouterState RouterWith(Vip vip, params Listener[] listeners) =>
        Router with { Vips = [vip], Certificates = [Certificate], Listeners = listeners };

    /// <summary>A listener over web1 and web2 with quick health checks.</summary>
    public static Listener Listener(int number, Vip vip, int port, ListenerProtocol protocol, int backendPort, BalancerAlgorithm algorithm = BalancerAlgorithm.RoundRobin) => new()
    {
        Id = Id(number),
        VipId = vip.Id,
        Port = port,
        Protocol = protocol,
        CertificateId = protocol == ListenerProtocol.Https ? Certificate.Id : null,
        Algorithm = algorithm,
        BackendPort = backendPort,
        MaxConnections = 500,
        HealthCheck = new HealthCheck { IntervalSeconds = 1, TimeoutSeconds = 1 },
        Backends =
        [
            new Backend { Id = Id(101), NetworkId = NetworkA, Address = IPAddress.Parse("10.1.0.11") },
            new Backend { Id = Id(102), NetworkId = NetworkA, Address = IPAddress.Parse("10.1.0.12") },
        ],
    };

    private static ManagementInterface Card(string mac, string address) => new()
    {
        Mac = MacAddress.Parse(mac),
        Address = IPAddress.Parse(address),
        Network = Management,
    };

    private static PublicInterface PublicInterface(MacAddress mac, string address) => new()
    {
        Mac = mac,
        Address = IPAddress.Parse(address),
        Network = Public,
        Gateway = IPAddress.Parse(Gateway),
        IsDefaultRoute = true,
    };

    private static PrivateNetwork Network(Guid id, string mac, string network, string router) => new()
    {
        Id = id,
        Mac = MacAddress.Parse(mac),
        Network = IPNetwork.Parse(network),
        RouterAddress = IPAddress.Parse(router),
        SnatAddress = IPAddress.Parse(RouterAddress),
        DnsUpstreams = [IPAddress.Parse(Gateway)],
    };

    private static DhcpHost Host(string mac, string address, string name) => new()
    {
        Mac = MacAddress.Parse(mac),
        Address = IPAddress.Parse(address),
        HostName = name,
    };
}
