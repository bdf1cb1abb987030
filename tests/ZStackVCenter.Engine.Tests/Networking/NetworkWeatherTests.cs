using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Compute;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Engine.Tests.Networking;

/// <summary>
/// Bad weather at every call of the making and the removing of a network: it is there with its port group or neither is, and whoever made
/// it was told which.
/// </summary>
public sealed class NetworkWeatherTests : IAsyncLifetime
{
    private const string Call = "POST /sdk";
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(3);

    private readonly List<string> _did = [];
    private Cloud _cloud = null!;
    private SimulatedVCenter _vcenter = null!;
    private FaultProxy _proxy = null!;
    private ZsVCenter _lab = null!;

    public async Task InitializeAsync()
    {
        _vcenter = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Demo = true });
        _proxy = FaultProxy.Start(_vcenter.Uri);
        _cloud = Open();
        _lab = await _cloud.Engine.VCenters.ConnectAsync(Bench.Request(_vcenter, _proxy.Uri) with { Timeout = Impatient }, Caller.Module, default);
        await _cloud.SyncAsync(_lab);
    }

    public async Task DisposeAsync()
    {
        await _cloud.DisposeAsync();
        await _proxy.DisposeAsync();
        await _vcenter.DisposeAsync();
    }

    [Theory]
    [InlineData("dvs-production", "Production", "lost")]
    [InlineData("dvs-production", "Production", "refused")]
    [InlineData("vSwitch1", "Development", "lost")]
    [InlineData("vSwitch1", "Development", "refused")]
    public async Task A_network_and_its_port_group_are_both_there_or_neither_is(string vswitch, string cluster, string weather)
    {
        var calls = await CallsAsync(() => MakeAsync("calm", vswitch, cluster));
        Assert.Contains(vswitch == "vSwitch1" ? "AddPortGroup" : "AddDVPortgroup_Task", calls.Keys);
        foreach (var (method, count) in calls)
        {
            for (var call = 1; call <= count; call++)
            {
                var name = $"{method}-{call}";
                _proxy.On(method, call, weather == "lost"
                    ? Weather.ResetAfter(0)
                    : Weather.Fault("NoPermission", "Permission was denied.", "<object type=\"Folder\">group-d1</object><privilegeId>Some.Privilege</privilegeId>"));
                await AssertAllOrNoneAsync(name, vswitch, await TryAsync(() => MakeAsync(name, vswitch, cluster)));
            }
        }
        // A test that broke nothing would prove nothing.
        Assert.Contains(_did, d => d == "failed");
    }

    [Theory]
    [InlineData("AddDVPortgroup_Task", "dvs-production", "Production")]
    [InlineData("AddPortGroup", "vSwitch1", "Development")]
    public async Task A_vCenter_that_falls_silent_is_waited_for_only_so_long(string method, string vswitch, string cluster)
    {
        _proxy.On(method, call: 1, Weather.Hang());
        var error = await TryAsync(() => MakeAsync("silent", vswitch, cluster));
        Assert.Equal(ZsErrorId.VCenterTimeout, error!.ErrorId);
        await AssertAllOrNoneAsync("silent", vswitch, error);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_removal_that_fails_half_way_is_finished_by_the_next_one(int call)
    {
        var network = await _cloud.Engine.Networks.CreateAsync(await RequestAsync("prod-db", "dvs-production", "Production") with { VlanId = 120 }, VmLab.Somebody, null, default);
        _proxy.On("ReconfigVM_Task", call, Weather.Fault("NoPermission", "Permission was denied.", "<object type=\"Folder\">group-d1</object><privilegeId>VirtualMachine.Config.EditDevice</privilegeId>"));

        var error = await TryAsync(() => _cloud.Engine.Networks.RemoveAsync(network.Id, VmLab.Somebody, null, default));

        Assert.Equal(ZsErrorId.PermissionDenied, error!.ErrorId);
        Assert.Contains("without the privilege VirtualMachine.Config.EditDevice", error.Message, StringComparison.Ordinal);
        Assert.Equal(network.Id, (await _cloud.Engine.Networks.GetAsync(network.Id, default)).Id);
        await _cloud.SyncAsync(_lab);
        Assert.Equal(4 - call, (await _cloud.Engine.Networks.CheckRemoveAsync(network.Id, true, default)).Adapters.Count);

        _proxy.Clear();
        await _cloud.Engine.Networks.RemoveAsync(network.Id, VmLab.Somebody, null, default);
        Assert.Equal(0, await _cloud.Engine.Records.NetworksAsync(new NetworkQuery(), default).CountAsync());
        Assert.Equal(0, await _cloud.Engine.Records.VmNicsAsync(new VmNicQuery { NetworkNames = ["prod-db"] }, default).CountAsync());
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("refused")]
    public async Task Whichever_call_of_a_removal_breaks_the_next_removal_leaves_no_adapter_behind(string weather)
    {
        var storm = weather == "lost" ? Weather.ResetAfter(0) : Weather.Fault("SystemError", "A general system error occurred.", "<reason>disk</reason>");
        IReadOnlyList<string> adapters = [];
        for (var (call, calls) = (1, 1); call <= calls; call++)
        {
            var network = await _cloud.Engine.Networks.CreateAsync(await RequestAsync("prod-db", "dvs-production", "Production") with { VlanId = 120 }, VmLab.Somebody, null, default);
            foreach (var vm in adapters)
            {
                await _cloud.Engine.Vms.RunAsync(new AddVmNicRequest((await VmAsync(vm)).Id, new VmNetworkRequest(network.Id)), VmLab.Somebody, null, default);
            }
            adapters = (await _cloud.Engine.Networks.CheckRemoveAsync(network.Id, true, default)).Adapters;
            Assert.NotEmpty(adapters);
            var before = _proxy.Calls(Call);
            _proxy.On(Call, call, storm);
            var error = await TryAsync(() => _cloud.Engine.Networks.RemoveAsync(network.Id, VmLab.Somebody, null, default));
            calls = Math.Max(calls, _proxy.Calls(Call) - before);
            _proxy.Clear();

            await _cloud.SyncAsync(_lab);
            if (error is not null && await _cloud.Engine.Records.NetworksAsync(new NetworkQuery(), default).AnyAsync())
            {
                await _cloud.Engine.Networks.RemoveAsync(network.Id, VmLab.Somebody, null, default);
            }

            Assert.Equal(0, await _cloud.Engine.Records.NetworksAsync(new NetworkQuery(), default).CountAsync());
            Assert.Equal(0, await _cloud.Engine.Records.VmNicsAsync(new VmNicQuery { NetworkNames = ["prod-db"] }, default).CountAsync());
            Assert.All(await _cloud.Engine.Operations.ListAsync(new TaskQuery(), default), t => Assert.True(t.IsCompleted, $"call {call}: {t.Action} {t.State}"));
        }
        Assert.True(adapters.Count > 1);
    }

    private ValueTask<ZsVm> VmAsync(string name) => _cloud.Engine.Records.VmsAsync(new VmQuery { Names = [name] }, default).FirstAsync();

    private static Cloud Open() => new();

    private async Task AssertAllOrNoneAsync(string name, string vswitch, ZsException? error)
    {
        _proxy.Clear();
        // What could not be undone while vCenter was out of reach is undone by now.
        await _cloud.SyncAsync(_lab);
        var switches = await _cloud.Engine.Records.SwitchesAsync(new SwitchQuery { Names = [vswitch] }, default).ToListAsync();
        var portGroups = switches.Sum(s => s.PortGroups.Count(g => g.Name == name));
        var networks = await _cloud.Engine.Records.NetworksAsync(new NetworkQuery { Names = [name] }, default).ToListAsync();
        Assert.Equal((name, error is null ? 1 : 0, error is null ? 1 : 0), (name, networks.Count, portGroups));
        Assert.All(networks, n => Assert.Equal(ZsState.Enabled, n.State));
        Assert.All(await _cloud.Engine.Operations.ListAsync(new TaskQuery(), default), t => Assert.True(t.IsCompleted, $"{name}: {t.Action} {t.State}"));
        if (error is null)
        {
            // Its addresses would be in the way of the next one.
            await _cloud.Engine.Networks.RemoveAsync(networks[0].Id, VmLab.Somebody, null, default);
        }
        _did.Add(error is null ? "succeeded" : "failed");
    }

    private async Task<IReadOnlyDictionary<string, int>> CallsAsync(Func<Task> work)
    {
        var before = new Dictionary<string, int>(_proxy.AllCalls);
        await work();
        await _cloud.Engine.Networks.RemoveAsync((await _cloud.Engine.Records.NetworksAsync(new NetworkQuery { Names = ["calm"] }, default).FirstAsync()).Id, VmLab.Somebody, null, default);
        // A task's end is waited for as often as it takes; a wait that breaks is another test's.
        return _proxy.AllCalls.Where(c => !c.Key.Contains(' ', StringComparison.Ordinal) && !c.Key.Contains("WaitForUpdates", StringComparison.Ordinal))
            .Select(c => (c.Key, Count: c.Value - before.GetValueOrDefault(c.Key))).Where(c => c.Count > 0).ToDictionary(c => c.Key, c => c.Count);
    }

    private static async Task<ZsException?> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (ZsException e)
        {
            return e;
        }
    }

    private async Task MakeAsync(string name, string vswitch, string cluster) =>
        await _cloud.Engine.Networks.CreateAsync(await RequestAsync(name, vswitch, cluster), VmLab.Somebody, null, default);

    private async Task<NewNetworkRequest> RequestAsync(string name, string vswitch, string cluster) => new()
    {
        VCenterId = _lab.Id,
        Name = name,
        Kind = ZsNetworkKind.Flat,
        ClusterId = (await _cloud.Engine.Records.ClustersAsync(new ResourceQuery { Names = [cluster] }, default).FirstAsync()).Id,
        Switch = vswitch,
        VlanId = 2999,
        Ranges = [new IpRangeRequest { Cidr = "10.99.0.0/24" }],
    };
}
