using System.Net;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>Wanted states for the cards of <see cref="ApplyLab"/>.</summary>
internal static class LabState
{
    public static readonly Guid Network = Id(1, 1);
    private static readonly MacAddress PublicCard = MacAddress.Parse("00:50:56:00:00:02");

    public static Guid Id(int kind, int number) => new(kind, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, (byte)(number >> 8), (byte)number);

    /// <summary>A router with one private network, and nothing on its public one.</summary>
    public static RouterState Plain { get; } = new()
    {
        Id = Id(0, 1),
        HostName = "zs-router",
        Management = new ManagementInterface { Mac = MacAddress.Parse("00:50:56:00:00:01"), Address = IPAddress.Parse("172.16.0.2"), Network = IPNetwork.Parse("172.16.0.0/24") },
        PublicInterfaces =
        [
            new PublicInterface
            {
                Mac = PublicCard,
                Address = IPAddress.Parse("203.0.113.2"),
                Network = IPNetwork.Parse("203.0.112.0/20"),
                Gateway = IPAddress.Parse("203.0.113.1"),
                IsDefaultRoute = true,
            },
        ],
        PrivateNetworks =
        [
            new PrivateNetwork
            {
                Id = Network,
                Mac = MacAddress.Parse("00:50:56:00:00:03"),
                Network = IPNetwork.Parse("10.1.0.0/16"),
                RouterAddress = IPAddress.Parse("10.1.0.1"),
                Domain = "lab.example.org",
                SnatAddress = IPAddress.Parse("203.0.113.2"),
                Hosts = [new DhcpHost { Mac = MacAddress.Parse("02:00:00:00:00:05"), Address = IPAddress.Parse("10.1.0.5"), HostName = "web1" }],
            },
        ],
    };

    /// <summary>The same with one of everything.</summary>
    public static RouterState Everything { get; } = Plain
        .WithEips(2)
        .WithForwardings(2)
        .WithListeners(2) with
    {
        Tunnels = [],
    };

    public static RouterState WithEips(this RouterState state, int count) => state with
    {
        Vips = [.. state.Vips, .. Numbers(count).Select(n => Vip(2, n, $"203.0.{114 + (n / 250)}.{1 + (n % 250)}"))],
        Eips = [.. Numbers(count).Select(n => new Eip { Id = Id(3, n), VipId = Id(2, n), NetworkId = Network, GuestAddress = IPAddress.Parse($"10.1.{1 + (n / 250)}.{1 + (n % 250)}") })],
    };

    /// <summary>Port forwardings, a hundred on a VIP.</summary>
    public static RouterState WithForwardings(this RouterState state, int count) => state with
    {
        Vips = [.. state.Vips, .. Numbers((count + 99) / 100).Select(n => Vip(4, n, $"203.0.120.{1 + n}"))],
        PortForwardings =
        [
            .. Numbers(count).Select(n => new PortForwarding
            {
                Id = Id(5, n),
                VipId = Id(4, n / 100),
                Protocol = n % 2 == 0 ? ForwardedProtocol.Tcp : ForwardedProtocol.Udp,
                VipPorts = new PortRange(10000 + (n % 100), 10000 + (n % 100)),
                NetworkId = Network,
                GuestAddress = IPAddress.Parse($"10.1.{10 + (n / 250)}.{1 + (n % 250)}"),
                GuestPorts = new PortRange(80, 80),
            }),
        ],
    };

    /// <summary>Listeners on one VIP; one in fifty is UDP.</summary>
    public static RouterState WithListeners(this RouterState state, int count) => state with
    {
        Vips = [.. state.Vips, Vip(6, 0, "203.0.121.1")],
        Listeners =
        [
            .. Numbers(count).Select(n => new Listener
            {
                Id = Id(7, n),
                VipId = Id(6, 0),
                Port = 8000 + n,
                Protocol = n % 50 == 1 ? ListenerProtocol.Udp : n % 2 == 0 ? ListenerProtocol.Tcp : ListenerProtocol.Http,
                BackendPort = 8080,
                // A machine of tests may hold fewer open files than a router, where the default of 5000 fits.
                MaxConnections = 50,
                Backends = [.. Numbers(2).Select(b => new Backend { Id = Id(8, (n * 2) + b), NetworkId = Network, Address = IPAddress.Parse($"10.1.0.{5 + b}") })],
            }),
        ],
    };

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(0, count);

    private static Vip Vip(int kind, int number, string address) => new() { Id = Id(kind, number), Interface = PublicCard, Address = IPAddress.Parse(address) };
}
