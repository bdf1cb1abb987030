using ZStackVCenter.Router.Transport;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>A machine that is to become a router, with a management, a public and a private card, and nothing on it yet.</summary>
public sealed class ApplyLab : IAsyncDisposable
{
    /// <summary>What the laboratory needs of the machine.</summary>
    public static readonly string[] Needs = [Requirement.Root, "nft", "haproxy", "dnsmasq", "sshd"];

    /// <summary>The folder on the router that holds all of ours.</summary>
    public const string Root = "/var/lib/zstackvcenter";

    private ApplyLab(PatchPanel panel, RouterMachine router)
    {
        Panel = panel;
        Router = router;
    }

    internal Machine Machine => Router.Machine;

    internal RouterMachine Router { get; }

    internal PatchPanel Panel { get; }

    internal RouterEndpoint Endpoint => new()
    {
        Host = RouterMachine.SshHost,
        Port = Router.SshPort,
        HostKey = Router.Fingerprint,
        Key = new RouterKey(Router.PrivateKey),
        ConnectTimeout = TimeSpan.FromSeconds(60),
    };

    internal RouterClient Connect() => new(Endpoint);

    /// <summary>Wires it up.</summary>
    public static async Task<ApplyLab> StartAsync()
    {
        var panel = await PatchPanel.StartAsync();
        await panel.AddNetworkAsync("management", "172.16.0.1/24");
        await panel.AddNetworkAsync("public", "203.0.113.1/24");
        await panel.AddNetworkAsync("private");
        var router = await RouterMachine.StartAsync(panel, "router", "management", "00:50:56:00:00:01", "172.16.0.2");
        await panel.ConnectAsync(router.Machine, "eth1", "00:50:56:00:00:02", "public");
        await panel.ConnectAsync(router.Machine, "eth2", "00:50:56:00:00:03", "private");
        return new ApplyLab(panel, router);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Router.DisposeAsync();
        await Panel.DisposeAsync();
    }

    /// <summary>What makes up the router's configuration as it runs, in one text: two looks that are the same found nothing changed.</summary>
    internal Task<string> PictureAsync() => Machine.ShellAsync(
        $"readlink {Root}/current; find {Root}/generations -type f | sort | xargs sha256sum; ip -4 -o address | sed 's/^[0-9]*//'; ip -4 route show table all; ip rule; nft -s list ruleset; pgrep 'haproxy|dnsmasq|nginx' | xargs -I% readlink /proc/%/exe | sort -u; hostname");

    /// <summary>The daemons' processes.</summary>
    internal Task<string> ProcessesAsync() => Machine.ShellAsync("pgrep -a 'haproxy|dnsmasq|nginx' || true");

    /// <summary>What is left in the folders that only an apply under way uses. Whoever is at work holds the lock until it has cleaned up.</summary>
    internal Task<string> LeftoversAsync() => Machine.ShellAsync(
        $"exec 9>{Root}/lock; flock -w 60 9; find {Root}/incoming -mindepth 1; find {Root}/generations -maxdepth 1 -name '*.tmp'; find {Root} -maxdepth 1 -name 'pending*'");
}
