using System.Diagnostics;
using System.Net;
using Xunit;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Testing.Tests;

/// <summary>The parts of the laboratory with settings written by hand: what the tests of the router stand on.</summary>
public sealed class LabTests
{
    [NeedsFact("nft", "ip", "unshare", Requirement.Root)]
    public async Task A_guest_goes_out_through_nft_and_the_wire_shows_it()
    {
        await using PatchPanel panel = await PatchPanel.StartAsync();
        await panel.AddNetworkAsync("inside");
        await panel.AddNetworkAsync("outside");
        await using Machine router = await Machine.StartAsync("router");
        await using Machine guest = await Machine.StartAsync("guest");
        await using Machine server = await Machine.StartAsync("server");
        await panel.ConnectAsync(router, "eth0", "02:00:00:00:00:01", "outside");
        await panel.ConnectAsync(router, "eth1", "02:00:00:00:00:02", "inside");
        await panel.ConnectAsync(guest, "eth0", "02:00:00:00:00:03", "inside");
        await panel.ConnectAsync(server, "eth0", "02:00:00:00:00:04", "outside");
        await router.ShellAsync("ip a add 192.0.2.1/24 dev eth0; ip a add 10.0.0.1/24 dev eth1; sysctl -q -w net.ipv4.ip_forward=1");
        await router.RunAsync("nft", "table ip t { chain c { type nat hook postrouting priority 100; oifname eth0 masquerade; }; }");
        await guest.ShellAsync("ip a add 10.0.0.5/24 dev eth0; ip r add default via 10.0.0.1");
        await server.ShellAsync("ip a add 192.0.2.9/24 dev eth0");
        await using EchoServer echo = new(server, 7000);
        await using Capture wire = await Capture.StartAsync(panel, "outside", "tcp port 7000");

        Greeting tcp = await guest.AskAsync("192.0.2.9", 7000);
        Greeting udp = await guest.AskUdpAsync("192.0.2.9", 7000);

        Assert.Equal("server", tcp.Name);
        Assert.Equal("192.0.2.1", tcp.Peer.Address.ToString());
        Assert.Equal("192.0.2.1", udp.Peer.Address.ToString());
        Assert.True(await guest.PingsAsync("192.0.2.9"));
        Assert.True(await server.HearsNothingAsync("192.0.2.1", 7001));
        Assert.Contains("server 192.0.2.1", await wire.EndAsync(), StringComparison.Ordinal);
    }

    [NeedsFact("dnsmasq", "udhcpc", "unshare", Requirement.Root)]
    public async Task A_guest_gets_its_address_and_resolves_a_name()
    {
        await using PatchPanel panel = await PatchPanel.StartAsync();
        await panel.AddNetworkAsync("inside");
        await using Machine router = await Machine.StartAsync("router");
        await using Machine guest = await Machine.StartAsync("guest");
        await panel.ConnectAsync(router, "eth0", "02:00:00:00:00:01", "inside");
        await panel.ConnectAsync(guest, "eth0", "02:00:00:00:00:03", "inside");
        await router.ShellAsync("ip a add 10.0.0.1/24 dev eth0");
        await router.RunAsync(
            "dnsmasq", "--no-resolv", "--no-hosts", "--dhcp-range=10.0.0.0,static", "--dhcp-host=02:00:00:00:00:03,10.0.0.77",
            "--address=/www.example.net/192.0.2.80");

        string address = await guest.DhcpAsync("eth0");

        Assert.Equal("10.0.0.77", address);
        Assert.Equal("192.0.2.80", await guest.ResolveAsync("www.example.net"));
        Assert.Null(await guest.ResolveAsync("no.such.name.example.net"));
        Assert.False((await router.TryAsync("test", "-s", "/etc/resolv.conf")).Ok, "what a machine writes is its own");
    }

