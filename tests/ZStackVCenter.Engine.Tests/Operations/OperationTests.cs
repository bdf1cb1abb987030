using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Records;

namespace ZStackVCenter.Engine.Tests.Operations;

public sealed class OperationTests : IAsyncDisposable
{
    private static readonly Caller Somebody = new("jane", "admin", "Start-ZsVm", new Dictionary<string, string> { ["Vm"] = "web01" });

    private readonly TemporaryFolder _folder = new();
    private readonly Chain _chain = new() { OnlyForward = null };
    private readonly CloudEngine _engine;
    private readonly Subject _subject = new(ZsResourceType.Vm, Guid.CreateVersion7(), "web01");

    public OperationTests() => _engine = Open(_chain);

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Steps_are_done_in_order_and_the_audit_says_who_did_what()
    {
        var task = await RunAsync();

        Assert.Equal(["one", "two", "three"], _chain.Log);
        Assert.Equal((ZsTaskState.Succeeded, 100, true), (task.State, task.Progress, task.IsCompleted));
        var audit = Assert.Single(await AuditsAsync());
        Assert.Equal(("TestChain", "Start-ZsVm", "web01", "jane", ZsAuditResult.Succeeded), (audit.Action, audit.Command, audit.Resource, audit.OsUser, audit.Result));
        Assert.Equal("web01", audit.Arguments["Vm"]);
        Assert.Equal(task.Id, audit.TaskId);
    }

    [Fact]
    public async Task A_failed_step_takes_back_itself_and_all_before_it_and_the_error_says_so()
    {
        _chain.During = (name, _) => name == "two" ? throw Failure("the disk is full") : Task.CompletedTask;

        var error = await Assert.ThrowsAsync<ZsException>(RunAsync);

        Assert.Equal(["one", "two", "-two", "-one"], _chain.Log);
        Assert.Equal(ZsErrorId.VCenterFault, error.ErrorId);
        Assert.Equal("TestChain of 'web01' failed at 'two': the disk is full. Everything it did was undone.", error.Message);
        var task = Assert.Single(await _engine.Operations.ListAsync(new TaskQuery(), default));
        Assert.Equal((ZsTaskState.Failed, ZsErrorId.VCenterFault, "two"), (task.State, task.ErrorId, task.Step));
        Assert.Equal(ZsAuditResult.Failed, Assert.Single(await AuditsAsync()).Result);
    }

