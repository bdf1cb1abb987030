using ZStackVCenter.Router.Remote;
using ZStackVCenter.Router.Render;
using ZStackVCenter.Router.State;
using ZStackVCenter.Router.Tests.Apply;
using ZStackVCenter.Router.Transport;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>Whatever goes wrong with a new generation: the old one carries traffic all the time, and the error names the service in its own words.</summary>
[Collection(TrafficTests.Name)]
public sealed class WeatherTests(TrafficLab lab)
{
    private static readonly Vip OtherVip = Wanted.Vip(23, "198.51.100.23");
    private static readonly RouterState State = Downloads.Need(Downloads.Tunnel);

    /// <summary>The state with one of everything more, so that each daemon has something new to take.</summary>
    private static RouterState More { get; } = TunnelMore() with
    {
        Vips = [.. State.Vips, OtherVip],
        Eips = [.. State.Eips, Wanted.Eip(OtherVip, "10.2.0.11", Wanted.NetworkB)],
        Listeners =
        [
            .. State.Listeners,
            Wanted.Listener(731, Downloads.ServiceVip, 81, ListenerProtocol.Http, 7750),
            Wanted.Listener(732, Downloads.ServiceVip, 5300, ListenerProtocol.Udp, 7751),
        ],
    };

    private static RouterState TunnelMore() => Downloads.Need(Downloads.Tunnel, Downloads.OtherTunnel);

    [RouterFact]
    public async Task In_any_weather_the_old_generation_carries_traffic()
    {
        await using Downloads downloads = await Downloads.StartAsync(lab, State);
        await using EchoServer database = new(lab.Db1, 7760);
        await lab.Router.Machine.WriteAsync($"{ApplyLab.Root}/router.conf", "manager=process\ncheck_seconds=2\n");
        (string Weather, RouterError Error, string? Service, string Words, Func<Task> Apply)[] all =
        [
            Broken("haproxy/", ".cfg", "    ballance\n", RouterError.FileRefused, "haproxy", "ballance"),
            Broken("dnsmasq/", ".conf", "listen-adress=1.2.3.4\n", RouterError.FileRefused, "dnsmasq@", "bad option"),
            Broken("nginx/", ".conf", "strem {}\n", RouterError.FileRefused, "nginx@", "unknown directive \"strem\""),
            Broken("healthcheck/", ".pl", "\nexit 0 }\n", RouterError.FileRefused, "healthcheck", "Unmatched right curly"),
            Broken("nftables/", ".nft", "add rule inet zstackvcenter forwarded tcp dport 22 dropp\n", RouterError.FileRefused, "nftables", "dropp"),
            Broken("strongswan/", ".conf", "connections {\n    broken {\n        proposals = nonsense\n    }\n}\n", RouterError.ApplyFailed, "strongswan", "proposals"),
            Broken("dnsmasq/", ".conf", "user=nobody-of-that-name\n", RouterError.ApplyFailed, "dnsmasq@", "nobody-of-that-name"),
            Broken("haproxy/", ".cfg", "\nlisten taken\n    bind /nowhere/taken.sock\n", RouterError.ApplyFailed, "haproxy", "/nowhere/taken.sock"),
            Broken("network/", "routes", "203.0.113.0/24 via 192.0.2.99 dev pub020000000102\n", RouterError.ApplyFailed, "network", "invalid gateway"),
            ("a port that another program has", RouterError.FileRefused, "haproxy", "198.51.100.21:81", PortTakenAsync),
            ("an upload that is cut", RouterError.UploadCut, null, string.Empty, CutAsync),
            ("a full disk", RouterError.NotPrepared, null, "No space left on device", FullAsync),
            ("another host key", RouterError.HostKeyDiffers, null, string.Empty, OtherKeyAsync),
            ("a check that hangs", RouterError.FileRefused, "haproxy", "did not end within 2 seconds", HangAsync),
        ];
        foreach ((string weather, RouterError kind, string? service, string words, Func<Task> apply) in all)
        {
            RouterException error = await Assert.ThrowsAsync<RouterException>(apply);

            Assert.True(kind == error.Error && (service is null || error.Service!.StartsWith(service, StringComparison.Ordinal)), $"{weather}: {error}");
            Assert.Contains(words, error.Words ?? string.Empty, StringComparison.Ordinal);
            await downloads.MoveAsync(weather);
            Assert.True(await lab.Outside.HearsNothingAsync("198.51.100.23", 7760), $"nothing is left of the new generation after {weather}");
            Assert.Empty((await lab.Router.Client.TestAsync(CancellationToken.None)).Differences);
        }

        await lab.ApplyAsync(More);
        Assert.Equal("db1", (await lab.Outside.AskAsync("198.51.100.23", 7760)).Name);
        await downloads.MoveAsync("the weather");
        await downloads.AllCameAsync();
        await lab.Router.Machine.WriteAsync($"{ApplyLab.Root}/router.conf", "manager=process\n");
    }

