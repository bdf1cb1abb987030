using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tests;

public sealed class WatchTests(VCenterFixture fixture) : IClassFixture<VCenterFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly SimulatedVCenter _server = fixture.VCenter;

    [Fact]
    public async Task A_watch_gives_the_whole_state_first_and_then_each_change()
    {
        await using var client = await _server.ConnectAsync();
        await using var view = await client.Views.CreateContainerViewAsync(null, ["VirtualMachine"]);
        using var limit = new CancellationTokenSource(Limit);
        var spec = FilterSpecs.OfView(view.Reference, [new PropertySelection("VirtualMachine", "name", "runtime.powerState")]);
        var known = new Dictionary<ManagedObjectReference, string?>();
        ManagedObjectReference? stopped = null;
        string? seen = null;
        await foreach (var set in client.Properties.WatchAsync(spec, new WatchOptions { MaxObjects = 1 }, limit.Token))
        {
            foreach (var update in set.FilterSet.SelectMany(f => f.ObjectSet))
            {
                foreach (var change in update.ChangeSet.Where(c => c.Name == "runtime.powerState"))
                {
                    known[update.Obj] = PropertyValue.From(change.Val).Text;
                }
            }

            if (stopped is null && set.Truncated != true)
            {
                Assert.True(known.Count > 1);
                stopped = known.First(p => p.Value == "poweredOn").Key;
                await client.Tasks.WaitAsync(await client.PowerOffVM_Task(stopped, limit.Token), null, limit.Token);
            }

            if (stopped is not null && known[stopped] == "poweredOff")
            {
                seen = known[stopped];
                break;
            }
        }

        Assert.Equal("poweredOff", seen);
    }

    [Fact]
    public async Task A_cancelled_watch_ends_at_once_and_leaves_no_collector_on_the_server()
    {
        var calls = new List<VimCallReport>();
        await using var client = await _server.ConnectAsync(options: new VimClientOptions { Trace = r => { lock (calls) { calls.Add(r); } } });
        using var stop = new CancellationTokenSource();
        var spec = FilterSpecs.OfObjects([client.Content.RootFolder], [new PropertySelection("Folder", "name")]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var set in client.Properties.WatchAsync(spec, null, stop.Token))
            {
                stop.CancelAfter(200);
            }
        });
        Assert.Equal("ok", calls.Single(c => c.Method == "DestroyPropertyCollector").Outcome);
        Assert.Equal("cancelled", calls.Last(c => c.Method == "WaitForUpdatesEx").Outcome);
    }

    [Fact]
    public async Task A_watch_whose_session_ends_says_so()
    {
        await using var server = await SimulatedVCenter.StartAsync();
        await using var client = await server.ConnectAsync();
        using var limit = new CancellationTokenSource(Limit);
        var spec = FilterSpecs.OfObjects([client.Content.RootFolder], [new PropertySelection("Folder", "name")]);
        await Assert.ThrowsAsync<SessionLostException>(async () =>
        {
            await foreach (var set in client.Properties.WatchAsync(spec, null, limit.Token))
            {
                await server.Control.TerminateSessionsAsync();
            }
        });
        Assert.NotNull(await client.Session.ReadCurrentAsync());
    }
}
