using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Engine.Tests.Inventory;

/// <summary>Synchronisations that go on by themselves: tasks like all others, whose report is found by the task.</summary>
public sealed class SyncTaskTests(SyncWeatherTests.Paged fixture) : IClassFixture<SyncWeatherTests.Paged>
{
    private const string Page = "ContinueRetrievePropertiesEx";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly Caller Somebody = new("jane", "admin", "Test", new Dictionary<string, string>());

    private SimulatedVCenter VCenter => fixture.VCenter;

    public static TheoryData<StoreKind> Stores => [StoreKind.Sqlite, StoreKind.PostgreSql];

    [Theory, MemberData(nameof(Stores))]
    public async Task Two_of_one_vCenter_are_begun_at_once_and_take_turns(StoreKind kind)
    {
        await using var place = await StorePlace.CreateAsync(kind);
        var engine = place.Open();
        await using var proxy = FaultProxy.Start(VCenter.Uri);
        var (reached, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        proxy.On(Page, call: 2, Weather.First(async cancellationToken =>
        {
            reached.TrySetResult();
            await gate.Task.WaitAsync(cancellationToken);
        }));
        var lab = await engine.VCenters.ConnectAsync(Bench.Request(VCenter, proxy.Uri), Caller.Module, default);

        var first = await engine.SyncTasks.StartAsync(lab.Id, [], false, Somebody, default);
        await reached.Task.WaitAsync(Limit);
        var before = proxy.Calls("CreateContainerView");
        var second = await engine.SyncTasks.StartAsync(lab.Id, [], false, Somebody, default);
        var under = await engine.Operations.ListAsync(new TaskQuery { ResourceIds = [lab.Id] }, default);

        Assert.Equal([second.Id, first.Id], under.Select(t => t.Id));
        Assert.All(under, t => Assert.Equal(("SyncVCenter", ZsResourceType.VCenter, "lab", true, false), (t.Action, t.ResourceType, t.Resource, t.Background, t.IsCompleted)));
        Assert.Equal(before, proxy.Calls("CreateContainerView"));
        gate.SetResult();
        var ended = await engine.Operations.WaitAllAsync([first.Id, second.Id], null, default).ToListAsync();
        Assert.All(ended, t => Assert.Equal(ZsTaskState.Succeeded, t.State));
        Assert.Equal((8, 0), (await AddedByAsync(engine, first.Id), await AddedByAsync(engine, second.Id)));
        var audits = await engine.Audit.ListAsync(new AuditQuery { ResourceIds = [lab.Id], Action = "SyncVCenter" }, default).ToListAsync();
        Assert.Equal([first.Id, second.Id], audits.Select(a => a.TaskId!.Value).Order());
        Assert.All(audits, a => Assert.Equal(("lab", "jane", ZsAuditResult.Succeeded), (a.VCenter, a.OsUser, a.Result)));
    }

    [Fact]
    public async Task One_that_is_stopped_by_another_process_leaves_the_records_from_before()
    {
        await using var place = await StorePlace.CreateAsync(StoreKind.Sqlite);
        var (engine, other) = (place.Open(), place.Open());
        await using var proxy = FaultProxy.Start(VCenter.Uri);
        var reached = new TaskCompletionSource();
        proxy.On(Page, call: 2, Weather.First(async cancellationToken =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }));
        var lab = await engine.VCenters.ConnectAsync(Bench.Request(VCenter, proxy.Uri), Caller.Module, default);
        var task = await engine.SyncTasks.StartAsync(lab.Id, [], false, Somebody, default);
        await reached.Task.WaitAsync(Limit);

        await other.Operations.StopAsync(task.Id, Somebody, default);
        var ended = await other.Operations.WaitAsync(task.Id, null, default).WaitAsync(Limit);

        Assert.Equal((ZsTaskState.Cancelled, null), (ended.State, ended.LeftOver));
        Assert.Equal(0, await other.Records.VmsAsync(new VmQuery(), default).CountAsync());
        Assert.Equal(0, await other.Records.SyncReportsAsync(new SyncReportQuery(), default).CountAsync());
        proxy.Clear();
        Assert.Equal(8, (await engine.Sync.SyncAsync(lab.Id)).Counts.Single(c => c.Type == ZsResourceType.Vm).Added);
    }

    [Theory]
    [InlineData("before", false)]
    [InlineData("after", false)]
    [InlineData("before", true)]
    public async Task One_whose_process_was_killed_is_done_by_the_next_that_synchronises_or_waits_for_it(string moment, bool waits)
    {
        await using var place = await StorePlace.CreateAsync(StoreKind.Sqlite);
        await using (var worker = await Worker.StartAsync("sync-task",
            ("store", place.Path), ("at", VCenter.Uri.AbsoluteUri), ("user", VCenter.User), ("password", VCenter.Password), ("dieAt", $"SyncVCenter:0:{moment}")))
        {
            Assert.Equal(137, await worker.RunAsync());
        }
        var engine = place.Open();
        var left = Assert.Single(await engine.Operations.ListAsync(new TaskQuery(), default));
        Assert.True(left.Abandoned);
        var lab = await engine.VCenters.ConnectAsync(Bench.Request(VCenter), Caller.Module, default);

        IReadOnlyList<string> warnings = waits ? [] : (await engine.Sync.SyncAsync(lab.Id).WaitAsync(Limit)).Warnings;
        var ended = await engine.Operations.WaitAsync(left.Id, null, default).WaitAsync(Limit);

        Assert.Equal(ZsTaskState.Succeeded, ended.State);
        Assert.Equal(8, await AddedByAsync(engine, left.Id));
        Assert.Equal(waits ? 1 : 2, await engine.Records.SyncReportsAsync(new SyncReportQuery(), default).CountAsync());
        Assert.True(waits || warnings.Any(w => w.Contains("SyncVCenter", StringComparison.Ordinal) && w.Contains("was finished", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_before_a_task_is_there()
    {
        await using var cloud = new Cloud();
        var lab = await cloud.ConnectAsync(VCenter);

        var kind = await Assert.ThrowsAsync<ZsException>(() => cloud.Engine.SyncTasks.StartAsync(lab.Id, [ZsResourceType.Setting], false, Somebody, default));
        var read = await Assert.ThrowsAsync<ZsException>(() => cloud.SyncAsync(lab, new() { Types = [ZsResourceType.Vm, ZsResourceType.Store] }));
        await cloud.Engine.VCenters.DisconnectAsync(lab.Id);
        var away = await Assert.ThrowsAsync<ZsException>(() => cloud.Engine.SyncTasks.StartAsync(lab.Id, [], false, Somebody, default));

        Assert.Equal((ZsErrorId.InvalidArgument, ZsErrorId.InvalidArgument, ZsErrorId.NotConnected), (kind.ErrorId, read.ErrorId, away.ErrorId));
        Assert.Empty(await cloud.Engine.Operations.ListAsync(new TaskQuery(), default));
    }

    private static async Task<int> AddedByAsync(CloudEngine engine, Guid report) =>
        (await engine.Records.SyncReportsAsync(new SyncReportQuery { Ids = [report] }, default).SingleAsync()).Counts.Single(c => c.Type == ZsResourceType.Vm).Added;
}
