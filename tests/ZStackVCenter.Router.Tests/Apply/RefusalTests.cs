using Xunit;
using ZStackVCenter.Router.Render;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>What cannot be taken is refused in the words of the program that refuses it, and the router is as it was.</summary>
public sealed class RefusalTests(RunningRouter router) : IClassFixture<RunningRouter>
{
    [ApplyFact]
    public async Task A_file_that_haproxy_does_not_understand_changes_nothing()
    {
        var error = await router.FailsAsync(new SampleConfiguration { Vips = [], HaproxyLines = "  ballance roundrobin" });

        Assert.Equal((RouterError.FileRefused, "haproxy"), (error.Error, error.Service));
        Assert.Contains("unknown keyword 'ballance'", error.Words, StringComparison.Ordinal);
        Assert.Equal(1, error.Generation);
    }

    [ApplyFact]
    public async Task A_ruleset_that_nft_does_not_understand_changes_nothing()
    {
        var error = await router.FailsAsync(new SampleConfiguration { RulesetLines = "add rule inet zstackvcenter input tcp dport 22 dropp" });

        Assert.Equal((RouterError.FileRefused, "nftables"), (error.Error, error.Service));
        Assert.Contains("dropp", error.Words, StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task A_file_that_dnsmasq_does_not_understand_changes_nothing()
    {
        var error = await router.FailsAsync(new SampleConfiguration { DnsmasqLines = "listen-adress=1.2.3.4\n" });

        Assert.Equal((RouterError.FileRefused, "dnsmasq@a"), (error.Error, error.Service));
        Assert.Contains("bad option", error.Words, StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task A_card_that_is_not_there_is_named_with_those_that_are()
    {
        var error = await router.FailsAsync(new SampleConfiguration { PrivateMac = "00:50:56:00:00:99" });

        Assert.Equal(RouterError.NotPrepared, error.Error);
        Assert.Contains("00:50:56:00:00:99", error.Message, StringComparison.Ordinal);
        Assert.Contains("00:50:56:00:00:03", error.Message, StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task A_port_that_another_program_has_changes_nothing()
    {
        // sshd has this port; haproxy's own check does not try it.
        var error = await router.FailsAsync(new SampleConfiguration { Vips = ["203.0.113.77"], Bind = "172.16.0.2:22" });

        Assert.Equal((RouterError.FileRefused, "haproxy", 1), (error.Error, error.Service, error.Generation));
        Assert.Contains("172.16.0.2:22: cannot bind socket (Address already in use)", error.Words, StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task A_daemon_that_cannot_bind_makes_the_router_go_back()
    {
        var error = await router.FailsAsync(new SampleConfiguration { Vips = ["203.0.113.77"], Bind = "/nowhere/taken.sock" });

        Assert.Equal((RouterError.ApplyFailed, "haproxy", 1), (error.Error, error.Service, error.Generation));
        Assert.Contains("/nowhere/taken.sock", error.Words, StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task A_daemon_that_runs_and_does_not_answer_makes_the_router_go_back()
    {
        var error = await router.FailsAsync(new SampleConfiguration { Vips = ["203.0.113.76"], DnsmasqLines = "port=5353\n" });

        Assert.Equal((RouterError.ApplyFailed, "dnsmasq@a", 1), (error.Error, error.Service, error.Generation));
    }

    [ApplyFact]
    public async Task A_check_that_hangs_is_ended_and_changes_nothing()
    {
        await router.Lab.Machine.WriteAsync(ApplyLab.Root + "/router.conf", "manager=process\ncheck_seconds=2\n");
        await router.Lab.Machine.WriteAsync("/usr/local/sbin/haproxy", "#!/bin/sh\nexec sleep 600\n");
        await router.Lab.Machine.RunAsync("chmod", "755", "/usr/local/sbin/haproxy");
        try
        {
            var error = await router.FailsAsync(new SampleConfiguration { HaproxyLines = "  # more" });

            Assert.Equal((RouterError.FileRefused, "haproxy"), (error.Error, error.Service));
            Assert.Contains("did not end within 2 seconds", error.Words, StringComparison.Ordinal);
        }
        finally
        {
            await router.Lab.Machine.RunAsync("rm", "/usr/local/sbin/haproxy", ApplyLab.Root + "/router.conf");
        }
    }

    [ApplyFact]
    public async Task A_daemon_that_does_not_start_makes_the_router_go_back()
    {
        var error = await router.FailsAsync(new SampleConfiguration { Vips = ["203.0.113.78"], DnsmasqLines = "user=nobody-of-that-name\n" });

        Assert.Equal((RouterError.ApplyFailed, "dnsmasq@a", 1), (error.Error, error.Service, error.Generation));
        Assert.Contains("nobody-of-that-name", error.Words, StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task A_route_or_setting_that_the_kernel_refuses_makes_the_router_go_back()
    {
        var route = await router.FailsAsync(new SampleConfiguration { Vips = ["203.0.113.79"], RouteLines = "198.51.100.0/24 via 192.0.2.99 dev pub005056000002\n" });
        Assert.Equal((RouterError.ApplyFailed, "network"), (route.Error, route.Service));
        Assert.Contains("Nexthop has invalid gateway", route.Words, StringComparison.Ordinal);

        var setting = await router.FailsAsync(new SampleConfiguration { Vips = ["203.0.113.79"], SysctlLines = "net.ipv4.ip_forwarding = 1\n" });
        Assert.Equal((RouterError.ApplyFailed, "network"), (setting.Error, setting.Service));
        Assert.Contains("net.ipv4.ip_forwarding", setting.Words, StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task A_failure_leaves_a_note_that_a_look_shows()
    {
        await router.FailsAsync(new SampleConfiguration { Bind = "/nowhere/taken.sock" });

        using var client = router.Lab.Connect();
        Assert.Contains("/nowhere/taken.sock", (await client.LookAsync(CancellationToken.None)).Failures, StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task A_full_disk_is_said_in_words_and_changes_nothing()
    {
        // The folder that takes uploads is a small disk of its own.
        await router.Lab.Machine.ShellAsync($"mount -t tmpfs -o size=64k tmpfs {ApplyLab.Root}/incoming");
        try
        {
            RenderedFile big = SampleConfiguration.File("dnsmasq/big", "dnsmasq@a", Convert.ToBase64String(new Random(1).GetItems<byte>([.. Enumerable.Range(0, 256).Select(i => (byte)i)], 100_000)));
            var error = await router.FailsAsync(new SampleConfiguration { More = [(new RenderedService { Name = "extra", Kind = ServiceKind.Network }, [big])] });

            Assert.Equal(RouterError.NotPrepared, error.Error);
            Assert.Contains("No space left on device", error.Words, StringComparison.Ordinal);
        }
        finally
        {
            await router.Lab.Machine.ShellAsync($"umount {ApplyLab.Root}/incoming");
        }
    }
}