    [NeedsFact("charon-systemd", "swanctl", "tcpdump", "unshare", Requirement.Root)]
    public async Task Two_machines_talk_through_a_tunnel_and_the_wire_shows_nothing_of_it()
    {
        await using PatchPanel panel = await PatchPanel.StartAsync();
        await panel.AddNetworkAsync("wan");
        await using Machine left = await TunnelEndAsync(panel, 1, 2);
        await using Machine right = await TunnelEndAsync(panel, 2, 1);
        await using EchoServer echo = new(right, 7000, "through-the-tunnel");
        await using Capture wire = await Capture.StartAsync(panel, "wan");
        await Eventually.TrueAsync(
            "the tunnel comes up", async () => (await left.TryAsync("swanctl", "--initiate", "--child", "net", "--timeout", "5")).Ok);

        Greeting answer = await left.AskAsync("10.0.2.1", 7000, from: "10.0.1.1");

        string seen = await wire.EndAsync();
        Assert.Equal("through-the-tunnel", answer.Name);
        Assert.Equal("10.0.1.1", answer.Peer.Address.ToString());
        Assert.Contains("UDP-encap: ESP", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("through-the-tunnel", seen, StringComparison.Ordinal);
    }

    [NeedsFact("unshare", Requirement.Root)]
    public async Task A_door_leads_from_the_loopback_into_the_laboratory()
    {
        await using PatchPanel panel = await PatchPanel.StartAsync();
        await panel.AddNetworkAsync("mgmt", "192.0.2.1/24");
        await using Machine machine = await Machine.StartAsync("machine");
        await panel.ConnectAsync(machine, "eth0", "02:00:00:00:00:01", "mgmt");
        await machine.ShellAsync("ip a add 192.0.2.2/24 dev eth0");
        await using EchoServer echo = new(machine, 7000);
        await using SshDoor door = new(panel.Machine.Network, IPEndPoint.Parse("192.0.2.2:7000"));
        using NetworkNamespace here = new(Environment.ProcessId);

        using System.Net.Sockets.Socket socket = here.Tcp();
        await socket.ConnectAsync(IPAddress.Loopback, door.Port);

        Assert.Equal("machine", (await socket.GreetingAsync()).Name);
    }

    [NeedsFact("sshd", "ssh", "ss", "unshare", Requirement.Root)]
    public async Task A_router_lets_in_the_key_that_was_made_for_it_and_shows_the_host_key_that_it_says()
    {
        await using PatchPanel panel = await PatchPanel.StartAsync();
        await panel.AddNetworkAsync("mgmt", "192.0.2.1/24");
        await using RouterMachine router = await RouterMachine.StartAsync(panel, "router", "mgmt", "02:00:00:00:00:01", "192.0.2.2");
        await using Machine admin = await Machine.StartAsync("admin");
        await admin.WriteAsync("/tmp/key", router.PrivateKey);
        await admin.WriteAsync("/tmp/known", $"[{RouterMachine.SshHost}]:{router.SshPort} {router.HostKey}\n");
        await admin.ShellAsync("chmod 600 /tmp/key");

        using Process ssh = admin.StartWithNetworkOf(Environment.ProcessId,
            "ssh", "-i", "/tmp/key", "-o", "UserKnownHostsFile=/tmp/known", "-o", "StrictHostKeyChecking=yes", "-p", $"{router.SshPort}", $"root@{RouterMachine.SshHost}", "hostname");

        CommandResult answer = await CommandResult.OfAsync(ssh);
        Assert.Equal("router\n", answer.Output);
        Assert.StartsWith("SHA256:", router.Fingerprint, StringComparison.Ordinal);
    }

    [NeedsFact("unshare", Requirement.Root)]
    public async Task A_download_is_compared_at_both_its_ends()
    {
        await using PatchPanel panel = await PatchPanel.StartAsync();
        await panel.AddNetworkAsync("wire");
        await using Machine left = await Machine.StartAsync("left");
        await using Machine right = await Machine.StartAsync("right");
        await panel.ConnectAsync(left, "eth0", "02:00:00:00:00:01", "wire");
        await panel.ConnectAsync(right, "eth0", "02:00:00:00:00:02", "wire");
        await left.ShellAsync("ip a add 192.0.2.1/24 dev eth0");
        await right.ShellAsync("ip a add 192.0.2.2/24 dev eth0");

        await using LongDownload whole = await LongDownload.StartAsync(right, 7000, left, "192.0.2.2", 7000);
        await Eventually.TrueAsync("bytes arrive", () => Task.FromResult(whole.Received > 200_000));
        DownloadResult result = await whole.EndAsync();
        await using LongDownload broken = await LongDownload.StartAsync(right, 7001, left, "192.0.2.2", 7001);
        await left.RunAsync("ss", "-K", "dport", "=", ":7001");

        Assert.True(result.Same);
        Assert.Equal(result.Sent, result.Received);
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(broken.EndAsync);
    }

    [NeedsFact("nft", "unshare", Requirement.Root)]
    public async Task Packets_sent_in_batches_arrive_and_each_target_has_its_share()
    {
        await using Machine left = await Machine.StartAsync("left");
        await using Machine right = await Machine.StartAsync("right");
        await PatchPanel.JoinAsync(left, "eth0", "02:00:00:00:00:01", right, "eth0", "02:00:00:00:00:02");
        await left.ShellAsync("ip a add 192.0.2.1/24 dev eth0; ip n replace 192.0.2.2 lladdr 02:00:00:00:00:02 dev eth0 nud permanent");
        await right.ShellAsync("ip a add 192.0.2.2/24 dev eth0");
        await right.RunAsync(
            "nft", "table netdev t { chain in { type filter hook ingress device eth0 priority 0; udp dport 7000 counter drop; udp dport 7001 counter drop; }; }");
        using PacketSender sender = new(left.Network, [IPEndPoint.Parse("192.0.2.2:7000"), IPEndPoint.Parse("192.0.2.2:7001")]);

        sender.Send(20_000);

        string counted = await right.RunAsync("nft", "list", "ruleset");
        Assert.Contains("dport 7000 counter packets 10000 ", counted, StringComparison.Ordinal);
        Assert.Contains("dport 7001 counter packets 10000 ", counted, StringComparison.Ordinal);
    }

    [NeedsFact("unshare", Requirement.Root)]
    public async Task A_machine_dies_with_all_that_runs_in_it()
    {
        Machine machine = await Machine.StartAsync("machine");
        await machine.ShellAsync("setsid sleep 1000 >/dev/null 2>&1 & true");
        string running = await machine.RunAsync("ps", "-A", "-o", "comm=");
        int first = machine.ProcessId;

        await machine.DisposeAsync();

        Assert.Contains("sleep", running, StringComparison.Ordinal);
        await Eventually.TrueAsync("the machine is gone", () => Task.FromResult(!Directory.Exists($"/proc/{first}")));
    }

    private static async Task<Machine> TunnelEndAsync(PatchPanel panel, int here, int there)
    {
        Machine machine = await Machine.StartAsync($"end{here}");
        await panel.ConnectAsync(machine, "eth0", $"02:00:00:00:00:0{here}", "wan");
        await machine.ShellAsync($"ip a add 192.0.2.{here}/24 dev eth0; ip a add 10.0.{here}.1/24 dev lo");
        await machine.UseIpsecWithoutKernelAsync();
        await machine.WriteAsync("/etc/swanctl/conf.d/lab.conf", $$"""
            connections { peer {
              local_addrs = 192.0.2.{{here}}
              remote_addrs = 192.0.2.{{there}}
              proposals = aes256-sha256-modp2048
              local { auth = psk }
              remote { auth = psk }
              children { net { local_ts = 10.0.{{here}}.0/24
                remote_ts = 10.0.{{there}}.0/24
                esp_proposals = aes256-sha256-modp2048 } }
            } }
            secrets { ike-peer { secret = "laboratory" } }
            """);
        Process daemon = machine.Start("charon-systemd");
        daemon.BeginOutputReadLine();
        daemon.BeginErrorReadLine();
        await Eventually.TrueAsync("charon answers", async () => (await machine.TryAsync("swanctl", "--load-all")).Ok);
        return machine;
    }
}
