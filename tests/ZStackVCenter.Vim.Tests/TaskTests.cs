using System.Collections.Concurrent;
using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Sessions;
using ZStackVCenter.Vim.Tasks;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tests;

public sealed class TaskTests(TaskTests.Many fixture) : IClassFixture<TaskTests.Many>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly SimulatedVCenter _server = fixture.VCenter;

    [Fact]
    public async Task Many_tasks_are_followed_by_one_wait()
    {
        var calls = new ConcurrentQueue<string>();
        await using var client = await _server.ConnectAsync(options: new VimClientOptions { Trace = r => calls.Enqueue(r.Method) });
        using var limit = new CancellationTokenSource(Limit);
        var machines = await MachinesAsync(client, limit.Token);
        var moves = new ConcurrentQueue<TaskInfoState>();
        var ended = await Task.WhenAll(machines.Select(async vm =>
        {
            var task = await client.PowerOffVM_Task(vm, limit.Token);
            return await client.Tasks.WaitAsync(task, new Direct(moves), limit.Token);
        }));
        Assert.All(ended, info => Assert.Equal(TaskInfoState.Success, info.State));
        Assert.Equal(machines.Count, ended.Select(i => i.Entity).Distinct().Count());
        Assert.Equal(machines.Count, moves.Count(s => s == TaskInfoState.Success));
        Assert.Equal(1, calls.Count(c => c == "CreateFilter"));
        await Task.WhenAll(machines.Select(async vm => await client.Tasks.WaitAsync(await client.PowerOnVM_Task(vm, null, limit.Token), null, limit.Token)));
        Assert.Equal(1, calls.Count(c => c == "CreateFilter"));
    }

    [Fact]
    public async Task A_task_that_has_ended_is_waited_for_again_by_whoever_asks()
    {
        await using var client = await _server.ConnectAsync();
        using var limit = new CancellationTokenSource(Limit);
        var machine = (await MachinesAsync(client, limit.Token))[0];
        var task = await client.ReconfigVM_Task(machine, new VirtualMachineConfigSpec { Annotation = "waited for again" }, limit.Token);
        var first = await client.Tasks.WaitAsync(task, null, limit.Token);
        // The server has told of its end and has nothing more to say of it.
        var second = await client.Tasks.WaitAsync(task, null, limit.Token);
        var both = await Task.WhenAll(client.Tasks.WaitAsync(task, null, limit.Token), client.Tasks.WaitAsync(task, null, limit.Token));
        Assert.All([first, second, .. both], info => Assert.Equal(TaskInfoState.Success, info.State));
    }

    [Fact]
    public async Task Tasks_that_many_come_to_and_leave_at_once_are_never_forgotten()
    {
        await using var client = await _server.ConnectAsync();
        using var limit = new CancellationTokenSource(Limit);
        var machines = await MachinesAsync(client, limit.Token);
        var tasks = await Task.WhenAll(machines.Select(vm => client.ReconfigVM_Task(vm, new VirtualMachineConfigSpec { Annotation = "waited for" }, limit.Token)));
        // The more often the last who waits for one leaves just as another comes, the better.
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async start =>
        {
            for (var round = 0; round < 40; round++)
            {
                var task = tasks[(start + round) % Math.Min(tasks.Length, 5)];
                Assert.Equal(TaskInfoState.Success, (await client.Tasks.WaitAsync(task, null, limit.Token)).State);
            }
        }));
    }

    [Fact]
    public async Task A_failed_task_gives_the_fault_with_its_details()
    {
        await using var client = await _server.ConnectAsync();
        using var limit = new CancellationTokenSource(Limit);
        var vm = (await MachinesAsync(client, limit.Token))[0];
        var task = await client.PowerOnVM_Task(vm, null, limit.Token);
        var e = await Assert.ThrowsAsync<VimTaskException>(() => client.Tasks.WaitAsync(task, null, limit.Token));
        var fault = Assert.IsType<InvalidPowerState>(e.Fault);
        Assert.Equal(VirtualMachinePowerState.PoweredOn, fault.ExistingState);
        Assert.Equal("InvalidPowerState", e.FaultName);
        Assert.Equal(vm, e.Info.Entity);
    }

    [Fact]
    public async Task A_task_that_does_not_exist_is_an_error_and_not_a_wait()
    {
        await using var client = await _server.ConnectAsync();
        var e = await Assert.ThrowsAsync<VimFaultException>(() => client.Tasks.WaitAsync(new("Task", "task-none")).WaitAsync(Limit));
        Assert.IsType<ManagedObjectNotFound>(e.Fault);
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_asks_the_task_to_stop()
    {
        await using var proxy = FaultProxy.StartTls(_server.Uri);
        await using var client = await VimClient.ConnectAsync(proxy.Uri, new VimClientOptions { Certificates = CertificatePolicy.AcceptAny });
        await client.Session.LoginAsync(_ => new(new VimCredential(_server.User, _server.Password)));
        proxy.On("CancelTask", Weather.Soap("<CancelTaskResponse xmlns=\"urn:vim25\"/>"));
        using var stop = new CancellationTokenSource();
        // A folder is an object without an end that can be waited for.
        var wait = client.Tasks.WaitAsync(client.Content.RootFolder, null, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Limit));
        Assert.Equal(1, proxy.Calls("CancelTask"));
    }

    [Fact]
    public async Task Tasks_are_still_followed_after_the_connection_under_the_wait_broke()
    {
        await using var proxy = FaultProxy.StartTls(_server.Uri);
        await using var client = await VimClient.ConnectAsync(proxy.Uri, new VimClientOptions { Certificates = CertificatePolicy.AcceptAny });
        await client.Session.LoginAsync(_ => new(new VimCredential(_server.User, _server.Password)));
        using var limit = new CancellationTokenSource(Limit);
        var vm = (await MachinesAsync(client, limit.Token))[^1];
        proxy.On("WaitForUpdatesEx", call: 1, Weather.ResetAfter(0));
        proxy.On("WaitForUpdatesEx", call: 2, Weather.CutAfter(200));
        var info = await client.Tasks.WaitAsync(await client.Rename_Task(vm, "followed", limit.Token), null, limit.Token);
        Assert.Equal(TaskInfoState.Success, info.State);
        Assert.True(proxy.Calls("WaitForUpdatesEx") > 2);
    }

    [Fact]
    public async Task A_closed_client_ends_its_waits()
    {
        var client = await _server.ConnectAsync();
        var wait = client.Tasks.WaitAsync(client.Content.RootFolder);
        await Task.Delay(300);
        await client.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => wait.WaitAsync(Limit));
    }

    [Fact]
    public async Task Tasks_are_still_followed_after_the_session_was_ended_and_renewed()
    {
        await using var server = await SimulatedVCenter.StartAsync();
        await using var client = await server.ConnectAsync();
        using var limit = new CancellationTokenSource(Limit);
        var machines = await MachinesAsync(client, limit.Token);
        await client.Tasks.WaitAsync(await client.PowerOffVM_Task(machines[0], limit.Token), null, limit.Token);
        await server.Control.TerminateSessionsAsync();
        var info = await client.Tasks.WaitAsync(await client.PowerOnVM_Task(machines[0], null, limit.Token), null, limit.Token);
        Assert.Equal(TaskInfoState.Success, info.State);
    }

    private static async Task<List<ManagedObjectReference>> MachinesAsync(VimClient client, CancellationToken cancellationToken)
    {
        await using var view = await client.Views.CreateContainerViewAsync(null, ["VirtualMachine"], cancellationToken: cancellationToken);
        var machines = new List<ManagedObjectReference>();
        await foreach (var row in client.Properties.RetrieveAsync(view.Reference, [new("VirtualMachine", "name")], cancellationToken: cancellationToken))
        {
            machines.Add(row.Object);
        }

        return machines;
    }

    private sealed class Direct(ConcurrentQueue<TaskInfoState> moves) : IProgress<TaskInfo>
    {
        public void Report(TaskInfo value) => moves.Enqueue(value.State);
    }

    public sealed class Many : VCenterFixture
    {
        protected override SimulatedVCenterOptions Options => new() { Vms = 20, MethodDelays = new Dictionary<string, TimeSpan> { ["PowerOffVM_Task"] = TimeSpan.FromMilliseconds(50) } };
    }
}
