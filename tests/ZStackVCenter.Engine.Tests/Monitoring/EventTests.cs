using ZStackVCenter.Engine.Monitoring;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Engine.Tests.Monitoring;

public sealed class EventTests(DemoVCenterFixture fixture) : IClassFixture<DemoVCenterFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private SimulatedVCenter VCenter => fixture.VCenter;

    [Fact]
    public async Task Events_come_newest_first_as_many_as_are_wanted()
    {
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(VCenter);
        var all = await ToListAsync(bench.Events.QueryAsync(new EventQuery { VCenterIds = [lab.Id], First = int.MaxValue }));
        Assert.NotEmpty(all);
        Assert.Equal(all.OrderByDescending(e => (e.Time, e.Key)).Select(e => e.Key), all.Select(e => e.Key));
        Assert.All(all, e => Assert.Equal(("lab", DateTimeKind.Utc), (e.VCenter, e.Time.Kind)));
        Assert.All(all, e => Assert.NotEmpty(e.Message));

        // The simulator fills a page that is shorter than its list with the oldest events, so that the page must hold all here.
        var page = await ToListAsync(bench.Events.QueryAsync(new EventQuery { VCenterIds = [lab.Id], Skip = all.Count - 3, First = 300 }));
        Assert.Equal(all.TakeLast(3).Select(e => e.Key), page.Select(e => e.Key));
        Assert.Empty(await ToListAsync(bench.Events.QueryAsync(new EventQuery { VCenterIds = [lab.Id], First = 0 })));
    }

    [Fact]
    public async Task A_query_narrows_by_period_type_user_object_and_message()
    {
        await using var server = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Vms = 2 });
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server);
        var vm = "DC0_C0_RP0_VM0";
        await server.Control.PostEventAsync("VmPoweredOnEvent", "old", user: @"VSPHERE.LOCAL\ada", vm: vm, ago: TimeSpan.FromDays(3));
        await server.Control.PostEventAsync("VmPoweredOnEvent", "fresh one", user: @"VSPHERE.LOCAL\ada", vm: vm);
        await server.Control.PostEventAsync("com.example.odd", "an oddity", user: @"VSPHERE.LOCAL\bob");

        async Task<List<string>> MessagesAsync(Func<EventQuery, EventQuery> narrow) =>
            [.. (await ToListAsync(bench.Events.QueryAsync(narrow(new EventQuery { VCenterIds = [lab.Id] })))).Select(e => e.Message)];

        var recent = await MessagesAsync(q => q with { Start = DateTimeOffset.UtcNow.AddDays(-1), User = "*ada" });
        Assert.Equal(["fresh one"], recent);
        Assert.Equal(["old"], await MessagesAsync(q => q with { Finish = DateTimeOffset.UtcNow.AddDays(-1), User = "ada" }));
        Assert.Equal(["an oddity"], await MessagesAsync(q => q with { User = "bob@vsphere.local" }));
        Assert.Equal(["an oddity"], await MessagesAsync(q => q with { Message = "*ODD*" }));
        Assert.DoesNotContain("fresh one", await MessagesAsync(q => q with { Types = [ZsEventType.Error] }));
        Assert.Contains("fresh one", await MessagesAsync(q => q with { Types = [ZsEventType.Info] }));
        var id = await server.Control.ReferenceAsync("VirtualMachine", vm);
        var about = await MessagesAsync(q => q with { Entity = new EventEntity(lab.Id, "VirtualMachine", id) });
        Assert.Contains("fresh one", about);
        Assert.DoesNotContain("an oddity", about);
        var e = await Assert.ThrowsAsync<ZsException>(() => MessagesAsync(q => q with { Start = DateTimeOffset.UtcNow, Finish = DateTimeOffset.UtcNow.AddDays(-1) }));
        Assert.Equal(ZsErrorId.InvalidArgument, e.ErrorId);
    }

    [Fact]
    public async Task A_type_never_heard_of_is_still_an_event()
    {
        await using var server = await SimulatedVCenter.StartAsync();
        await using var proxy = FaultProxy.StartTls(server.Uri);
        proxy.On("*", Weather.Rewrite("\"VmSuspendedEvent\"", "\"VmTeleportedEvent\""));
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server, proxy.Uri);
        await server.Control.PostEventAsync("com.example.quantum", "both");
        await server.Control.PostEventAsync("VmSuspendedEvent", "gone there", vm: "DC0_C0_RP0_VM0");
        var events = await ToListAsync(bench.Events.QueryAsync(new EventQuery { VCenterIds = [lab.Id] }));
        Assert.Equal("both", events.Single(e => e.EventTypeId == "com.example.quantum").Message);
        Assert.Equal(("gone there", "DC0_C0_RP0_VM0"), events.Where(e => e.EventTypeId == "VmTeleportedEvent").Select(e => (e.Message, e.Target)).Single());
    }

    [Fact]
    public async Task Events_of_two_vCenters_are_merged_by_time()
    {
        await using var one = await SimulatedVCenter.StartAsync();
        await using var two = await SimulatedVCenter.StartAsync();
        await using var bench = new Bench();
        var first = await bench.ConnectAsync(one, name: "first");
        var second = await bench.ConnectAsync(two, name: "second");
        var events = await ToListAsync(bench.Events.QueryAsync(new EventQuery { VCenterIds = [first.Id, second.Id] }));
        Assert.Equal(["first", "second"], events.Select(e => e.VCenter).Distinct().Order());
        Assert.Equal(events.Select(e => e.Time).OrderDescending(), events.Select(e => e.Time));
    }

    [Fact]
    public async Task Pages_are_read_as_they_are_consumed_and_the_collector_is_taken_away()
    {
        await using var proxy = FaultProxy.StartTls(VCenter.Uri);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(VCenter, proxy.Uri);
        await foreach (var one in bench.Events.QueryAsync(new EventQuery { VCenterIds = [lab.Id] }))
        {
            break;
        }

        Assert.Equal(0, proxy.Calls("ReadPreviousEvents"));
        Assert.Equal(1, proxy.Calls("DestroyCollector"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_watch_loses_no_event_over_a_reconnection_and_repeats_none(bool session)
    {
        await using var server = await SimulatedVCenter.StartAsync();
        await using var proxy = FaultProxy.StartTls(server.Uri);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server, proxy.Uri);
        using var limit = new CancellationTokenSource(Limit);
        var began = new TaskCompletionSource();
        proxy.On("WaitForUpdatesEx", call: 1, Weather.First(_ =>
        {
            began.TrySetResult();
            return Task.CompletedTask;
        }));
        proxy.On("WaitForUpdatesEx", call: 3, Weather.Custom(async (exchange, pass, cancellationToken) =>
        {
            await server.Control.PostEventAsync("com.example.step", "2");
            if (session)
            {
                await server.Control.TerminateSessionsAsync();
                await pass();
            }
            else
            {
                await Weather.ResetAfter(0).ApplyAsync(exchange, pass, cancellationToken);
            }
        }));
        await using var events = bench.Events.WatchAsync(new EventQuery { VCenterIds = [lab.Id], Message = "[0-9]" }, null, limit.Token).GetAsyncEnumerator(limit.Token);
        var next = events.MoveNextAsync().AsTask();
        await began.Task.WaitAsync(limit.Token);
        await server.Control.PostEventAsync("com.example.step", "1");
        Assert.True(await next);
        Assert.Equal("1", events.Current.Message);
        next = events.MoveNextAsync().AsTask();
        Assert.True(await next);
        Assert.Equal("2", events.Current.Message);
        await server.Control.PostEventAsync("com.example.step", "3");
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("3", events.Current.Message);
        await events.DisposeAsync();
        Assert.Equal(0, await server.Control.WatcherCountAsync());
    }

    private static async Task<List<ZsEvent>> ToListAsync(IAsyncEnumerable<ZsEvent> source)
    {
        var list = new List<ZsEvent>();
        await foreach (var one in source)
        {
            list.Add(one);
        }

        return list;
    }
}