    [Fact]
    public async Task What_cannot_be_undone_is_left_for_a_person_in_words_and_the_rest_is_undone()
    {
        _chain.During = (name, _) => name == "three" ? throw Failure("no space") : Task.CompletedTask;
        _chain.DuringUndo = name => name == "two" ? throw Failure("it is locked") : Task.CompletedTask;

        var error = await Assert.ThrowsAsync<ZsException>(RunAsync);

        Assert.Equal(["one", "two", "three", "-three", "-one"], _chain.Log);
        Assert.Contains("'two' could not be undone: it is locked", error.Message, StringComparison.Ordinal);
        Assert.Contains("it is locked", Assert.Single(await _engine.Operations.ListAsync(new TaskQuery(), default)).LeftOver, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_that_cannot_reach_the_vCenter_is_done_by_whoever_reaches_it_next()
    {
        _chain.During = (name, _) => name == "two" ? throw Failure("reset", ZsErrorId.VCenterUnreachable) : Task.CompletedTask;
        _chain.DuringUndo = name => name == "one" ? throw Failure("still away", ZsErrorId.VCenterUnreachable) : Task.CompletedTask;
        var error = await Assert.ThrowsAsync<ZsException>(RunAsync);
        Assert.Contains("the next Sync-ZsVCenter undoes it", error.Message, StringComparison.Ordinal);
        Assert.False(Assert.Single(await _engine.Operations.ListAsync(new TaskQuery(), default)).IsCompleted);

        _chain.DuringUndo = _ => Task.CompletedTask;
        var ended = Assert.Single(await _engine.Operations.RecoverAsync(null, default));

        Assert.Equal((ZsTaskState.Failed, ZsErrorId.VCenterUnreachable), (ended.State, ended.ErrorId));
        Assert.Equal(["one", "two", "-two", "-one"], _chain.Log);
    }

    [Fact]
    public async Task Stopping_it_undoes_it()
    {
        using var stop = new CancellationTokenSource();
        _chain.During = async (name, token) =>
        {
            if (name == "two")
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(stop.Token));

        Assert.Equal(["one", "two", "-two", "-one"], _chain.Log);
        Assert.Equal(ZsTaskState.Cancelled, Assert.Single(await _engine.Operations.ListAsync(new TaskQuery(), default)).State);
        Assert.Equal(ZsAuditResult.Cancelled, Assert.Single(await AuditsAsync()).Result);
    }

    [Fact]
    public async Task A_resource_that_is_worked_on_is_refused_with_who_works_on_it()
    {
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        _chain.During = async (_, _) =>
        {
            begun.TrySetResult();
            await goOn.Task;
        };
        var first = RunAsync();
        await begun.Task;

        var error = await Assert.ThrowsAsync<ZsException>(RunAsync);

        Assert.Equal(ZsErrorId.ResourceBusy, error.ErrorId);
        Assert.Contains("TestChain by jane", error.Message, StringComparison.Ordinal);
        goOn.SetResult();
        await first;
        await RunAsync();
    }

    [Theory]
    [InlineData(false, null, "-two,-one", ZsTaskState.Failed)]
    [InlineData(true, null, "two,three", ZsTaskState.Succeeded)]
    [InlineData(false, "one", "two,three", ZsTaskState.Succeeded)]
    [InlineData(false, "three", "-two,-one", ZsTaskState.Failed)]
    public async Task What_a_killed_process_left_is_undone_or_finished(bool background, string? onlyForward, string expected, ZsTaskState end)
    {
        var chain = new Chain { OnlyForward = onlyForward };
        await using var next = Open(chain);
        var id = await LeaveBehindAsync(next, background);

        var ended = Assert.Single(await next.Operations.RecoverAsync(null, default));

        Assert.Equal(expected, string.Join(",", chain.Log));
        Assert.Equal((id, end), (ended.Id, ended.State));
        Assert.Empty(await next.Operations.RecoverAsync(null, default));
    }

    [Fact]
    public async Task Waiting_for_what_a_killed_process_left_finishes_it()
    {
        var id = await LeaveBehindAsync(_engine, background: true);

        var ended = await _engine.Operations.WaitAsync(id, null, default);

        Assert.Equal(ZsTaskState.Succeeded, ended.State);
        Assert.Equal(["two", "three"], _chain.Log);
    }

    [Fact]
    public async Task Working_on_what_a_killed_process_left_ends_that_first()
    {
        await LeaveBehindAsync(_engine, background: false);

        await RunAsync();

        Assert.Equal(["-two", "-one", "one", "two", "three"], _chain.Log);
    }

    [Fact]
    public async Task A_task_in_the_background_is_waited_for_and_its_end_is_in_the_records()
    {
        var goOn = new TaskCompletionSource();
        _chain.During = (_, token) => goOn.Task.WaitAsync(token);
        var begun = await _engine.Operations.StartAsync(_chain, _subject, new ChainMemory(), Somebody, default);
        Assert.Equal((ZsTaskState.Running, true), (begun.State, begun.Background));

        var waiting = _engine.Operations.WaitAsync(begun.Id, null, default);
        goOn.SetResult();

        Assert.Equal(ZsTaskState.Succeeded, (await waiting).State);
    }

    [Fact]
    public async Task A_task_is_stopped_from_another_process()
    {
        _chain.During = (name, token) => name == "two" ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
        var begun = await _engine.Operations.StartAsync(_chain, _subject, new ChainMemory(), Somebody, default);
        await using var other = Open(new Chain());

        await other.Operations.StopAsync(begun.Id, Caller.Module, default);

        Assert.Equal(ZsTaskState.Cancelled, (await other.Operations.WaitAsync(begun.Id, null, default)).State);
        Assert.Equal(["one", "two", "-two", "-one"], _chain.Log);
    }

    [Fact]
    public async Task An_engine_that_closes_leaves_its_background_tasks_to_the_next()
    {
        var chain = new Chain();
        var begun = new TaskCompletionSource();
        chain.During = (name, token) =>
        {
            begun.TrySetResult();
            return Task.Delay(Timeout.Infinite, token);
        };
        ZsTask left;
        await using (var closing = Open(chain))
        {
            left = await closing.Operations.StartAsync(chain, _subject, new ChainMemory(), Somebody, default);
            await begun.Task;
        }

        Assert.Equal(ZsTaskState.Succeeded, (await _engine.Operations.WaitAsync(left.Id, null, default)).State);
        Assert.Equal(["one", "two", "three"], _chain.Log);
    }

    private CloudEngine Open(Chain chain) => CloudEngine.Open(new CloudEngineOptions { StorePath = _folder.File("records.db") }, [chain]);

    private Task<ZsTask> RunAsync() => RunAsync(default);

    private Task<ZsTask> RunAsync(CancellationToken cancellationToken) =>
        _engine.Operations.RunAsync(_chain, _subject, new ChainMemory(), Somebody, null, cancellationToken);

    private async Task<List<ZsAudit>> AuditsAsync() => await _engine.Audit.ListAsync(new AuditQuery(), default).ToListAsync();

    /// <summary>An operation as a process leaves it that was killed in its second step.</summary>
    private async Task<Guid> LeaveBehindAsync(CloudEngine engine, bool background)
    {
        var row = new OperationRow
        {
            Id = Guid.CreateVersion7(),
            Action = "TestChain",
            Subject = _subject,
            Caller = Somebody,
            Owner = ProcessIdentity.Current with { OwnerId = Guid.CreateVersion7(), StartedAt = 0 },
            State = ZsTaskState.Running,
            Step = 1,
            StepName = "two",
            Memory = """{"Done":["one"]}""",
            Background = background,
            StartedAt = DateTime.UtcNow,
        };
        Assert.Null(await new OperationStore(engine.RecordStore).BeginAsync(row, default));
        return row.Id;
    }

    private static ZsException Failure(string words, string id = ZsErrorId.VCenterFault) => new(id, ZsErrorCategory.InvalidResult, words + ".");
}
