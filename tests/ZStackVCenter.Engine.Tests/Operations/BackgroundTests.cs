using System.Globalization;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Records;

namespace ZStackVCenter.Engine.Tests.Operations;

/// <summary>Of what goes on by itself only so much goes on at once.</summary>
public sealed class BackgroundTests : IAsyncDisposable
{
    private const int Limit = 2;

    private static readonly Caller Somebody = new("jane", "admin", "Test", new Dictionary<string, string>());

    private readonly TemporaryFolder _folder = new();
    private readonly Chain _chain = new();
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CloudEngine _engine;
    private int _inside;
    private int _most;

    public BackgroundTests()
    {
        _engine = Open(_chain);
        _chain.During = async (name, token) =>
        {
            if (name == "one")
            {
                Interlocked.Increment(ref _inside);
            }
            _most = Math.Max(_most, Volatile.Read(ref _inside));
            await _goOn.Task.WaitAsync(token);
            if (name == "three")
            {
                Interlocked.Decrement(ref _inside);
            }
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_others_wait_their_turn_as_tasks_in_the_order_in_which_they_were_begun()
    {
        var begun = await BeginAsync(_engine, _chain, 6);

        Assert.Equal(
            [ZsTaskState.Running, ZsTaskState.Running, ZsTaskState.Waiting, ZsTaskState.Waiting, ZsTaskState.Waiting, ZsTaskState.Waiting], begun.Select(t => t.State));
        Assert.Equal(4, (await _engine.Operations.ListAsync(new TaskQuery { States = [ZsTaskState.Waiting] }, default)).Count);
        _goOn.SetResult();
        var ended = await _engine.Operations.WaitAllAsync([.. begun.Select(t => t.Id)], null, default).ToListAsync();

        Assert.All(ended, t => Assert.Equal(ZsTaskState.Succeeded, t.State));
        Assert.Equal(Limit, _most);
    }

    [Fact]
    public async Task One_that_waits_its_turn_is_stopped_without_having_done_anything()
    {
        var begun = await BeginAsync(_engine, _chain, 4);

        await _engine.Operations.StopAsync(begun[2].Id, Somebody, default);
        var stopped = await _engine.Operations.WaitAsync(begun[2].Id, null, default);
        _goOn.SetResult();
        var others = await _engine.Operations.WaitAllAsync([begun[0].Id, begun[1].Id, begun[3].Id], null, default).ToListAsync();

        Assert.Equal((ZsTaskState.Cancelled, null), (stopped.State, stopped.LeftOver));
        Assert.All(others, t => Assert.Equal(ZsTaskState.Succeeded, t.State));
        Assert.DoesNotContain(_chain.Log, l => l.StartsWith('-'));
    }

    [Fact]
    public async Task A_process_that_ends_leaves_them_to_the_next_which_ends_them_in_turns_too()
    {
        IReadOnlyList<ZsTask> begun;
        var closing = new Chain { During = (_, token) => Task.Delay(Timeout.Infinite, token) };
        await using (var engine = Open(closing))
        {
            begun = await BeginAsync(engine, closing, 5);
        }
        Assert.All(await _engine.Operations.ListAsync(new TaskQuery(), default), t => Assert.True(t.Abandoned));
        _goOn.SetResult();

        var ended = await _engine.Operations.WaitAllAsync([.. begun.Select(t => t.Id)], null, default).ToListAsync();

        Assert.All(ended, t => Assert.Equal(ZsTaskState.Succeeded, t.State));
        Assert.True(_most <= Limit);
    }

    private static async Task<IReadOnlyList<ZsTask>> BeginAsync(CloudEngine engine, Chain chain, int count)
    {
        await engine.Settings.SetAsync("Task.BackgroundLimit", Limit.ToString(CultureInfo.InvariantCulture), Somebody, default);
        var begun = new List<ZsTask>();
        for (var i = 0; i < count; i++)
        {
            begun.Add(await engine.Operations.StartAsync(chain, new Subject(ZsResourceType.Vm, Guid.CreateVersion7(), $"vm-{i}"), new ChainMemory(), Somebody, default));
        }
        return begun;
    }

    private CloudEngine Open(Chain chain) => CloudEngine.Open(new CloudEngineOptions { StorePath = _folder.File("records.db") }, [chain]);
}
