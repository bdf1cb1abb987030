using System.Net;
using Xunit;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>Whole wanted states, as the records make them.</summary>
public sealed class StateTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ApplyFact]
    public async Task A_network_and_listeners_that_are_made_anew_take_the_ports_of_those_before_them()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        var state = LabState.Plain.WithListeners(2);
        await client.ApplyAsync(state, None);
        var network = state.PrivateNetworks[0] with { Id = LabState.Id(1, 2) };

        await client.ApplyAsync(
            state with
            {
                PrivateNetworks = [network],
                Listeners = [.. state.Listeners.Select((listener, i) => listener with { Id = LabState.Id(10, i), Backends = [.. listener.Backends.Select(backend => backend with { NetworkId = network.Id })] })],
            },
            None);

        Assert.Empty((await client.TestAsync(None)).Differences);
        Assert.All((await client.LookAsync(None)).Services, service => Assert.True(service.IsRunning && service.Answers, service.ToString()));
    }

    [ApplyFact]
    public async Task A_state_with_one_of_everything_runs_is_free_of_drift_and_is_seen_in_one_look()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        var state = LabState.Everything with
        {
            Tunnels =
            [
                new IpsecTunnel
                {
                    Id = LabState.Id(9, 1), VipId = LabState.Id(6, 0), PeerAddress = IPAddress.Parse("203.0.113.200"), PreSharedKey = new Secret("never shown"),
                    LocalCidrs = [IPNetwork.Parse("10.1.0.0/16")], RemoteCidrs = [IPNetwork.Parse("10.99.0.0/24")],
                },
            ],
        };

        var first = await client.ApplyAsync(state, None);

        Assert.Equal(1, first.Generation);
        Assert.Equal(["dnsmasq", "haproxy", "healthcheck", "network", "nftables", "nginx", "strongswan"], first.ChangedServices.Select(name => name.Split('@')[0]).Order());
        Assert.Empty((await client.TestAsync(None)).Differences);
        var status = await client.LookAsync(None);
        Assert.All(status.Services, service => Assert.True(service.IsRunning && service.Answers, service.ToString()));
        Assert.Equal(state.Listeners.Select(listener => listener.Id).Order(), status.Listeners.Select(listener => listener.Id).Order());
        Assert.All(status.Listeners, listener => Assert.Equal(2, listener.Backends.Count));
        Assert.Contains(status.Counters, counter => counter.Packets == 0);
        Assert.True((await client.ApplyAsync(state, None)).IsUnchanged);

        // One more EIP is the kernel's business alone.
        var processes = await lab.ProcessesAsync();
        var more = await client.ApplyAsync(state.WithEips(3) with { Vips = [.. state.Vips, LabState.Plain.WithEips(3).Vips[^1]] }, None);
        Assert.Equal(["nftables", "network"], more.ChangedServices);
        Assert.Equal(processes, await lab.ProcessesAsync());

        // Nothing is left of what is removed.
        await client.ApplyAsync(LabState.Plain, None);
        Assert.Empty((await client.TestAsync(None)).Differences);
        Assert.DoesNotContain("203.0.114", await lab.Machine.ShellAsync("ip address; nft list ruleset"), StringComparison.Ordinal);
        Assert.DoesNotContain("nginx", await lab.ProcessesAsync(), StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task A_tunnel_whose_algorithms_the_router_lacks_is_refused_with_the_package_that_has_them()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        var tunnel = new IpsecTunnel
        {
            Id = LabState.Id(9, 1), VipId = LabState.Id(6, 0), PeerAddress = IPAddress.Parse("203.0.113.200"), PreSharedKey = new Secret("never shown"),
            LocalCidrs = [IPNetwork.Parse("10.1.0.0/16")], RemoteCidrs = [IPNetwork.Parse("10.99.0.0/24")],
        };
        await client.ApplyAsync(LabState.Everything with { Tunnels = [tunnel] }, None);
        await lab.Machine.ShellAsync("rm -f /usr/lib/ipsec/plugins/libstrongswan-openssl.so");
        foreach (var lacking in new[] { tunnel with { IkeDhGroup = 19 }, tunnel with { PfsGroup = 26 }, tunnel with { Encryption = IpsecEncryption.TripleDes } })
        {
            var error = await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(LabState.Everything with { Tunnels = [lacking] }, None));

            Assert.Equal((RouterError.FileRefused, "strongswan", 1), (error.Error, error.Service, error.Generation));
            Assert.Contains("libstrongswan-standard-plugins", error.Words, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await client.ApplyAsync(LabState.Everything with { Tunnels = [tunnel with { IkeDhGroup = 24 }] }, None)).Generation);
    }

    [ApplyFact]
    public async Task A_state_that_contradicts_itself_is_not_sent()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        var state = LabState.Plain.WithEips(2);

        await Assert.ThrowsAsync<RouterStateException>(() => client.ApplyAsync(state with { Eips = [state.Eips[0], state.Eips[0] with { Id = LabState.Id(3, 99) }] }, None));

        Assert.False((await lab.Machine.TryAsync("test", "-e", $"{ApplyLab.Root}/generations")).Ok);
    }
}
