using Xunit;
using ZStackVCenter.Router.Render;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>Going back succeeds, however slow the machine is at that moment, and whoever starts its daemons.</summary>
public sealed class GoBackTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [NeedsFact(Requirement.Root, "nft", "haproxy", "nginx", "dnsmasq", "sshd", "systemd-analyze")]
    public async Task A_daemon_that_systemd_starts_again_and_again_does_not_keep_a_router_from_going_back()
    {
        await using var lab = await ApplyLab.StartAsync();
        await BootedSystem.InstallAsync(lab.Machine);
        await using var system = await BootedSystem.StartAsync(lab.Machine);
        using var client = lab.Connect();
        await client.ApplyAsync(LabState.Everything, None);

        // The journal tells seconds apart, and no less.
        for (var turn = 0; turn < 5; turn++)
        {
            await FailsAsync(client, BrokenState.Haproxy(LabState.Everything), "haproxy");
        }

        // A machine so busy that a daemon takes two seconds to be itself, and going back one more before it looks at the daemons.
        await lab.Machine.WriteAsync("/usr/local/sbin/dnsmasq", "#!/bin/bash\nsleep 2\nexec /usr/sbin/dnsmasq \"$@\"\n");
        await lab.Machine.ShellAsync("chmod 755 /usr/local/sbin/dnsmasq; sed -i 's/^/command=\"export BASH_ENV=\\/root\\/hook; eval \\\\\"$SSH_ORIGINAL_COMMAND\\\\\"\" /' /root/.ssh/authorized_keys");
        await lab.Machine.WriteAsync("/root/hook", "[ \"${2:-}\" = work_apply ] || return 0\nset -T\ntrap '[[ $BASH_COMMAND != \"stage services\" ]] || [ -z \"$keep_going\" ] || sleep 1.5' DEBUG\n");
        using var slow = lab.Connect();

        await FailsAsync(slow, BrokenState.Dnsmasq(LabState.Everything), "dnsmasq");
    }

    [ApplyFact]
    public async Task A_checker_that_takes_its_time_to_start_is_waited_for()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        var state = LabState.Plain.WithListeners(2);
        await client.ApplyAsync(state, None);
        await client.ApplyAsync(LabState.Plain, None);
        await lab.Machine.WriteAsync("/usr/local/sbin/perl", "#!/bin/bash\n[[ $1 != */checker.pl ]] || sleep 2\nexec /usr/bin/perl \"$@\"\n");
        await lab.Machine.RunAsync("chmod", "755", "/usr/local/sbin/perl");

        await client.ApplyAsync(state, None);

        // What an earlier one had found was there from the first moment.
        Assert.Equal("/usr/bin/perl", (await lab.Machine.ShellAsync("readlink /proc/$(cat /run/zstackvcenter/healthcheck.pid)/exe")).Trim());
        await client.ApplyAsync(state with { Listeners = [.. state.Listeners.Select(listener => listener with { BackendPort = 8081 })] }, None);

        Assert.Empty((await client.TestAsync(None)).Differences);
    }

    private static async Task FailsAsync(RouterClient client, RenderedConfiguration broken, string service)
    {
        var error = await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(broken, None));
        Assert.True(error.Error == RouterError.ApplyFailed && error.Service!.StartsWith(service, StringComparison.Ordinal), error.ToString());
        Assert.Equal(1, error.Generation);
        Assert.Empty((await client.TestAsync(None)).Differences);
    }
}
