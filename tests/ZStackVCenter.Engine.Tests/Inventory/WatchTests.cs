using System.Collections.Concurrent;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Operations;
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
    public async Task A_vCenter_that_is_away_for_a_quarter_of_an_hour_is_waited_for_with_pauses_that_grow_to_half_a_minute()
    {
        await using var server = await SimulatedVCenter.StartAsync(Small);
        await using var proxy = FaultProxy.StartTls(server.Uri);
        var time = new HurriedTime();
        await using var bench = new Bench(time);
        var lab = await bench.ConnectAsync(server, proxy.Uri);
        await bench.SyncAsync(lab);
        var outages = new Outages(gone =>
        {
            if (gone.Failures == 35)
            {
                proxy.Clear();
            }
        });
        using var limit = new CancellationTokenSource(Limit);
        await using var changes = Follow(bench, lab, limit.Token, outages);
        var next = changes.MoveNextAsync().AsTask();
        proxy.On("*", Weather.Answer(503, "text/plain", "starting"));
        // Ends the wait that may be under way.
        await server.Control.PowerVmAsync(bench.Records.All<VmRow>().First(v => v.State == ZsVmState.Running).Name, "off");
        Assert.True(await next);
        await outages.Over.WaitAsync(limit.Token);

        var pauses = outages.Seen.Where(o => o.Failures > 0).Select(o => o.Pause).ToList();
        Assert.Equal(35, pauses.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(200), pauses[0]);
        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromSeconds(30), pauses[^1]);
        Assert.InRange(time.Waited, TimeSpan.FromMinutes(12), TimeSpan.FromMinutes(20));
        Assert.All(outages.Seen, o => Assert.Equal("lab", o.VCenter));
    }

    [Fact]
    public async Task A_vCenter_that_came_back_and_has_nothing_new_begins_a_later_outage_with_short_pauses()
    {
        await using var server = await SimulatedVCenter.StartAsync(Small);
        await using var proxy = FaultProxy.StartTls(server.Uri);
        await using var bench = new Bench(new HurriedTime());
        var lab = await bench.ConnectAsync(server, proxy.Uri);
        await bench.SyncAsync(lab);
        var outages = new Outages(_ => { });
        proxy.On("WaitForUpdatesEx", call: 2, Weather.Answer(503, "text/plain", "starting"));
        proxy.On("WaitForUpdatesEx", call: 4, Weather.Answer(503, "text/plain", "starting"));
        using var limit = new CancellationTokenSource(Limit);
        await using var changes = Follow(bench, lab, limit.Token, outages);
        var next = changes.MoveNextAsync().AsTask();
        await outages.Twice.WaitAsync(limit.Token);
        await server.Control.PowerVmAsync(bench.Records.All<VmRow>().First(v => v.State == ZsVmState.Running).Name, "off");
        Assert.True(await next);
        Assert.All(outages.Seen.Where(o => o.Failures > 0), o => Assert.Equal(1, o.Failures));
    }

    [Theory]
    [InlineData("login", ZsErrorId.LoginFailed)]
    [InlineData("nonsense", ZsErrorId.VCenterFault)]
    public async Task What_no_waiting_mends_ends_the_watch_with_a_clear_error(string weather, string errorId)
    {
        await using var server = await SimulatedVCenter.StartAsync(Small);
        await using var proxy = FaultProxy.StartTls(server.Uri);
        await using var bench = new Bench(new HurriedTime());
        var lab = await bench.ConnectAsync(server, proxy.Uri);
        await bench.SyncAsync(lab);
        if (weather == "login")
        {
            proxy.On("Login", Weather.Fault("InvalidLogin", "Cannot complete login due to an incorrect user name or password."));
            await server.Control.TerminateSessionsAsync();
        }
        else
        {
            proxy.On("CreateContainerView", Weather.Fault("SystemError", "A general system error occurred."));
        }
        using var limit = new CancellationTokenSource(Limit);
        await using var changes = Follow(bench, lab, limit.Token);
        var e = await Assert.ThrowsAsync<ZsException>(async () => await changes.MoveNextAsync());
        Assert.Equal(errorId, e.ErrorId);
    }

    [Fact]
    public async Task A_vCenter_that_comes_back_with_another_certificate_ends_the_watch()
    {
        await using var server = await SimulatedVCenter.StartAsync(Small);
        await using var proxy = FaultProxy.StartTls(server.Uri);
        await using var bench = new Bench(new HurriedTime());
        var lab = await bench.VCenters.ConnectAsync(Bench.Request(server) with { SkipCertificateCheck = null, Thumbprint = server.Thumbprint }, Caller.Module, CancellationToken.None);
        await bench.SyncAsync(lab);
        using var limit = new CancellationTokenSource(Limit);
        await using var changes = Follow(bench, lab, limit.Token);
        var next = changes.MoveNextAsync().AsTask();
        var port = server.Port;
        server.Kill();
        await using var other = await SimulatedVCenter.StartAsync(Small with { Port = port });
        var e = await Assert.ThrowsAsync<ZsException>(() => next);
        Assert.Equal(ZsErrorId.CertificateRejected, e.ErrorId);
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
        await foreach (var change in bench.Sync.WatchAsync([first.Id, second.Id], [ZsResourceType.Host], null, limit.Token))
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

    private static IAsyncEnumerator<ZsChange> Follow(Bench bench, ZsVCenter lab, CancellationToken cancellationToken, IProgress<WatchOutage>? outages = null) =>
        bench.Sync.WatchAsync([lab.Id], null, outages, cancellationToken).GetAsyncEnumerator(cancellationToken);

    /// <summary>What a watch says of its outages.</summary>
    private sealed class Outages(Action<WatchOutage> each) : IProgress<WatchOutage>
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _twice = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<WatchOutage> Seen { get; } = new();

        /// <summary>Done when the vCenter was back once.</summary>
        public Task Over => _over.Task;

        /// <summary>Done when it was back twice.</summary>
        public Task Twice => _twice.Task;

        public void Report(WatchOutage value)
        {
            Seen.Enqueue(value);
            each(value);
            if (value.Failures == 0 && !_over.TrySetResult())
            {
                _twice.TrySetResult();
            }
        }
    }

    private static async Task UntilAsync(IAsyncEnumerator<ZsChange> changes, Func<ZsChange, bool> wanted)
    {
        do
        {
            Assert.True(await changes.MoveNextAsync());
        }
        while (!wanted(changes.Current));
    }
}
