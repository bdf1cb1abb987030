using System.Net;
using System.Net.Sockets;
using Xunit;
using ZStackVCenter.Router.Transport;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>What can go wrong on the way to a router is one clear error each, and never a secret in it.</summary>
public sealed class ConnectionTests(RunningRouter router) : IClassFixture<RunningRouter>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ApplyFact]
    public async Task Another_host_key_is_refused_before_a_login()
    {
        var pinned = "SHA256:" + Convert.ToBase64String(new byte[32]).TrimEnd('=');
        using var client = new RouterClient(router.Endpoint with { HostKey = pinned });

        var error = await Assert.ThrowsAsync<RouterException>(() => client.LookAsync(None));

        Assert.Equal(RouterError.HostKeyDiffers, error.Error);
        Assert.Contains(router.Endpoint.HostKey, error.Message, StringComparison.Ordinal);
        Assert.Contains(pinned, error.Message, StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task A_key_that_the_router_does_not_know_and_one_that_is_no_key_are_told_apart()
    {
        await router.Lab.Machine.ShellAsync("rm -f /tmp/other; ssh-keygen -q -t ed25519 -N '' -f /tmp/other");
        var other = await router.Lab.Machine.RunAsync("cat", "/tmp/other");
        using var stranger = new RouterClient(router.Endpoint with { Key = new RouterKey(other) });
        using var nonsense = new RouterClient(router.Endpoint with { Key = new RouterKey(other.Replace("PRIVATE KEY", "PRIVATE QUAY", StringComparison.Ordinal)) });

        var refused = await Assert.ThrowsAsync<RouterException>(() => stranger.LookAsync(None));
        var unusable = await Assert.ThrowsAsync<RouterException>(() => nonsense.LookAsync(None));

        Assert.Equal(RouterError.LoginRefused, refused.Error);
        Assert.Equal(RouterError.KeyUnusable, unusable.Error);
        var secret = other.Split('\n')[2];
        Assert.DoesNotContain(secret, refused.ToString() + unusable, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, router.Endpoint.ToString() + router.Endpoint.Key, StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task A_port_that_nobody_listens_on_and_one_that_never_answers_are_told_apart()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        using var hanging = new RouterClient(router.Endpoint with { Port = port, ConnectTimeout = TimeSpan.FromSeconds(1) });
        var hung = await Assert.ThrowsAsync<RouterException>(() => hanging.LookAsync(None));
        silent.Stop();
        using var closed = new RouterClient(router.Endpoint with { Port = port });

        var unreachable = await Assert.ThrowsAsync<RouterException>(() => closed.LookAsync(None));

        Assert.Equal(RouterError.TimedOut, hung.Error);
        Assert.Equal(RouterError.Unreachable, unreachable.Error);
    }

    [ApplyFact]
    public async Task A_command_that_hangs_ends_with_its_time_out_and_the_next_one_works()
    {
        await using var holder = await LockHolder.StartAsync(router.Lab);
        using var client = new RouterClient(router.Endpoint with { AnswerTimeout = TimeSpan.FromSeconds(2), LockTimeout = TimeSpan.FromSeconds(20) });

        var error = await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(new SampleConfiguration().Render(), None));

        Assert.Equal(RouterError.TimedOut, error.Error);
        await holder.DisposeAsync();
        using var patient = router.Lab.Connect();
        Assert.True((await patient.ApplyAsync(new SampleConfiguration().Render(), None)).IsUnchanged);
    }

    [ApplyFact]
    public async Task Whoever_cancels_waits_no_longer()
    {
        await using var holder = await LockHolder.StartAsync(router.Lab);
        using var client = router.Lab.Connect();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ApplyAsync(new SampleConfiguration().Render(), stop.Token));
    }

    [ApplyFact]
    public async Task A_second_applier_is_told_who_is_at_work_when_it_does_not_want_to_wait()
    {
        // Whom another test gave up may still be waiting for its turn on this router.
        var before = await router.Lab.LeftoversAsync();
        await using (await LockHolder.StartAsync(router.Lab))
        {
            using var client = new RouterClient(router.Endpoint with { LockTimeout = TimeSpan.Zero });

            var error = await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(new SampleConfiguration().Render(), None));

            Assert.Equal(RouterError.Busy, error.Error);
            Assert.Contains("process ", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty((await router.Lab.LeftoversAsync()).Split('\n').Except(before.Split('\n')));
    }

    [ApplyFact]
    public async Task A_command_that_reads_is_told_where_its_input_ends_also_when_there_is_none()
    {
        using var transport = new SshTransport(router.Endpoint);
        for (var length = 0; length < 3; length++)
        {
            var reply = await transport.RunAsync("wc -c", new byte[length], reads: true, None);

            Assert.Equal((0, $"{length}"), (reply.Status, reply.Output.Trim()));
        }
    }

    [ApplyFact]
    public async Task A_command_that_ends_before_its_input_has_come_says_how_it_ended()
    {
        await using var lab = await ApplyLab.StartAsync();
        await lab.Machine.ShellAsync("sed -i 's/^/command=\"echo hello; exit 3\" /' /root/.ssh/authorized_keys");
        using var transport = new SshTransport(lab.Endpoint);
        // Which comes first, the end or the input, is as it falls out.
        for (var turn = 0; turn < 100; turn++)
        {
            // The largest is more than the window that sshd opens.
            var reply = await transport.RunAsync("cat", new byte[turn % 25 == 24 ? 5_000_000 : turn % 2 == 0 ? 1 : 300_000], reads: true, None);

            Assert.Equal((3, "hello"), (reply.Status, reply.Output.Trim()));
        }
    }

    [ApplyFact]
    public async Task A_kept_connection_that_has_died_is_made_anew_for_what_cannot_have_begun_or_only_reads()
    {
        await using var lab = await ApplyLab.StartAsync();
        await using var wire = new BreakingWire(lab.Endpoint.Port);
        var throughWire = lab.Endpoint with { Port = wire.Port };
        using (var first = new RouterClient(throughWire))
        {
            await first.ApplyAsync(new SampleConfiguration().Render(), None);
        }
        using (var measured = new RouterClient(throughWire))
        {
            await measured.LookAsync(None);
        }
        var whole = wire.Passed(WireWay.Up);

        // Within the second command of the connection.
        wire.BreakNext(WireWay.Up, whole + 200, WireBreak.Reset);
        using (var reader = new RouterClient(throughWire))
        {
            await reader.LookAsync(None);
            Assert.Equal(1, (await reader.LookAsync(None)).Generation);
        }

        wire.BreakNext(WireWay.Up, whole + 200, WireBreak.Reset);
        using (var applier = new RouterClient(throughWire))
        {
            await applier.LookAsync(None);
            var applied = await applier.ApplyAsync(new SampleConfiguration { HaproxyLines = "  # another" }.Render(), None);
            Assert.Equal((2, false), (applied.Generation, applied.IsUnchanged));
        }

        wire.BreakNext(WireWay.Up, whole + 200, WireBreak.Reset);
        using var changer = new RouterClient(throughWire);
        await changer.LookAsync(None);
        var error = await Assert.ThrowsAsync<RouterException>(() => changer.RollbackAsync(1, None));
        Assert.Equal(RouterError.ConnectionLost, error.Error);
        // Two before anything broke, two each for what was asked again, and one for what was not.
        Assert.Equal(7, wire.Connections);
    }

    [ApplyFact]
    public async Task Something_that_is_not_our_script_is_malformed()
    {
        await using var lab = await ApplyLab.StartAsync();
        await lab.Machine.ShellAsync("sed -i 's/^/command=\"echo hello\" /' /root/.ssh/authorized_keys");
        using var client = lab.Connect();

        var error = await Assert.ThrowsAsync<RouterException>(() => client.LookAsync(None));

        Assert.Equal(RouterError.Malformed, error.Error);
        Assert.Contains("hello", error.Message, StringComparison.Ordinal);
    }

    [ApplyFact]
    public async Task A_success_without_a_generation_is_none()
    {
        await using var lab = await ApplyLab.StartAsync();
        await lab.Machine.WriteAsync("/root/answer.sh", """
            cat >/dev/null
            echo '{"schema":1,"ok":true,"generation":0}'

            """);
        await lab.Machine.ShellAsync("sed -i 's|^|command=\"sh /root/answer.sh\" |' /root/.ssh/authorized_keys");
        using var client = lab.Connect();

        var error = await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(new SampleConfiguration().Render(), None));

        Assert.Equal(RouterError.Malformed, error.Error);
        Assert.Contains("generation", error.Message, StringComparison.Ordinal);
    }
}
