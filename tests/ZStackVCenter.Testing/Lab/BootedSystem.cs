using System.Diagnostics;

namespace ZStackVCenter.Testing.Lab;

/// <summary>
/// A machine of the laboratory that is switched on: its own systemd boots from its disk, with the units of a router's packages and no others, and its
/// sshd is a unit. The power can be cut, and the machine switched on again: then the disk is all that it has from before.
/// </summary>
public sealed class BootedSystem : IAsyncDisposable
{
    private readonly Machine _machine;
    private readonly Process _process;
    private readonly string _group;

    private BootedSystem(Machine machine, Process process, string group)
    {
        _machine = machine;
        _process = process;
        _group = group;
    }

    /// <summary>Makes the machine's disk that of a Debian router: the units that its packages enable, and none of the real machine's others.</summary>
    public static async Task InstallAsync(Machine machine)
    {
        await machine.ShellAsync("""
            : >/etc/fstab
            rm -rf /etc/systemd/system/*.wants
            systemctl --quiet mask getty.target systemd-logind.service systemd-sysctl.service systemd-modules-load.service systemd-random-seed.service
            for unit in ssh haproxy nginx strongswan; do systemctl --quiet enable $unit.service; done
            printf 'UsePAM no\n' >/etc/ssh/sshd_config.d/laboratory.conf
            pkill -x sshd || true
            """);
    }

    /// <summary>Switches the machine on and waits until all units that start at boot have done so.</summary>
    /// <exception cref="TimeoutException">It did not come up.</exception>
    public static async Task<BootedSystem> StartAsync(Machine machine)
    {
        string script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Lab", "boot.sh"));
        string group = Guid.NewGuid().ToString("N");
        Process process = machine.Start("bash", "-c", script, "boot.sh", group);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        BootedSystem system = new(machine, process, group);
        await Eventually.TrueAsync("systemd has booted", async () => (await system.TryAsync("systemctl", "is-system-running")).Output.Trim() is "running" or "degraded");
        return system;
    }

    /// <summary>Runs a program in the booted system to its end and gives its output.</summary>
    /// <exception cref="InvalidOperationException">The program failed; the text has its own words.</exception>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        CommandResult result = await TryAsync(program, arguments);
        return result.Ok ? result.Output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Errors}{result.Output}");
    }

    /// <summary>Runs a program in the booted system to its end, whatever that is.</summary>
    public Task<CommandResult> TryAsync(string program, params string[] arguments) =>
        _machine.TryAsync("sh", ["-c", "exec nsenter --target \"$(pgrep -x systemd)\" --all -- \"$@\"", "sh", program, .. arguments]);

    /// <summary>Cuts the power: every process is gone at once, and so is what the kernel held. The cards have the kernel's names again.</summary>
    public async ValueTask DisposeAsync()
    {
        await _machine.ShellAsync("pkill -KILL -x systemd || true");
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        _process.Dispose();
        // A group of processes goes when the last of them is gone.
        string group = "/mnt/lab-" + _group;
        await Eventually.TrueAsync("the kernel has forgotten the processes", async () => (await _machine.TryAsync("sh", "-c", $"find {group} -depth -type d -exec rmdir {{}} + 2>/dev/null; ! [ -e {group} ]")).Ok);
        await _machine.ShellAsync("""
            nft flush ruleset
            ip xfrm policy flush; ip xfrm state flush
            ip rule flush; ip rule add priority 32766 lookup main; ip rule add priority 32767 lookup default
            printf 0 >/proc/sys/net/ipv4/ip_forward
            for turn in old eth; do
              number=0
              for card in $(ip -o link show | sed -n 's/^[0-9]*: \([^:@]*\).* link.ether .*/\1/p'); do
                ip address flush dev $card
                ip link set $card down name $turn$number
                number=$((number + 1))
              done
            done
            """);
    }
}
