using ZStackVCenter.Router.State;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>
/// The world around a router: a public network with a host outside and a gateway to the rest of the world, two private networks with guests,
/// and a second router with two private networks of its own. Both routers are applied over SSH like any other.
/// </summary>
public sealed class TrafficLab : IAsyncLifetime
{
    /// <summary>A server far behind the public network's gateway.</summary>
    public const string World = "203.0.113.80";

    /// <summary>The outside host's addresses: from one a test comes when it is to be let in, from the other when not.</summary>
    public const string Friend = "198.51.100.11";
    public const string Stranger = "198.51.100.12";

    private readonly List<Machine> _machines = [];
    private LabRouter? _router;
    private LabRouter? _far;

    internal PatchPanel Panel { get; private set; } = null!;

    internal LabRouter Router => _router!;

    internal LabRouter FarRouter => _far!;

    /// <summary>10.1.0.11 on network A.</summary>
    internal Machine Web1 { get; private set; } = null!;

    /// <summary>10.1.0.12 on network A.</summary>
    internal Machine Web2 { get; private set; } = null!;

    /// <summary>10.2.0.11 on network B.</summary>
    internal Machine Db1 { get; private set; } = null!;

    /// <summary>The outside host; it is the gateway to <see cref="World"/> too, and the server of public names.</summary>
    internal Machine Outside { get; private set; } = null!;

    /// <summary>10.8.0.11 behind the second router.</summary>
    internal Machine Far1 { get; private set; } = null!;

    /// <summary>10.9.0.11 behind the second router.</summary>
    internal Machine Far2 { get; private set; } = null!;

    /// <summary>Makes the router be that state.</summary>
    internal Task ApplyAsync(RouterState state) => Router.ApplyAsync(state);

    public async Task InitializeAsync()
    {
        if (Requirement.Missing(RouterFactAttribute.All).Count > 0 && !Requirement.MustRun)
        {
            // None of the tests runs.
            return;
        }

        Requirement.Demand(RouterFactAttribute.All);

        Panel = await PatchPanel.StartAsync();
        foreach (string network in (string[])["wan", "net-a", "net-b", "far-1", "far-2"])
        {
            await Panel.AddNetworkAsync(network);
        }

        await Panel.AddNetworkAsync("mgmt", "192.168.250.1/24");
        Outside = await OutsideAsync();
        _router = await RouterAsync("router", "02:00:00:00:01", "192.168.250.2", "net-a", "net-b");
        _far = await RouterAsync("far", "02:00:00:00:02", "192.168.250.3", "far-1", "far-2");
        await Task.WhenAll(ApplyAsync(Wanted.Router), FarRouter.ApplyAsync(Wanted.Far));
        Web1 = await GuestAsync("web1", "02:00:00:00:0a:11", "net-a");
        Web2 = await GuestAsync("web2", "02:00:00:00:0a:12", "net-a");
        Db1 = await GuestAsync("db1", "02:00:00:00:0b:11", "net-b");
        Far1 = await GuestAsync("far1", "02:00:00:00:08:11", "far-1");
        Far2 = await GuestAsync("far2", "02:00:00:00:09:11", "far-2");
    }

    public async Task DisposeAsync()
    {
        foreach (Machine machine in _machines)
        {
            await machine.DisposeAsync();
        }

        foreach (LabRouter router in new[] { _router, _far }.OfType<LabRouter>())
        {
            await router.DisposeAsync();
        }

        if (Panel is not null)
        {
            await Panel.DisposeAsync();
        }
    }

    private async Task<LabRouter> RouterAsync(string name, string macs, string management, string first, string second)
    {
        RouterMachine router = await RouterMachine.StartAsync(Panel, name, "mgmt", $"{macs}:01", management);
        await Panel.ConnectAsync(router.Machine, "eth1", $"{macs}:02", "wan");
        await Panel.ConnectAsync(router.Machine, "eth2", $"{macs}:0a", first);
        await Panel.ConnectAsync(router.Machine, "eth3", $"{macs}:0b", second);
        await router.Machine.UseIpsecWithoutKernelAsync();
        // No systemd runs in the laboratory.
        await router.Machine.WriteAsync("/var/lib/zstackvcenter/router.conf", "manager=process\n");
        return new LabRouter(router);
    }

    private async Task<Machine> OutsideAsync()
    {
        Machine outside = await StartAsync("outside", "02:00:00:00:00:0f", "wan");
        await outside.ShellAsync($"""
            ip address add {Wanted.Gateway}/24 dev eth0
            ip address add {Friend}/24 dev eth0
            ip address add {Stranger}/24 dev eth0
            ip address add {World}/32 dev lo
            dnsmasq --no-resolv --no-hosts --user=root --address=/www.example.net/{World}
            """);
        return outside;
    }

    private async Task<Machine> GuestAsync(string name, string mac, string network)
    {
        Machine guest = await StartAsync(name, mac, network);
        await guest.DhcpAsync("eth0");
        return guest;
    }

    private async Task<Machine> StartAsync(string name, string mac, string network)
    {
        Machine machine = await Machine.StartAsync(name);
        _machines.Add(machine);
        await Panel.ConnectAsync(machine, "eth0", mac, network);
        return machine;
    }
}

/// <summary>The tests that share the laboratory; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class TrafficTests : ICollectionFixture<TrafficLab>
{
    public const string Name = "traffic";
}
