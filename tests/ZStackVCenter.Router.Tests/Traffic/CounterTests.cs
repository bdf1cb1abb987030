using System.Net;
using System.Net.Sockets;
using ZStackVCenter.Router.Look;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>What a look tells of what each VIP, forwarding and listener carried.</summary>
[Collection(TrafficTests.Name)]
public sealed class CounterTests(TrafficLab lab)
{
    private const int Headers = 28; // Of IPv4 and UDP.
    private static readonly byte[] Question = "who are you?"u8.ToArray();
    private readonly Dictionary<string, Carried> _sent = [];

    [RouterFact]
    public async Task A_packet_of_an_eip_counts_once_each_way_from_wherever_it_comes_and_whichever_guest_has_the_eip()
    {
        Vip vip = Wanted.Vip(90, "198.51.100.90");
        string name = $"vip_{vip.Id:N}";
        RouterState state = Wanted.Router with { Vips = [vip], Eips = [Wanted.Eip(vip, "10.1.0.11")] };
        await lab.ApplyAsync(state);
        await using EchoServer web1 = new(lab.Web1, 7600);
        await using EchoServer web2 = new(lab.Web2, 7600);
        await using EchoServer world = new(lab.Outside, 7601);

        await AskAsync(lab.Outside, vip.Address, 7600, [name]);
        await AskAsync(lab.Web2, vip.Address, 7600, [name]);
        await AskAsync(lab.Db1, vip.Address, 7600, [name]);
        await AskAsync(lab.Web1, vip.Address, 7600, [name]);
        await lab.ApplyAsync(state with { Eips = [Wanted.Eip(vip, "10.1.0.12")] });
        await AskAsync(lab.Outside, vip.Address, 7600, [name]);
        await lab.ApplyAsync(state with { Eips = [] });
        await lab.ApplyAsync(state);
        await AskAsync(lab.Outside, vip.Address, 7600, [name]);
        Assert.Equal(_sent, await CountedAsync());

        // What the guest begins itself is the other way round.
        await AskAsync(lab.Web1, IPAddress.Parse(Wanted.Gateway), 7601, [name], isOwn: true);
        Assert.Equal(_sent, await CountedAsync());
    }

    [RouterFact]
    public async Task A_packet_of_a_forwarding_counts_once_each_way_for_it_and_for_its_vip()
    {
        Vip vip = Wanted.Vip(91, "198.51.100.91");
        PortForwarding one = Forward(211, new PortRange(7610), new PortRange(7620));
        PortForwarding range = Forward(212, new PortRange(7611, 7613), new PortRange(7611, 7613));
        PortForwarding shifted = Forward(213, new PortRange(7614, 7616), new PortRange(7624, 7626));
        await lab.ApplyAsync(Wanted.Router with { Vips = [vip], PortForwardings = [one, range, shifted] });
        foreach ((PortForwarding rule, int offset) in ((PortForwarding, int)[])[(one, 0), (range, 1), (shifted, 2)])
        {
            await using EchoServer web = new(lab.Web1, rule.GuestPorts.First + offset);
            foreach (Machine machine in (Machine[])[lab.Outside, lab.Web2, lab.Web1, lab.Db1])
            {
                await AskAsync(machine, vip.Address, rule.VipPorts.First + offset, [$"vip_{vip.Id:N}", $"forwarding_{rule.Id:N}"]);
            }
        }

        Assert.Equal(_sent, await CountedAsync());

        PortForwarding Forward(int number, PortRange ports, PortRange guestPorts) => Wanted.Forward(number, vip, ports, "10.1.0.11", guestPorts, ForwardedProtocol.Udp);
    }

    [RouterFact]
    public async Task A_packet_of_a_listener_counts_for_it_and_for_its_vip()
    {
        Vip tcp = Wanted.Vip(92, "198.51.100.92");
        Vip udp = Wanted.Vip(93, "198.51.100.93");
        Listener[] listeners = [Wanted.Listener(221, tcp, 7630, ListenerProtocol.Tcp, 7632), Wanted.Listener(222, udp, 7631, ListenerProtocol.Udp, 7632)];
        await lab.ApplyAsync(Wanted.Router with { Vips = [tcp, udp], Listeners = listeners });
        await using EchoServer web1 = new(lab.Web1, 7632);
        await using EchoServer web2 = new(lab.Web2, 7632);
        await Shares.BothInAsync(() => lab.Outside.AskAsync("198.51.100.92", 7630));
        await Shares.BothInAsync(() => lab.Web1.AskUdpAsync("198.51.100.93", 7631));

        IReadOnlyDictionary<string, Carried> counted = await CountedAsync();

        Assert.All(listeners, listener =>
        {
            Assert.True(counted[$"listener_{listener.Id:N}"] is { PacketsIn: >= 2, PacketsOut: >= 2 });
            Assert.Equal(counted[$"vip_{listener.VipId:N}"], counted[$"listener_{listener.Id:N}"]);
        });
    }

    // One datagram there and one back, which is to be found in counters of these names.
    private async Task AskAsync(Machine machine, IPAddress address, int port, string[] names, bool isOwn = false)
    {
        using CancellationTokenSource limit = new(Client.Patience);
        using Socket socket = machine.Network.Udp();
        await socket.ConnectAsync(new IPEndPoint(address, port), limit.Token);
        await socket.SendAsync(Question, limit.Token);
        int answer = Headers + await socket.ReceiveAsync(new byte[2048], limit.Token);
        int question = Headers + Question.Length;
        Carried carried = isOwn ? new Carried(1, answer, 1, question) : new Carried(1, question, 1, answer);
        foreach (string counter in names)
        {
            _sent[counter] = _sent.TryGetValue(counter, out Carried? before) ? before + carried : carried;
        }
    }

    private async Task<Dictionary<string, Carried>> CountedAsync()
    {
        RouterStatus status = await lab.Router.Client.LookAsync(CancellationToken.None);
        Dictionary<string, TrafficCounter> counters = status.Counters.ToDictionary(counter => counter.Name);
        return counters.Keys.Where(name => name.EndsWith("_in", StringComparison.Ordinal)).Select(name => name[..^3]).ToDictionary(name => name, name => new Carried(
            counters[name + "_in"].Packets, counters[name + "_in"].Bytes, counters[name + "_out"].Packets, counters[name + "_out"].Bytes));
    }

    private sealed record Carried(long PacketsIn, long BytesIn, long PacketsOut, long BytesOut)
    {
        public static Carried operator +(Carried a, Carried b) =>
            new(a.PacketsIn + b.PacketsIn, a.BytesIn + b.BytesIn, a.PacketsOut + b.PacketsOut, a.BytesOut + b.BytesOut);
    }
}
