using System.Globalization;
using System.Net;
using ZStackVCenter.Router;
using ZStackVCenter.Router.State;
using ZStackVCenter.Router.Transport;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Benchmarks;

/// <summary>
/// A router between two cables: a sender on its public side and a receiver on its private side that stands for every guest and counts
/// what arrives. The same number of flows goes through it, over as many EIPs as it has.
/// </summary>
internal sealed class ForwardRig : IAsyncDisposable
{
    private const int FirstPort = 10_000;
    private const string PublicMac = "02:00:00:00:01:02";
    private const string PrivateMac = "02:00:00:00:01:0a";
    private const string SenderMac = "02:00:00:00:00:0f";
    private const string GuestMac = "02:00:00:00:0a:01";
    private readonly PatchPanel _panel;
    private readonly RouterMachine _router;
    private readonly Machine _sender;
    private readonly Machine _guests;

    private ForwardRig(PatchPanel panel, RouterMachine router, Machine sender, Machine guests)
    {
        _panel = panel;
        _router = router;
        _sender = sender;
        _guests = guests;
    }

    /// <summary>Sends one packet of each flow at a time, over and over.</summary>
    public PacketSender Sender { get; private set; } = null!;

    /// <summary>Builds a rig whose router has so many EIPs.</summary>
    public static async Task<ForwardRig> StartAsync(int eips, int flows, CancellationToken cancellationToken)
    {
        PatchPanel panel = await PatchPanel.StartAsync(cancellationToken);
        await panel.AddNetworkAsync("mgmt", "192.168.250.1/24");
        RouterMachine router = await RouterMachine.StartAsync(panel, "router", "mgmt", "02:00:00:00:01:01", "192.168.250.2");
        ForwardRig rig = new(panel, router, await Machine.StartAsync("sender", cancellationToken), await Machine.StartAsync("guests", cancellationToken));
        await rig.WireAsync(eips, flows, cancellationToken);
        return rig;
    }

    /// <summary>Packets that arrived at guests so far.</summary>
    public async Task<long> ReceivedAsync()
    {
        string text = await _guests.RunAsync("nft", "list", "counter", "netdev", "count", "got");
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(words[Array.IndexOf(words, "packets") + 1], CultureInfo.InvariantCulture);
    }

    /// <summary>Has the router forget the flows, so that the next packet of each is a new connection.</summary>
    public Task ForgetAsync() => _router.Machine.RunAsync("conntrack", "-F");

    private async Task WireAsync(int eips, int flows, CancellationToken cancellationToken)
    {
        await PatchPanel.JoinAsync(_sender, "eth0", SenderMac, _router.Machine, "eth1", PublicMac);
        await PatchPanel.JoinAsync(_guests, "eth0", GuestMac, _router.Machine, "eth2", PrivateMac);
        // The sender stands for the world behind the provider's gateway: it knows one neighbour, the router, whatever number of VIPs that has.
        await _sender.ShellAsync("ip address add 100.64.0.2/32 dev eth0; ip route add 100.64.0.1 dev eth0; ip route add default via 100.64.0.1");
        await _guests.ShellAsync("ip address add 10.1.255.254/16 dev eth0; ip route add local 10.1.0.0/17 dev lo");
        await _guests.RunAsync(
            "nft", "table netdev count { counter got { }; chain in { type filter hook ingress device eth0 priority 0; meta l4proto udp counter name got drop; }; }");
        using RouterClient client = new(new RouterEndpoint
        {
            Host = RouterMachine.SshHost,
            Port = _router.SshPort,
            HostKey = _router.Fingerprint,
            Key = new RouterKey(_router.PrivateKey),
        });
        RouterState state = State(eips);
        await client.ApplyAsync(state, cancellationToken);
        await StandStillAsync(state);
        Sender = new PacketSender(
            _sender.Network, [.. Enumerable.Range(0, flows).Select(i => new IPEndPoint(state.Vips[i % eips].Address, FirstPort + i))]);
    }

    // The guests are neighbours that are written down: how fast a kernel finds thousands of them is not what is measured.
    private async Task StandStillAsync(RouterState state)
    {
        string card = (await _router.Machine.RunAsync("ip", "-o", "-4", "address", "show", "to", "10.1.255.1")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        await _router.Machine.WriteAsync("/tmp/guests", string.Concat(state.Eips.Select(e => $"neighbour replace {e.GuestAddress} lladdr {GuestMac} dev {card} nud permanent\n")));
        await _router.Machine.RunAsync("ip", "-batch", "/tmp/guests");
    }

    private static RouterState State(int eips)
    {
        Guid network = Guid.CreateVersion7();
        Vip[] vips = [.. Enumerable.Range(0, eips).Select(i => new Vip
        {
            Id = Guid.CreateVersion7(),
            Interface = MacAddress.Parse(PublicMac),
            Address = Address("100.64.1.0", i),
        })];
        return new RouterState
        {
            Id = Guid.CreateVersion7(),
            HostName = "router",
            Management = new ManagementInterface
            {
                Mac = MacAddress.Parse("02:00:00:00:01:01"),
                Address = IPAddress.Parse("192.168.250.2"),
                Network = IPNetwork.Parse("192.168.250.0/24"),
            },
            PublicInterfaces =
            [
                new PublicInterface
                {
                    Mac = MacAddress.Parse(PublicMac),
                    Address = IPAddress.Parse("100.64.0.1"),
                    Network = IPNetwork.Parse("100.64.0.0/10"),
                    Gateway = IPAddress.Parse("100.64.0.2"),
                    IsDefaultRoute = true,
                },
            ],
            PrivateNetworks =
            [
                new PrivateNetwork
                {
                    Id = network,
                    Mac = MacAddress.Parse(PrivateMac),
                    Network = IPNetwork.Parse("10.1.0.0/16"),
                    RouterAddress = IPAddress.Parse("10.1.255.1"),
                    SnatAddress = IPAddress.Parse("100.64.0.1"),
                },
            ],
            Vips = vips,
            Eips = [.. vips.Select((vip, i) => new Eip { Id = Guid.CreateVersion7(), VipId = vip.Id, NetworkId = network, GuestAddress = Address("10.1.1.0", i) })],
        };
    }

    private static IPAddress Address(string first, int offset)
    {
        byte[] bytes = IPAddress.Parse(first).GetAddressBytes();
        int number = (bytes[2] << 8) + bytes[3] + offset;
        return new IPAddress([bytes[0], bytes[1], (byte)(number >> 8), (byte)number]);
    }

    public async ValueTask DisposeAsync()
    {
        Sender?.Dispose();
        await _router.DisposeAsync();
        await _sender.DisposeAsync();
        await _guests.DisposeAsync();
        await _panel.DisposeAsync();
    }
}
