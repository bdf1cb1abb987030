using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tests;

/// <summary>Properties of objects that the caller names: parts of a page each, two of them under way.</summary>
public sealed class GivenObjectsTests(GivenObjectsTests.Machines fixture) : IClassFixture<GivenObjectsTests.Machines>
{
    private const string Call = "RetrievePropertiesEx";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly PropertySelection Names = new("VirtualMachine", "name");
    private readonly SimulatedVCenter _server = fixture.VCenter;

    [Fact]
    public async Task They_come_in_their_order_a_call_for_each_part()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        var machines = (await MachinesAsync(client)).Reverse().ToList();
        var before = proxy.Calls(Call);

        var read = await client.Properties.RetrieveAsync(machines, [Names], pageSize: 2).Select(r => r.Object).ToListAsync();

        Assert.Equal(machines, read);
        Assert.Equal((machines.Count + 1) / 2, proxy.Calls(Call) - before);
        Assert.Equal(0, proxy.Calls("ContinueRetrievePropertiesEx"));
    }

    [Fact]
    public async Task The_next_part_is_asked_for_before_one_has_come_and_no_more_than_that()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        var machines = await MachinesAsync(client);
        var second = new TaskCompletionSource();
        var early = false;
        On(proxy, machines[0], Weather.First(cancellationToken => second.Task.WaitAsync(Limit, cancellationToken)));
        On(proxy, machines[1], Weather.First(_ => { second.SetResult(); return Task.CompletedTask; }));
        On(proxy, machines[2], Weather.First(_ => { early = !second.Task.IsCompleted; return Task.CompletedTask; }));

        Assert.Equal(machines.Count, await client.Properties.RetrieveAsync(machines, [Names], pageSize: 1).CountAsync());
        Assert.False(early);
    }

    [Fact]
    public async Task Those_that_are_gone_are_left_out()
    {
        await using var client = await _server.ConnectAsync();
        var machines = await MachinesAsync(client);
        ManagedObjectReference gone = new("VirtualMachine", "vm-999999");

        var read = await client.Properties.RetrieveAsync([machines[0], gone, machines[1], gone, gone, machines[2]], [Names], pageSize: 2).Select(r => r.Object).ToListAsync();

        Assert.Equal(machines.Take(3), read);
    }

    [Fact]
    public async Task A_session_that_ends_between_two_parts_is_renewed_and_nothing_is_lost()
    {
        await using var server = await SimulatedVCenter.StartAsync(fixture.Settings);
        await using var proxy = FaultProxy.Start(server.Uri);
        await using var client = await server.ConnectAsync(proxy.Uri);
        var machines = await MachinesAsync(client);
        var refused = Weather.Fault("NotAuthenticated", "The session is not authenticated.", "<object type=\"Folder\">group-d1</object><privilegeId>System.View</privilegeId>");
        var (read3, asked5, renewed) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        proxy.On("Login", Weather.Custom(async (_, next, _) =>
        {
            await next();
            renewed.TrySetResult();
        }));
        On(proxy, machines[3], Weather.Custom(async (_, next, _) =>
        {
            await next();
            read3.TrySetResult();
        }));
        // One part is refused, and so is the one that went out beside it with the same session.
        On(proxy, machines[4], Weather.Custom(async (exchange, next, cancellationToken) =>
        {
            if (renewed.Task.IsCompleted)
            {
                await next();
                return;
            }
            await Task.WhenAll(read3.Task, asked5.Task).WaitAsync(cancellationToken);
            await server.Control.TerminateSessionsAsync();
            await refused.ApplyAsync(exchange, next, cancellationToken);
        }));
        On(proxy, machines[5], Weather.Custom(async (exchange, next, cancellationToken) =>
        {
            if (!asked5.TrySetResult())
            {
                await next();
                return;
            }
            await renewed.Task.WaitAsync(cancellationToken);
            await refused.ApplyAsync(exchange, next, cancellationToken);
        }));

        var read = await client.Properties.RetrieveAsync(machines, [Names], pageSize: 1).Select(r => r.Object).ToListAsync().AsTask().WaitAsync(Limit);

        Assert.Equal(machines, read);
        Assert.Equal(1, client.Session.Generation);
        Assert.Equal(2, proxy.Calls("Login"));
    }

    [Fact]
    public async Task One_that_fails_does_not_wait_for_the_one_after_it()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        var machines = await MachinesAsync(client);
        On(proxy, machines[0], Weather.Garbage());
        On(proxy, machines[1], Weather.Hang());

        var e = await Assert.ThrowsAsync<VimTransportException>(
            () => client.Properties.RetrieveAsync(machines, [Names], pageSize: 1).CountAsync().AsTask().WaitAsync(Limit));

        Assert.Equal(VimTransportError.Malformed, e.Error);
    }

    [Fact]
    public async Task A_caller_that_leaves_does_not_wait_for_what_was_asked_for()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        var machines = await MachinesAsync(client);
        On(proxy, machines[1], Weather.Hang());

        var first = await client.Properties.RetrieveAsync(machines, [Names], pageSize: 1).FirstAsync().AsTask().WaitAsync(Limit);

        Assert.Equal(machines[0], first.Object);
    }

    [Fact]
    public async Task None_need_no_call_and_a_page_of_none_is_refused()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        var before = proxy.Calls(Call);

        Assert.Equal(0, await client.Properties.RetrieveAsync(Array.Empty<ManagedObjectReference>(), [Names]).CountAsync());
        Assert.Equal(before, proxy.Calls(Call));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Properties.RetrieveAsync([client.Content.RootFolder], [Names], pageSize: 0));
    }

    [Fact]
    public async Task A_view_tells_what_is_in_it_as_long_as_its_session_lasts()
    {
        await using var server = await SimulatedVCenter.StartAsync(fixture.Settings);
        await using var client = await server.ConnectAsync();
        await using var view = await client.Views.CreateContainerViewAsync(null, ["VirtualMachine"]);
        var there = await client.Properties.RetrieveAsync(view.Reference, [Names]).Select(r => r.Object).ToListAsync();

        Assert.Equal(there, await view.ReadAsync());
        await server.Control.TerminateSessionsAsync();
        await Assert.ThrowsAsync<SessionLostException>(() => view.ReadAsync().WaitAsync(Limit));
    }

    // A part is known by an object in it: two that are under way may come in either order.
    private static void On(FaultProxy proxy, ManagedObjectReference machine, IWeather weather) =>
        proxy.On(Call, Weather.Custom((exchange, next, cancellationToken) =>
            exchange.Request.Text.Contains($">{machine.Value}<", StringComparison.Ordinal) ? weather.ApplyAsync(exchange, next, cancellationToken) : next()));

    private static async Task<IReadOnlyList<ManagedObjectReference>> MachinesAsync(VimClient client)
    {
        await using var view = await client.Views.CreateContainerViewAsync(null, ["VirtualMachine"]);
        return await view.ReadAsync();
    }

    public sealed class Machines : VCenterFixture
    {
        public SimulatedVCenterOptions Settings => Options;

        protected override SimulatedVCenterOptions Options => new() { Vms = 9, Tls = false };
    }
}
