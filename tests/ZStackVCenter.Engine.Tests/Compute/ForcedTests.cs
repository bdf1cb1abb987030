using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Engine.Tests.Compute;

/// <summary>A removal that is forced passes over what vCenter does not do, and says what stays there.</summary>
public sealed class ForcedTests : IAsyncLifetime
{
    private Cloud _cloud = null!;
    private SimulatedVCenter _vcenter = null!;
    private FaultProxy _proxy = null!;
    private ZsVCenter _lab = null!;

    private CloudEngine Engine => _cloud.Engine;

    public async Task InitializeAsync()
    {
        _vcenter = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Demo = true });
        _cloud = Open();
        _proxy = FaultProxy.Start(_vcenter.Uri);
        _lab = await Engine.VCenters.ConnectAsync(Bench.Request(_vcenter, _proxy.Uri) with { Timeout = TimeSpan.FromSeconds(3) }, Caller.Module, default);
        await _cloud.SyncAsync(_lab);
    }

    public async Task DisposeAsync()
    {
        await _cloud.DisposeAsync();
        await _proxy.DisposeAsync();
        await _vcenter.DisposeAsync();
    }

    [Theory]
    [InlineData("Destroy_Task", "refused")]
    [InlineData("RetrievePropertiesEx", "lost")]
    public async Task A_VM_that_vCenter_does_not_remove_is_forgotten_and_named(string method, string weather)
    {
        var vm = await VmAsync("app01");
        await Engine.Vms.RunAsync(new RemoveVmRequest(vm.Id), VmLab.Somebody, null, default);
        _proxy.On(method, weather == "lost"
            ? Weather.ResetAfter(0)
            : Weather.Fault("NoPermission", "Permission was denied.", "<object type=\"VirtualMachine\">vm-1</object><privilegeId>VirtualMachine.Inventory.Delete</privilegeId>"));

        var refusal = await Assert.ThrowsAsync<ZsException>(() => Engine.Vms.RunAsync(new ExpungeVmRequest(vm.Id), VmLab.Somebody, null, default));
        Assert.Single(await Engine.RecycleBin.ListAsync(new ResourceQuery(), null, default));
        string? left = null;
        Assert.Null(await Engine.Vms.RunAsync(new ExpungeVmRequest(vm.Id) { EvenIfItStays = true }, VmLab.Somebody, null, default, words => left = words));

        Assert.Contains("VM 'app01' may still be in vCenter", left, StringComparison.Ordinal);
        Assert.Equal(weather == "lost" ? ZsErrorId.VCenterUnreachable : ZsErrorId.PermissionDenied, refusal.ErrorId);
        Assert.Empty(await Engine.RecycleBin.ListAsync(new ResourceQuery(), null, default));
        var task = (await Engine.Operations.ListAsync(new TaskQuery { ResourceIds = [vm.Id], First = 1 }, default))[0];
        Assert.Equal((ZsTaskState.Succeeded, left), (task.State, task.LeftOver));
        Assert.Equal((ZsAuditResult.Succeeded, left), (await Engine.Audit.ListAsync(new AuditQuery { ResourceIds = [vm.Id] }, default).Select(a => (a.Result, a.Error)).FirstAsync()));
        _proxy.Clear();
        await _cloud.SyncAsync(_lab);
        Assert.Equal((ZsVmState.Stopped, vm.ManagedObjectId), ((await VmAsync("app01")).State, (await VmAsync("app01")).ManagedObjectId));
    }

    [Fact]
    public async Task Adapters_that_vCenter_does_not_detach_stay_and_the_others_are_detached()
    {
        var network = await NetworkAsync();
        _proxy.On("ReconfigVM_Task", call: 2, Weather.Fault("NoPermission", "Permission was denied.", "<object type=\"VirtualMachine\">vm-1</object><privilegeId>VirtualMachine.Config.EditDevice</privilegeId>"));

        var left = await Engine.Networks.RemoveAsync(network.Id, VmLab.Somebody, null, default, force: true);

        Assert.Contains("network adapters of db02 stay on its port group 'prod-db'", left, StringComparison.Ordinal);
        Assert.Contains("VirtualMachine.Config.EditDevice", left, StringComparison.Ordinal);
        Assert.Equal(0, await Engine.Records.NetworksAsync(new NetworkQuery(), default).CountAsync());
        Assert.Equal(["db02"], await OnPortGroupAsync());
        await _cloud.SyncAsync(_lab);
        Assert.Equal(["db02"], await OnPortGroupAsync());
    }

    [Fact]
    public async Task A_vCenter_that_is_away_is_not_asked_for_each_VM()
    {
        var network = await NetworkAsync();
        _proxy.On("POST /sdk", Weather.ResetAfter(0));

        var refusal = await Assert.ThrowsAsync<ZsException>(() => Engine.Networks.RemoveAsync(network.Id, VmLab.Somebody, null, default));
        Assert.Equal(ZsErrorId.VCenterUnreachable, refusal.ErrorId);
        _proxy.Clear();
        await _cloud.SyncAsync(_lab);
        _proxy.On("POST /sdk", Weather.ResetAfter(0));
        var before = _proxy.Calls("POST /sdk");
        var left = await Engine.Networks.RemoveAsync(network.Id, VmLab.Somebody, null, default, force: true);

        Assert.Contains("network adapters of db01, db02, db03 stay", left, StringComparison.Ordinal);
        Assert.InRange(_proxy.Calls("POST /sdk") - before, 1, 3);
        Assert.Equal(0, await Engine.Records.NetworksAsync(new NetworkQuery(), default).CountAsync());
        Assert.Equal(["db01", "db02", "db03"], await OnPortGroupAsync());
    }

    private static Cloud Open() => new();

    private async Task<ZsNetwork> NetworkAsync() => await Engine.Networks.CreateAsync(
        new NewNetworkRequest
        {
            VCenterId = _lab.Id,
            Name = "prod-db",
            Kind = ZsNetworkKind.Flat,
            ClusterId = (await Engine.Records.ClustersAsync(new ResourceQuery { Names = ["Production"] }, default).FirstAsync()).Id,
            Switch = "dvs-production",
            VlanId = 120,
        },
        VmLab.Somebody, null, default);

    private async Task<IReadOnlyList<string>> OnPortGroupAsync() =>
        await Engine.Records.VmNicsAsync(new VmNicQuery { NetworkNames = ["prod-db"] }, default).Select(n => n.Vm).Order(StringComparer.Ordinal).ToListAsync();

    private ValueTask<ZsVm> VmAsync(string name) => Engine.Records.VmsAsync(new VmQuery { Names = [name] }, default).SingleAsync();
}
