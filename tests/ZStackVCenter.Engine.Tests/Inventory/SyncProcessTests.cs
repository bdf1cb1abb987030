using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Engine.Tests.Inventory;

/// <summary>Synchronisations by several processes, some of which die.</summary>
public sealed class SyncProcessTests(SyncWeatherTests.Paged fixture) : IClassFixture<SyncWeatherTests.Paged>
{
    private const string Page = "ContinueRetrievePropertiesEx";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private SimulatedVCenter VCenter => fixture.VCenter;

    public static TheoryData<StoreKind> Stores => [StoreKind.Sqlite, StoreKind.PostgreSql];

    [Theory, MemberData(nameof(Stores))]
    public async Task A_synchronisation_that_is_killed_half_way_leaves_the_records_from_before_and_the_next_one_does_not_wait(StoreKind kind)
    {
        await using var place = await StorePlace.CreateAsync(kind);
        var engine = place.Open();
        await using var proxy = FaultProxy.Start(VCenter.Uri);
        var reached = new TaskCompletionSource();
        proxy.On(Page, call: 2, Weather.First(async cancellationToken =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }));
        await using var worker = await StartAsync(place, proxy.Uri);
        worker.Go();
        await reached.Task.WaitAsync(Limit);

        worker.Kill();
        await worker.EndAsync();

        Assert.Equal(0, await engine.Records.VmsAsync(new VmQuery(), default).CountAsync());
        Assert.Equal(0, await engine.Records.HostsAsync(new HostQuery { IncludeExcluded = true }, default).CountAsync());
        var lab = await engine.VCenters.ConnectAsync(Bench.Request(VCenter), Caller.Module, default);
        var report = await engine.Sync.SyncAsync(lab.Id).WaitAsync(Limit);
        Assert.Equal(8, report.Counts.Single(c => c.Type == ZsResourceType.Vm).Added);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_synchronisation_that_is_cancelled_leaves_the_records_from_before(StoreKind kind)
    {
        await using var server = await SimulatedVCenter.StartAsync(fixture.Settings);
        await using var place = await StorePlace.CreateAsync(kind);
        var engine = place.Open();
        await using var proxy = FaultProxy.Start(server.Uri);
        var lab = await engine.VCenters.ConnectAsync(Bench.Request(server, proxy.Uri), Caller.Module, default);
        await engine.Sync.SyncAsync(lab.Id);
        var before = await engine.Records.VmsAsync(new VmQuery(), default).ToListAsync();
        await server.Control.RemoveVmAsync(before[0].Name);
        await server.Control.AddVmAsync("late");
        using var stop = new CancellationTokenSource();
        proxy.On(Page, call: 2, Weather.First(async cancellationToken =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.Sync.SyncAsync(lab.Id, null, null, stop.Token).WaitAsync(Limit));

        Assert.Equal(before.Select(v => (v.Id, v.Name)), (await engine.Records.VmsAsync(new VmQuery(), default).ToListAsync()).Select(v => (v.Id, v.Name)));
        proxy.Clear();
        var report = await engine.Sync.SyncAsync(lab.Id);
        Assert.Equal((1, 1), (report.Counts.Single(c => c.Type == ZsResourceType.Vm).Added, report.Counts.Single(c => c.Type == ZsResourceType.Vm).Removed));
        Assert.Equal([before[0].Name], report.Vanished.Select(v => v.Name));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Two_processes_that_synchronise_one_vCenter_take_turns(StoreKind kind)
    {
        await using var place = await StorePlace.CreateAsync(kind);
        var engine = place.Open();
        await using var first = FaultProxy.Start(VCenter.Uri);
        await using var second = FaultProxy.Start(VCenter.Uri);
        var reached = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        first.On(Page, call: 2, Weather.First(async cancellationToken =>
        {
            reached.TrySetResult();
            await gate.Task.WaitAsync(cancellationToken);
        }));
        await using var one = await StartAsync(place, first.Uri);
        await using var two = await StartAsync(place, second.Uri);
        one.Go();
        await reached.Task.WaitAsync(Limit);
        two.Go();
        await two.SaysAsync("Waiting");
        var busy = await Assert.ThrowsAsync<ZsException>(async () =>
            await engine.Inventory.LeaseAsync((await engine.VCenters.ListAsync(default))[0].Id, TimeSpan.FromSeconds(1), default));

        Assert.Equal(ZsErrorId.ResourceBusy, busy.ErrorId);
        Assert.Equal(0, second.Calls("CreateContainerView"));
        gate.SetResult();
        Assert.Equal((0, 0), (await one.EndAsync(), await two.EndAsync()));
        Assert.Equal("done 8", one.Lines[^1]);
        Assert.Equal("done 0", two.Lines[^1]);
        Assert.Equal(8, await engine.Records.VmsAsync(new VmQuery(), default).CountAsync());
        Assert.Equal(2, await engine.Records.SyncReportsAsync(new SyncReportQuery(), default).CountAsync());
    }

    private Task<Worker> StartAsync(StorePlace place, Uri at) => Worker.StartAsync("sync",
        ("store", place.Path), ("at", at.AbsoluteUri), ("user", VCenter.User), ("password", VCenter.Password));
}
