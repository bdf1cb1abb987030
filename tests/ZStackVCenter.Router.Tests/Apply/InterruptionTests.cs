using System.Globalization;
using Xunit;
using ZStackVCenter.Router.Remote;
using ZStackVCenter.Router.Transport;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>An apply that ends before its time, at any point, leaves the old or the new generation, and never something between.</summary>
public sealed class InterruptionTests
{
    private static readonly string[] Stages = ["begin", "verify", "check", "keep", "switch", "cards", "network", "ruleset", "services", "prove", "leftovers", "settle", "commit", "end"];
    private static readonly CancellationToken None = CancellationToken.None;

    [ApplyFact]
    public async Task A_script_that_is_killed_at_any_stage_is_taken_back_by_its_guardian()
    {
        await using var lab = await HookedAsync();
        using var client = lab.Connect();
        var generation = 1;
        foreach (var stage in Stages)
        {
            await HookAsync(lab, stage, "kill -9 $BASHPID");
            var vip = string.Create(CultureInfo.InvariantCulture, $"203.0.113.{20 + Array.IndexOf(Stages, stage)}");
            var wanted = new SampleConfiguration { Vips = [vip], DnsmasqLines = $"# {stage}\n", HaproxyLines = $"  # {stage}" }.Render();

            var error = await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(wanted, None));

            await HookAsync(lab, "none", "true");
            Assert.Equal(RouterError.ApplyFailed, error.Error);
            var test = await client.TestAsync(None);
            Assert.Empty(test.Differences);
            Assert.Empty(await lab.LeftoversAsync());
            Assert.Equal(error.Generation, test.Generation);
            // Only what had been proved and committed stays.
            Assert.Equal(stage == "end", test.Generation > generation);
            Assert.Equal(stage == "end", (await lab.Machine.RunAsync("ip", "address")).Contains(vip + "/32", StringComparison.Ordinal));
            generation = test.Generation;
        }
    }

    [ApplyFact]
    public async Task A_script_that_is_killed_with_its_guardian_is_seen_and_taken_back_by_whoever_comes_next()
    {
        await using var lab = await HookedAsync();
        using var client = lab.Connect();
        var changed = new SampleConfiguration { Vips = ["203.0.113.50"], HaproxyLines = "  # other" }.Render();
        foreach (var stage in new[] { "keep", "ruleset", "prove" })
        {
            await HookAsync(lab, stage, "kill -9 $PPID $BASHPID");
            var error = await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(changed, None));
            await HookAsync(lab, "none", "true");
            Assert.Equal(RouterError.ConnectionLost, error.Error);
            Assert.Equal(stage != "keep", (await client.LookAsync(None)).IsInterrupted);

            await RebootAsync(lab);

            Assert.Equal(1, (await client.LookAsync(None)).Generation);
            Assert.Empty((await client.TestAsync(None)).Differences);
        }

        await HookAsync(lab, "services", "kill -9 $PPID $BASHPID");
        await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(changed, None));
        await HookAsync(lab, "none", "true");
        Assert.Contains((await client.TestAsync(None)).Differences, drift => drift.What == "apply");
        var result = await client.ApplyAsync(changed, None);
        Assert.Equal(1, result.Previous);
        Assert.Empty((await client.TestAsync(None)).Differences);
    }

    [ApplyFact]
    public async Task A_connection_that_breaks_in_the_middle_of_an_apply_lets_it_end()
    {
        await using var lab = await HookedAsync();
        using var client = lab.Connect();
        await HookAsync(lab, "ruleset", "pkill -9 -f 'sshd: root@notty'");

        var error = await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(new SampleConfiguration { Vips = ["203.0.113.60"] }.Render(), None));

        await HookAsync(lab, "none", "true");
        Assert.Equal(RouterError.ConnectionLost, error.Error);
        await Eventually.TrueAsync("the apply has ended", async () => (await client.LookAsync(None)) is { Generation: 2, IsInterrupted: false });
        Assert.Empty((await client.TestAsync(None)).Differences);
    }

    [ApplyFact]
    public async Task An_upload_that_is_cut_at_any_byte_is_not_used()
    {
        await using var lab = await RunningAsync();
        var before = await lab.PictureAsync();
        using var transport = new SshTransport(lab.Endpoint);
        var bundle = Bundle.Pack(new SampleConfiguration { Vips = [] }.Render());
        var command = RemoteScript.Receive(ApplyLab.Root, bundle, TimeSpan.FromMinutes(1), "apply \"$in/files\" 5");
        var random = new Random(7);
        int[] cuts = [1, 511, 512, bundle.Length / 2, bundle.Length - 1, .. Enumerable.Range(0, 8).Select(_ => random.Next(1, bundle.Length))];
        foreach (var cut in cuts)
        {
            var reply = await transport.RunAsync(command, bundle[..cut], reads: false, None);

            Assert.Contains("\"error\":\"UploadCut\"", reply.Output, StringComparison.Ordinal);
            Assert.Empty(await lab.LeftoversAsync());
        }

        Assert.Equal(before, await lab.PictureAsync());
    }

    [ApplyFact]
    public async Task Two_appliers_at_once_are_served_one_after_the_other()
    {
        await using var lab = await RunningAsync();
        RouterClient[] clients = [.. Enumerable.Range(0, 4).Select(_ => lab.Connect())];

        var results = await Task.WhenAll(clients.Select((client, index) => client.ApplyAsync(new SampleConfiguration { Vips = [$"203.0.113.{70 + index}"] }.Render(), None)));

        Assert.Equal([2, 3, 4, 5], results.Select(result => result.Generation).Order());
        Assert.Empty((await clients[0].TestAsync(None)).Differences);
        Array.ForEach(clients, client => client.Dispose());
    }

    [ApplyFact]
    public async Task After_a_power_cut_the_router_brings_up_its_current_generation_by_itself()
    {
        await using var lab = await RunningAsync();
        using var client = lab.Connect();
        await client.ApplyAsync(new SampleConfiguration { Vips = ["203.0.113.80"] }.Render(), None);
        var before = await lab.PictureAsync();

        await RebootAsync(lab);

        Assert.Equal(before, await lab.PictureAsync());
        Assert.Empty((await client.TestAsync(None)).Differences);
    }

    // A process that has ended, whose parent does not ask how.
    private const string NeverBuried = """
        pkill -9 haproxy
        setsid perl -e 'my $child = fork; exit unless $child; open F, ">", "/run/zstackvcenter/haproxy.pid"; print F "$child\n"; close F; sleep 600' </dev/null >/dev/null 2>&1 &
        until grep -q ') Z ' "/proc/$(cat /run/zstackvcenter/haproxy.pid)/stat" 2>/dev/null; do sleep 0.05; done
        """;

    [ApplyFact]
    public async Task What_was_changed_by_hand_is_found_and_mended_by_the_next_apply()
    {
        await using var lab = await RunningAsync();
        using var client = lab.Connect();
        (string What, string Line)[] hands =
        [
            ("file", $"echo '# by hand' >>{ApplyLab.Root}/current/haproxy/haproxy.cfg"),
            ("file", $"rm {ApplyLab.Root}/current/dnsmasq/a.names"),
            ("file", $"touch {ApplyLab.Root}/current/dnsmasq/extra"),
            ("address", $"ip address del 203.0.113.10/32 dev {SampleConfiguration.Public}"),
            ("address", $"ip address add 203.0.113.99/32 dev {SampleConfiguration.Public}"),
            ("route", "ip route del default"),
            ("rule", "ip rule del priority 200"),
            ("link", $"ip link set {SampleConfiguration.Private} mtu 1300"),
            ("card", $"ip link set {SampleConfiguration.Private} down; ip link set {SampleConfiguration.Private} name lan"),
            ("sysctl", "echo 0 >/proc/sys/net/ipv4/ip_forward"),
            ("hostname", "hostname other"),
            ("nftables", "nft add rule inet zstackvcenter input tcp dport 9999 drop"),
            ("nftables", "nft add table ip foreign"),
            ("nftables", "nft flush ruleset"),
            ("service", "pkill -9 haproxy"),
            ("service", "pkill -9 dnsmasq"),
            ("service", NeverBuried),
            ("service", $"perl {ApplyLab.Root}/script/current/lib/ask.pl socket /run/zstackvcenter/haproxy.sock 'disable frontend listener_{SampleConfiguration.Listener}'"),
        ];
        foreach (var (what, line) in hands)
        {
            await lab.Machine.ShellAsync(line);

            var test = await client.TestAsync(None);
            Assert.Contains(test.Differences, drift => drift.What == what);
            var result = await client.ApplyAsync(new SampleConfiguration().Render(), None);

            Assert.Equal((1, false), (result.Generation, result.IsUnchanged));
            Assert.NotEmpty(result.Mended);
            Assert.Empty((await client.TestAsync(None)).Differences);
        }
    }

    private static async Task<ApplyLab> RunningAsync()
    {
        var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        await client.ApplyAsync(new SampleConfiguration().Render(), None);
        return lab;
    }

    private static async Task<ApplyLab> HookedAsync()
    {
        var lab = await RunningAsync();
        // Every bash of a session reads this file first: it can stop the script at any stage without the script knowing.
        await lab.Machine.ShellAsync("sed -i 's/^/command=\"export BASH_ENV=\\/root\\/hook; eval \\\\\"$SSH_ORIGINAL_COMMAND\\\\\"\" /' /root/.ssh/authorized_keys");
        await HookAsync(lab, "none", "true");
        return lab;
    }

    private static Task HookAsync(ApplyLab lab, string stage, string action) => lab.Machine.WriteAsync(
        "/root/hook", $"[ \"${{2:-}}\" = work_apply ] || return 0\nset -T\ntrap '[[ $BASH_COMMAND != \"stage {stage}\" ]] || {action.Replace("'", "'\\''", StringComparison.Ordinal)}' DEBUG\n");

    // What a boot leaves: the disk. Then what the unit of the script does.
    private static async Task RebootAsync(ApplyLab lab)
    {
        await lab.Machine.ShellAsync($"""
            pkill -9 haproxy; pkill -9 dnsmasq
            rm -rf /run/zstackvcenter
            nft flush ruleset
            ip address flush dev {SampleConfiguration.Public}; ip address flush dev {SampleConfiguration.Private}
            ip link set {SampleConfiguration.Public} down; ip link set {SampleConfiguration.Public} name eth1; ip link set eth1 up
            ip rule del priority 100; ip rule del priority 200
            hostname localhost
            bash {ApplyLab.Root}/script/current/router.sh {ApplyLab.Root} restore
            """.Replace("\n", " || true\n", StringComparison.Ordinal));
    }
}
