using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;
using ZStackVCenter.Vim.Events;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tests;

public sealed class EventTests(VCenterFixture fixture) : IClassFixture<VCenterFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly SimulatedVCenter _server = fixture.VCenter;

    [Fact]
    public async Task Events_come_newest_first_each_once_with_what_they_are_about()
    {
        await using var client = await _server.ConnectAsync();
        var events = await ToListAsync(client.Events.ReadNewestFirstAsync(new EventFilterSpec()));
        Assert.True(events.Count > 5);
        Assert.Equal(events.Select(e => e.Key).OrderDescending(), events.Select(e => e.Key));
        Assert.Equal(events.Count, events.Select(e => e.Key).Distinct().Count());
        var created = events.OfType<VmCreatedEvent>().First();
        Assert.Equal("VirtualMachine", created.Vm!.Vm.Type);
        Assert.NotEmpty(created.Vm.Name);
        Assert.NotEmpty(created.FullFormattedMessage!);
        Assert.Equal(DateTimeKind.Utc, created.CreatedTime.Kind);
    }

    [Fact]
    public async Task A_few_are_the_newest_and_whoever_goes_on_has_the_others_in_few_calls()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        for (var i = 0; i < 20; i++)
        {
            await _server.Control.PostEventAsync("com.example.more", $"{i}");
        }

        var all = await ToListAsync(client.Events.ReadNewestFirstAsync(new EventFilterSpec()));
        var inPages = await ToListAsync(client.Events.ReadNewestFirstAsync(new EventFilterSpec(), pageSize: 3));

        Assert.True(all.Count > 20);
        Assert.Equal(all.Select(e => e.Key), inPages.Select(e => e.Key));
        Assert.True(proxy.Calls("ReadPreviousEvents") < 8);
    }

    [Fact]
    public async Task The_server_filters_by_period_user_and_severity()
    {
        await using var client = await _server.ConnectAsync();
        var key = await _server.Control.PostEventAsync("com.example.full", "the disk is full", severity: "error");
        var one = (await ToListAsync(client.Events.ReadNewestFirstAsync(new EventFilterSpec()))).Single(e => e.Key == key);
        var at = one.CreatedTime;

        Assert.Equal([key], await KeysAsync(client, new EventFilterSpec { Category = ["error"] }));
        Assert.Equal([key], await KeysAsync(client, new EventFilterSpec { EventTypeId = ["com.example.full"] }));
        Assert.Contains(key, await KeysAsync(client, new EventFilterSpec { Time = new EventFilterSpecByTime { BeginTime = at.AddSeconds(-1), EndTime = at.AddSeconds(1) } }));
        Assert.DoesNotContain(key, await KeysAsync(client, new EventFilterSpec { Time = new EventFilterSpecByTime { EndTime = at.AddSeconds(-1) } }));
        Assert.Contains(key, await KeysAsync(client, new EventFilterSpec { UserName = new EventFilterSpecByUsername { UserList = [one.UserName] } }));
        Assert.Empty(await KeysAsync(client, new EventFilterSpec { UserName = new EventFilterSpecByUsername { UserList = ["nobody"] } }));
    }

    [Fact]
    public async Task The_server_filters_by_type()
    {
        await using var client = await _server.ConnectAsync();
        var events = await ToListAsync(client.Events.ReadNewestFirstAsync(new EventFilterSpec { EventTypeId = ["VmPoweredOnEvent"] }));
        Assert.NotEmpty(events);
        Assert.All(events, e => Assert.Equal("VmPoweredOnEvent", e.VimTypeName));
    }

    [Fact]
    public async Task New_events_are_followed_as_they_happen_and_the_old_are_not_repeated()
    {
        await using var client = await _server.ConnectAsync();
        using var limit = new CancellationTokenSource(Limit);
        await using var view = await client.Views.CreateContainerViewAsync(null, ["VirtualMachine"], cancellationToken: limit.Token);
        var row = await FirstAsync(client.Properties.RetrieveAsync(view.Reference, [new("VirtualMachine", "name")], cancellationToken: limit.Token));
        var filter = new EventFilterSpec { EventTypeId = ["VmPoweredOffEvent"] };
        var followed = client.Events.FollowAsync(filter, await client.Events.ReadNewestKeyAsync(filter, limit.Token), cancellationToken: limit.Token);
        await client.Tasks.WaitAsync(await client.PowerOffVM_Task(row.Object, limit.Token), null, limit.Token);
        Assert.Equal(row.Object, (await FirstAsync(followed)).Vm!.Vm);
    }

    [Fact]
    public async Task Events_since_the_last_one_seen_come_first_and_all_come_in_order()
    {
        await using var server = await SimulatedVCenter.StartAsync();
        await using var client = await server.ConnectAsync();
        using var limit = new CancellationTokenSource(Limit);
        var filter = new EventFilterSpec();
        var last = await client.Events.ReadNewestKeyAsync(filter, limit.Token);
        var posted = new List<int>();
        await using var events = client.Events.FollowAsync(filter, last, cancellationToken: limit.Token).GetAsyncEnumerator(limit.Token);
        foreach (var burst in new[] { 5, 1, 5 })
        {
            for (var i = 0; i < burst; i++)
            {
                posted.Add(await server.Control.PostEventAsync("com.example.burst", $"{i}"));
            }

            for (var seen = 0; seen < burst;)
            {
                Assert.True(await events.MoveNextAsync());
                if (EventCatalog.TypeOf(events.Current) == "com.example.burst")
                {
                    Assert.Equal(posted[^(burst - seen++)], events.Current.Key);
                }
            }
        }
    }

    [Fact]
    public async Task The_server_says_how_severe_a_type_is()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        proxy.On("RetrievePropertiesEx", Weather.Rewrite("(<key>VmSuspendedEvent</key>.*?<category>)info", "$1error"));
        await using var client = await _server.ConnectAsync(proxy.Uri);
        var catalog = await client.Events.ReadCatalogAsync();
        Assert.Equal(EventSeverity.Info, catalog.SeverityOf(new VmReconfiguredEvent()));
        Assert.Equal(EventSeverity.Error, catalog.SeverityOf(new VmSuspendedEvent()));
        Assert.Equal(EventSeverity.Warning, catalog.SeverityOf(new EventEx { EventTypeId = "com.example.odd", Severity = "warning" }));
        Assert.Equal(EventSeverity.Info, catalog.SeverityOf(new Event()));
    }

    [Fact]
    public async Task An_event_type_never_heard_of_is_still_an_event()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        proxy.On("RetrievePropertiesEx", Weather.Rewrite("\"VmPoweredOnEvent\"", "\"VmTeleportedEvent\""));
        await using var client = await _server.ConnectAsync(proxy.Uri);
        var events = await ToListAsync(client.Events.ReadNewestFirstAsync(new EventFilterSpec()));
        var unknown = events.First(e => e.VimTypeName == "VmTeleportedEvent");
        Assert.Equal("VmTeleportedEvent", EventCatalog.TypeOf(unknown));
        Assert.NotNull(unknown.Vm);
        Assert.NotEmpty(unknown.FullFormattedMessage!);
    }

    private static async Task<IEnumerable<int>> KeysAsync(VimClient client, EventFilterSpec filter) =>
        (await ToListAsync(client.Events.ReadNewestFirstAsync(filter))).Select(e => e.Key);

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> source)
    {
        var list = new List<T>();
        await foreach (var item in source)
        {
            list.Add(item);
        }

        return list;
    }

    private static async Task<T> FirstAsync<T>(IAsyncEnumerable<T> source)
    {
        await foreach (var item in source)
        {
            return item;
        }

        throw new InvalidOperationException("Nothing came.");
    }
}
