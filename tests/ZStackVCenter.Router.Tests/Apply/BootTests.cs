using System.Net;
using Xunit;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>A router as it is in the field: systemd runs its daemons, and boots it.</summary>
public sealed class BootTests
{
    private static readonly string[] Daemons = ["dnsmasq", "haproxy", "nginx", "healthcheck"];
    private static readonly CancellationToken None = CancellationToken.None;

    [NeedsFact(Requirement.Root, "nft", "haproxy", "nginx", "dnsmasq", "sshd", "swanctl", "systemd-analyze")]
    public async Task A_router_with_systemd_comes_up_with_its_generation_after_a_power_cut()
    {
        await using var lab = await ApplyLab.StartAsync();
        await BootedSystem.InstallAsync(lab.Machine);
        var state = LabState.Everything;
        string before;
        await using (var system = await BootedSystem.StartAsync(lab.Machine))
        {
            using var client = lab.Connect();
            await client.ApplyAsync(LabState.Plain, None);
            Assert.Equal(2, (await client.ApplyAsync(state, None)).Generation);
            Assert.Empty((await client.TestAsync(None)).Differences);
            foreach (var status in (await client.LookAsync(None)).Services)
            {
                Assert.Equal("active", (await system.RunAsync("systemctl", "is-active", $"zstackvcenter@{status.Name.Replace('@', ':')}")).Trim());
            }

            // The packages' own units would hold the same ports.
            Assert.Equal(["disabled", "disabled", "disabled"], (await system.TryAsync("systemctl", "is-enabled", "haproxy", "nginx", "strongswan")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            var error = await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(BrokenState.Dnsmasq(state), None));
            Assert.True((error.Error, error.Service, error.Generation) is (RouterError.ApplyFailed, "dnsmasq@00000001000070008000000000000001", 2), error.Message);
            Assert.Contains("unknown user or group: nobody-of-that-name", error.Words, StringComparison.Ordinal);
            Assert.Empty((await client.TestAsync(None)).Differences);
            before = await lab.PictureAsync();
        }

        Assert.DoesNotContain("203.0.113.2", await lab.Machine.RunAsync("ip", "address"), StringComparison.Ordinal);
        await using (var system = await BootedSystem.StartAsync(lab.Machine))
        {
            Assert.Equal(before, await lab.PictureAsync());
            using var client = lab.Connect();
            Assert.Empty((await client.TestAsync(None)).Differences);
            var status = await client.LookAsync(None);
            Assert.Equal(2, status.Generation);
            Assert.Equal(Daemons.Order(), status.Services.Select(service => service.Name.Split('@')[0]).Distinct().Order());
            Assert.All(status.Services, service => Assert.True(service.IsRunning && service.Answers, service.ToString()));
            Assert.True((await client.ApplyAsync(state, None)).IsUnchanged);

            // A daemon that dies is started again by systemd, without anybody's apply.
            await system.RunAsync("pkill", "-KILL", "-x", "haproxy");
            await Eventually.TrueAsync("haproxy runs again", async () => (await client.TestAsync(None)).Differences.Count == 0);

            // An apply that nobody finished is taken back by what the timer starts.
            Assert.Equal("active", (await system.RunAsync("systemctl", "is-active", "zstackvcenter-keeper.timer")).Trim());
            await lab.Machine.WriteAsync(ApplyLab.Root + "/pending", "1 2 keep\n");
            await system.RunAsync("systemctl", "start", "zstackvcenter-keeper.service");
            Assert.Equal((1, false), ((await client.LookAsync(None)).Generation, (await client.LookAsync(None)).IsInterrupted));
            Assert.Empty((await client.TestAsync(None)).Differences);
        }
    }

    [NeedsFact(Requirement.Root, "nft", "haproxy", "nginx", "dnsmasq", "sshd", "swanctl", "charon-systemd", "systemd-analyze")]
    public async Task A_daemon_that_ends_however_it_does_is_started_again_and_serves_what_it_served()
    {
        await using var lab = await ApplyLab.StartAsync();
        await BootedSystem.InstallAsync(lab.Machine);
        await using var system = await BootedSystem.StartAsync(lab.Machine);
        using var client = lab.Connect();
        var tunnel = new IpsecTunnel
        {
            Id = LabState.Id(9, 1), VipId = LabState.Id(6, 0), PeerAddress = IPAddress.Parse("203.0.113.200"), PreSharedKey = new Secret("a key"),
            LocalCidrs = [IPNetwork.Parse("10.1.0.0/16")], RemoteCidrs = [IPNetwork.Parse("10.99.0.0/24")],
        };
        await client.ApplyAsync(LabState.Everything with { Tunnels = [tunnel] }, None);
        var tunnels = await system.RunAsync("swanctl", "--list-conns");
        Assert.Contains("10.99.0.0/24", tunnels, StringComparison.Ordinal);
        foreach (var signal in new[] { "KILL", "TERM" })
        {
            foreach (var daemon in (await client.LookAsync(None)).Services)
            {
                await system.RunAsync("systemctl", "kill", "--kill-whom=main", "--signal=" + signal, $"zstackvcenter@{daemon.Name.Replace('@', ':')}");

                await Eventually.TrueAsync(
                    $"{daemon.Name} serves again after {signal}",
                    async () => (await client.LookAsync(None)).Services.Single(now => now.Name == daemon.Name) is { IsRunning: true, Answers: true } now && now.ProcessId != daemon.ProcessId);
            }

            Assert.Empty((await client.TestAsync(None)).Differences);
            // With its keys and networks, although nobody was there to tell it.
            Assert.Equal(tunnels, await system.RunAsync("swanctl", "--list-conns"));
        }
    }
}