    [RouterFact]
    public async Task A_generation_that_fails_cuts_no_connection_that_it_would_have_ended()
    {
        await using Downloads downloads = await Downloads.StartAsync(lab, State);
        RouterState less = State with
        {
            Vips = [.. State.Vips.Where(vip => vip.Address.ToString() == Wanted.RouterAddress)],
            Eips = [],
            Listeners = [],
            PrivateNetworks = [.. State.PrivateNetworks.Select(network => network with { SnatAddress = null })],
            Firewall = new FirewallDefaults { FromPrivateNetworks = FirewallAction.Reject },
        };
        RouterState other = less with { Vips = State.Vips, Listeners = [Wanted.Listener(733, Downloads.ServiceVip, 82, ListenerProtocol.Tcp, 7750)] };
        await using Capture clear = await Capture.StartAsync(lab.Panel, "wan", "host 10.8.0.11");
        // charon is the last to take its file, and dnsmasq the first.
        (string Service, RenderedConfiguration Configuration)[] all =
        [
            ("strongswan", BrokenState.Strongswan(less)),
            ("strongswan", BrokenState.Strongswan(other)),
            ("dnsmasq@", BrokenState.Dnsmasq(less with { Vips = [], Tunnels = [] })),
            ("haproxy", BrokenState.Haproxy(other with { Tunnels = [] })),
        ];
        foreach ((string service, RenderedConfiguration configuration) in all)
        {
            RouterException error = await Assert.ThrowsAsync<RouterException>(() => ApplyAsync(configuration));

            Assert.True(error.Error == RouterError.ApplyFailed && error.Service!.StartsWith(service, StringComparison.Ordinal), error.ToString());
            await downloads.MoveAsync($"a generation that {service} did not take");
            Assert.Empty((await lab.Router.Client.TestAsync(CancellationToken.None)).Differences);
        }

        await downloads.AllCameAsync();
        await using LongDownload last = await LongDownload.StartAsync(lab.Far1, 7706, lab.Web1, "10.8.0.11", 7706);
        await Eventually.TrueAsync("the download through the tunnel moves", () => Task.FromResult(last.Received > 0));
        await lab.ApplyAsync(less with { Vips = [], Tunnels = [] });
        Assert.Empty(await clear.EndAsync());
    }

    private (string, RouterError, string?, string, Func<Task>) Broken(string start, string end, string text, RouterError error, string service, string words) =>
        ($"{start}*{end} with {text}", error, service, words, () => ApplyAsync(BrokenState.With(More, start, end, text)));

    private Task<RouterApplyResult> ApplyAsync(RenderedConfiguration configuration) => lab.Router.Client.ApplyAsync(configuration, CancellationToken.None);

    private async Task PortTakenAsync()
    {
        await using EchoServer other = new(lab.Router.Machine, 81);
        await lab.ApplyAsync(More);
    }

    // What the router says of half an upload, as the client would hear it.
    private async Task CutAsync()
    {
        using SshTransport transport = new(lab.Router.Endpoint);
        ReadOnlyMemory<byte> bundle = Bundle.Pack(BrokenState.With(More, "none", "none", string.Empty));
        RouterReply reply = await transport.RunAsync(RemoteScript.Receive(ApplyLab.Root, bundle, TimeSpan.FromMinutes(1), "apply \"$in/files\" 5"), bundle[..(bundle.Length / 2)], reads: false, CancellationToken.None);
        throw reply.Output.Contains("\"error\":\"UploadCut\"", StringComparison.Ordinal) ? new RouterException(RouterError.UploadCut, reply.Output) : new InvalidOperationException(reply.Output);
    }

    private async Task FullAsync()
    {
        await lab.Router.Machine.ShellAsync($"mount -t tmpfs -o size=16k tmpfs {ApplyLab.Root}/incoming");
        try
        {
            await lab.ApplyAsync(More);
        }
        finally
        {
            await lab.Router.Machine.ShellAsync($"umount {ApplyLab.Root}/incoming");
        }
    }

    private async Task OtherKeyAsync()
    {
        using RouterClient client = new(lab.Router.Endpoint with { HostKey = "SHA256:" + Convert.ToBase64String(new byte[32]).TrimEnd('=') });
        await client.ApplyAsync(More, CancellationToken.None);
    }

    private async Task HangAsync()
    {
        await lab.Router.Machine.WriteAsync("/usr/local/sbin/haproxy", "#!/bin/sh\nexec sleep 600\n");
        await lab.Router.Machine.RunAsync("chmod", "755", "/usr/local/sbin/haproxy");
        try
        {
            await lab.ApplyAsync(More);
        }
        finally
        {
            await lab.Router.Machine.RunAsync("rm", "/usr/local/sbin/haproxy");
        }
    }
}
