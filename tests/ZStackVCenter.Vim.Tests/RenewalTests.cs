using System.Collections.Concurrent;
using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Sessions;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tests;

/// <summary>What happens to calls, and to what they left on the server, when the session or the connection ends under them.</summary>
public sealed class RenewalTests(RenewalTests.Paged fixture) : IClassFixture<RenewalTests.Paged>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly IWeather Refused = Weather.Fault("NotAuthenticated", "The session is not authenticated.", "<object type=\"Folder\">group-d1</object><privilegeId>System.View</privilegeId>");
    private readonly SimulatedVCenter _server = fixture.VCenter;

    // The session ends just before the call comes, and a server refuses that as a real vCenter does.
    private IWeather Expired => Weather.Custom(async (exchange, next, cancellationToken) =>
    {
        await _server.Control.TerminateSessionsAsync();
        await Refused.ApplyAsync(exchange, next, cancellationToken);
    });

    [Fact]
    public async Task A_change_that_an_expired_session_refused_is_made_once()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        var vm = (await MachinesAsync(client))[0];
        proxy.On("Rename_Task", call: 1, Expired);
        await client.Tasks.WaitAsync(await client.Rename_Task(vm, "renewed")).WaitAsync(Limit);
        Assert.Equal(2, proxy.Calls("Rename_Task"));
        Assert.Equal(1, client.Session.Generation);
        Assert.Equal("renewed", await client.Properties.ReadAsync(vm, "name"));
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_not_made_again()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        var vm = (await MachinesAsync(client))[0];
        proxy.On("Rename_Task", Weather.ResetAfter(0));
        var e = await Assert.ThrowsAsync<VimTransportException>(() => client.Rename_Task(vm, "lost").WaitAsync(Limit));
        Assert.Equal(VimTransportError.Reset, e.Error);
        Assert.False(e.AnswerBegan);
        Assert.Equal(1, proxy.Calls("Rename_Task"));
    }

    [Fact]
    public async Task One_object_is_read_again_when_a_server_hides_it_from_an_ended_session()
    {
        await using var server = await SimulatedVCenter.StartAsync();
        await using var client = await server.ConnectAsync();
        await server.Control.TerminateSessionsAsync();
        Assert.Equal("Datacenters", await client.Properties.ReadAsync(client.Content.RootFolder, "name").WaitAsync(Limit));
        Assert.Equal(1, client.Session.Generation);
    }

    [Fact]
    public async Task Asking_whether_the_session_is_good_does_not_begin_another()
    {
        await using var server = await SimulatedVCenter.StartAsync();
        await using var client = await server.ConnectAsync();
        await server.Control.TerminateSessionsAsync();
        Assert.Null(await client.Session.ReadCurrentAsync());
        Assert.Equal(0, await server.Control.SessionCountAsync());
    }

    [Fact]
    public async Task A_password_that_is_refused_at_a_renewal_is_not_tried_again()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        proxy.On("Login", Weather.Fault("InvalidLogin", "Cannot complete login due to an incorrect user name or password."));
        proxy.On("FindByUuid", Expired);
        var first = await Assert.ThrowsAsync<VimFaultException>(() => client.FindByUuid(client.Content.SearchIndex!, null, "x", true));
        Assert.IsType<InvalidLogin>(first.Fault);
        var second = await Assert.ThrowsAsync<VimFaultException>(() => client.FindByUuid(client.Content.SearchIndex!, null, "x", true));
        Assert.IsType<NotAuthenticated>(second.Fault);
        Assert.Equal(2, proxy.Calls("Login"));
    }

    [Fact]
    public async Task A_retrieval_that_began_with_a_renewal_takes_its_pages_back_when_it_is_left()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        var machines = await MachinesAsync(client);
        proxy.Clear();
        proxy.On("RetrievePropertiesEx", call: 1, Expired);
        proxy.On("ContinueRetrievePropertiesEx", Weather.Hang());
        await foreach (var row in client.Properties.RetrieveAsync(machines, [new("VirtualMachine", "name")]))
        {
            break;
        }

        Assert.Equal(1, proxy.Calls("CancelRetrievePropertiesEx"));
    }

    [Fact]
    public async Task A_watch_that_began_with_a_renewal_leaves_nothing_on_the_server()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        proxy.On("CreatePropertyCollector", call: 1, Expired);
        await foreach (var set in client.Properties.WatchAsync(FilterSpecs.OfObjects([client.Content.RootFolder], [new("Folder", "name")])))
        {
            break;
        }

        Assert.Equal(1, proxy.Calls("DestroyPropertyCollector"));
    }

    [Fact]
    public async Task An_event_collector_that_began_with_a_renewal_is_taken_away()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        proxy.On("CreateCollectorForEvents", call: 1, Expired);
        await foreach (var one in client.Events.ReadNewestFirstAsync(new EventFilterSpec()))
        {
            break;
        }

        Assert.Equal(1, proxy.Calls("DestroyCollector"));
    }

    [Fact]
    public async Task Events_whose_session_ends_between_two_pages_say_so()
    {
        await using var server = await SimulatedVCenter.StartAsync();
        await using var client = await server.ConnectAsync();
        await Assert.ThrowsAsync<SessionLostException>(async () =>
        {
            await foreach (var one in client.Events.ReadOldestFirstAsync(new EventFilterSpec(), 2))
            {
                await server.Control.TerminateSessionsAsync();
            }
        });
    }

    [Fact]
    public async Task A_keep_alive_outlives_a_credential_that_cannot_be_had()
    {
        await using var server = await SimulatedVCenter.StartAsync();
        var asked = 0;
        var client = await server.ConnectAsync(login: false, options: new VimClientOptions { KeepAlive = TimeSpan.FromMilliseconds(50) });
        await client.Session.LoginAsync(_ => Interlocked.Increment(ref asked) == 1 ? new(new VimCredential(server.User, server.Password)) : throw new InvalidOperationException("The vault is locked."));
        await server.Control.TerminateSessionsAsync();
        while (Volatile.Read(ref asked) < 3)
        {
            await Task.Delay(20);
        }

        await client.DisposeAsync();
    }

    [Fact]
    public async Task Every_call_is_traced_once()
    {
        var calls = new ConcurrentQueue<VimCallReport>();
        await using var client = await _server.ConnectAsync(options: new VimClientOptions { Trace = calls.Enqueue });
        await using var view = await client.Views.CreateContainerViewAsync(null, ["VirtualMachine"]);
        var rows = 0;
        await foreach (var row in client.Properties.RetrieveAsync(view.Reference, [new("VirtualMachine", "name")]))
        {
            rows++;
        }

        Assert.Equal(1, calls.Count(c => c.Method == "RetrievePropertiesEx"));
        Assert.Equal((rows + 1) / 2, 1 + calls.Count(c => c.Method == "ContinueRetrievePropertiesEx"));
    }

    private static async Task<List<ManagedObjectReference>> MachinesAsync(VimClient client)
    {
        await using var view = await client.Views.CreateContainerViewAsync(null, ["VirtualMachine"]);
        var machines = new List<ManagedObjectReference>();
        await foreach (var row in client.Properties.RetrieveAsync(view.Reference, [new("VirtualMachine", "name")]))
        {
            machines.Add(row.Object);
        }

        return machines;
    }

    public sealed class Paged : VCenterFixture
    {
        protected override SimulatedVCenterOptions Options => new() { Vms = 6, MaxObjects = 2, Tls = false };
    }
}
