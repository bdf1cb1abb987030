using System.Diagnostics;
using System.Net;

namespace ZStackVCenter.Testing.Lab;

/// <summary>
/// A machine that is to become a router: a real sshd with a host key and one user key, both made for it, on a management network, and a door to it from
/// this machine's loopback. The packages of a router are those of the real machine.
/// </summary>
public sealed class RouterMachine : IAsyncDisposable
{
    private readonly SshDoor _door;
    private readonly Process _sshd;

    private RouterMachine(Machine machine, Process sshd, SshDoor door, string privateKey, string hostKey, string fingerprint)
    {
        Machine = machine;
        _sshd = sshd;
        _door = door;
        PrivateKey = privateKey;
        HostKey = hostKey;
        Fingerprint = fingerprint;
    }

    /// <summary>The machine.</summary>
    public Machine Machine { get; }

    /// <summary>The host of the SSH address, as seen by the test.</summary>
    public static string SshHost => "127.0.0.1";

    /// <summary>The port of the SSH address, as seen by the test.</summary>
    public int SshPort => _door.Port;

    /// <summary>The private key that root accepts, as OpenSSH writes it.</summary>
    public string PrivateKey { get; }

    /// <summary>The host's public key: type and base64.</summary>
    public string HostKey { get; }

    /// <summary>The host key's fingerprint as OpenSSH shows it: <c>SHA256:</c> and base64 without padding.</summary>
    public string Fingerprint { get; }

    /// <summary>Starts a machine with a card <c>eth0</c> on the management network and sshd on it.</summary>
    /// <param name="panel">The wires.</param>
    /// <param name="name">The host name.</param>
    /// <param name="network">The management network, on which the panel itself has an address.</param>
    /// <param name="mac">The card's MAC.</param>
    /// <param name="address">The card's address.</param>
    /// <param name="prefixLength">The length of the network's prefix.</param>
    public static async Task<RouterMachine> StartAsync(PatchPanel panel, string name, string network, string mac, string address, int prefixLength = 24)
    {
        Machine machine = await Machine.StartAsync(name);
        await panel.ConnectAsync(machine, "eth0", mac, network);
        // What the real machine's administrator has bash do at every login is no part of a router.
        await machine.ShellAsync($"""
            ip address add {address}/{prefixLength} dev eth0
            mkdir -p /run/sshd /root/.ssh /etc/ssh
            rm -f /etc/ssh/ssh_host_* /root/.ssh/authorized_keys /root/.bashrc
            ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key
            ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id
            mv /root/.ssh/id.pub /root/.ssh/authorized_keys
            chmod 700 /root /root/.ssh; chmod 600 /root/.ssh/authorized_keys
            """);
        string hostKey = await machine.RunAsync("cat", "/etc/ssh/ssh_host_ed25519_key.pub");
        string fingerprint = (await machine.RunAsync("ssh-keygen", "-l", "-f", "/etc/ssh/ssh_host_ed25519_key.pub")).Split(' ')[1];
        string privateKey = await machine.ShellAsync("cat /root/.ssh/id; rm /root/.ssh/id");
        Process sshd = machine.Start("/usr/sbin/sshd", "-D", "-e", "-o", "UsePAM=no", "-o", "PermitRootLogin=prohibit-password", "-o", "MaxStartups=100");
        sshd.BeginOutputReadLine();
        sshd.BeginErrorReadLine();
        SshDoor door = new(panel.Machine.Network, new IPEndPoint(IPAddress.Parse(address), 22));
        await Eventually.TrueAsync("sshd listens", async () => (await machine.RunAsync("ss", "-Htln", "sport = :22")).Length > 0);
        return new RouterMachine(machine, sshd, door, privateKey, string.Join(' ', hostKey.Split(' ')[..2]), fingerprint);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _door.DisposeAsync();
        await Machine.DisposeAsync();
        _sshd.Dispose();
    }
}
