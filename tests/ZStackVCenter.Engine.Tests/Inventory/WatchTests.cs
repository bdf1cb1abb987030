using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Engine.Tests.Inventory;

/// <summary>A watch gives each change once, over dropped connections and ended sessions, and leaves nothing on the server.</summary>
public sealed class WatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly SimulatedVCenterOptions Small = new() { Vms = 4 };

    [Fact]
    public async Task Changes_are_in_the_records_before_they_are_given_and_nothing_is_left_behind()
    {
        await using var server = await SimulatedVCenter.StartAsync(Small);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server);
        await bench.SyncAsync(lab);
        using var limit = new CancellationTokenSource(Limit);
        await using (var changes = Follow(bench, lab, limit.Token))
        {
            // The first change is made while the watch begins; whether it comes with the whole state or after it, it is one change.
            var name = bench.Records.All<VmRow>().First(v => v.State == ZsVmState.Running).Name;
            var next = changes.MoveNextAsync().AsTask();
            await server.Control.PowerVmAsync(name, "off");
            Assert.True(await next);
            Assert.Equal((ZsChangeKind.Changed, name), (changes.Current.Kind, changes.Current.Name));
            Assert.Equal(ZsVmState.Stopped, bench.Records.One<VmRow>(name).State);

            await server.Control.AddVmAsync("new01");
            await UntilAsync(changes, c => c is { Kind: ZsChangeKind.Added, Name: "new01" });
            Assert.NotEmpty(bench.Records.One<VmRow>("new01").Devices!.Volumes);

            await server.Control.RemoveVmAsync("new01");
            await UntilAsync(changes, c => c is { Kind: ZsChangeKind.Removed, Name: "new01" });
            Assert.DoesNotContain(bench.Records.All<VmRow>(), v => v.Name == "new01");

            var host = bench.Records.All<HostRow>().First();
            await server.Control.SetMaintenanceAsync(host.Name, true);
            await UntilAsync(changes, c => c.Type == ZsResourceType.Host && c.Name == host.Name);
            Assert.True(bench.Records.One<HostRow>(host.Name).MaintenanceMode);
            Assert.True(await server.Control.WatcherCountAsync() > 0);
        }

        Assert.Equal(0, await server.Control.WatcherCountAsync());
        var after = await bench.SyncAsync(lab);
        Assert.Equal((0, 0, 0), (after.Added, after.Changed, after.Removed));
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("cut")]
    [InlineData("starting")]
    [InlineData("session")]
    public async Task A_watch_that_is_broken_off_goes_on_and_gives_only_what_differs(string weather)
    {
        await using var server = await SimulatedVCenter.StartAsync(Small);
        await using var proxy = FaultProxy.StartTls(server.Uri);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server, proxy.Uri);
        await bench.SyncAsync(lab);
        var vms = bench.Records.All<VmRow>().Where(v => v.State == ZsVmState.Running).Select(v => v.Name).Take(3).ToList();
        using var limit = new CancellationTokenSource(Limit);
        await using var changes = Follow(bench, lab, limit.Token);
        var next = changes.MoveNextAsync().AsTask();
        await server.Control.PowerVmAsync(vms[0], "off");
        Assert.True(await next);
        Assert.Equal(vms[0], changes.Current.Name);

        var waits = proxy.Calls("WaitForUpdatesEx");
        proxy.On("WaitForUpdatesEx", call: 1, Weather.Custom(async (exchange, pass, cancellationToken) =>
        {
            // Changed while nobody watches.
            await server.Control.PowerVmAsync(vms[1], "off");
            switch (weather)
            {
                case "session":
                    await server.Control.TerminateSessionsAsync();
                    await pass();
                    break;
                case "cut":
                    await Weather.CutAfter(300).ApplyAsync(exchange, pass, cancellationToken);
                    break;
                case "reset":
                    await Weather.ResetAfter(0).ApplyAsync(exchange, pass, cancellationToken);
                    break;
                default:
                    await Weather.Answer(503, "text/plain", "starting").ApplyAsync(exchange, pass, cancellationToken);
                    break;
            }
        }));

        // Ends the wait that was under way when the weather was made.
        next = changes.MoveNextAsync().AsTask();
        await server.Control.PowerVmAsync(vms[2], "off");
        Assert.True(await next);
        var names = new List<string> { changes.Current.Name };
        while (names.Count < 2)
        {
            Assert.True(await changes.MoveNextAsync());
            names.Add(changes.Current.Name);
        }

        Assert.Equal(vms[1..].Order(), names.Order());
        Assert.All(vms, name => Assert.Equal(ZsVmState.Stopped, bench.Records.One<VmRow>(name).State));
        Assert.True(proxy.Calls("WaitForUpdatesEx") > waits);
        await changes.DisposeAsync();
        Assert.Equal(0, await server.Control.WatcherCountAsync());
    }

    [Fact]
    public async Task A_vCenter_that_stays_away_ends_the_watch_with_a_clear_error()
    {
        await using var server = await SimulatedVCenter.StartAsync(Small);
        await using var proxy = FaultProxy.StartTls(server.Uri);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server, proxy.Uri);
        await bench.SyncAsync(lab);
        proxy.On("*", Weather.Answer(503, "text/plain", "gone"));
        using var limit = new CancellationTokenSource(Limit);
        await using var changes = Follow(bench, lab, limit.Token);
        var e = await Assert.ThrowsAsync<ZsException>(async () => await changes.MoveNextAsync());
        Assert.Equal(ZsErrorId.VCenterUnreachable, e.ErrorId);
    }

    [Fact]
    public async Task Cancelling_ends_the_watch_and_takes_everything_from_the_server()
    {
        await using var server = await SimulatedVCenter.StartAsync(Small);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server);
        using var stop = new CancellationTokenSource();
        await using var changes = Follow(bench, lab, stop.Token);
        Assert.True(await changes.MoveNextAsync());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (await changes.MoveNextAsync())
            {
            }
        });
        Assert.Equal(0, await server.Control.WatcherCountAsync());
    }

    [Fact]
    public async Task Only_the_kinds_asked_for_are_given_of_all_vCenters_watched()
    {
        await using var one = await SimulatedVCenter.StartAsync(Small);
        await using var two = await SimulatedVCenter.StartAsync(Small);
        await using var bench = new Bench();
        var first = await bench.ConnectAsync(one, name: "first");
        var second = await bench.ConnectAsync(two, name: "second");
        using var limit = new CancellationTokenSource(Limit);
        var hosts = 0;
        await foreach (var change in bench.Sync.WatchAsync([first.Id, second.Id], [ZsResourceType.Host], limit.Token))
        {
            Assert.Equal((ZsResourceType.Host, ZsChangeKind.Added), (change.Type, change.Kind));
            if (++hosts == 6)
            {
                break;
            }
        }

        Assert.Equal(0, await one.Control.WatcherCountAsync());
        Assert.Equal(0, await two.Control.WatcherCountAsync());
    }

    private static IAsyncEnumerator<ZsChange> Follow(Bench bench, ZsVCenter lab, CancellationToken cancellationToken) =>
        bench.Sync.WatchAsync([lab.Id], null, cancellationToken).GetAsyncEnumerator(cancellationToken);

    private static async Task UntilAsync(IAsyncEnumerator<ZsChange> changes, Func<ZsChange, bool> wanted)
    {
        do
        {
            Assert.True(await changes.MoveNextAsync());
        }
        while (!wanted(changes.Current));
    }
}
