using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Engine.Tests.Compute;

public sealed class VmPowerTests(VmLab lab) : IClassFixture<VmLab>
{
    [Fact]
    public async Task A_VM_is_stopped_and_started_and_each_change_is_audited()
    {
        var vm = await lab.VmAsync("web01");

        var stopped = await lab.Engine.Vms.RunAsync(new StopVmRequest(vm.Id) { PowerOff = true }, VmLab.Somebody, null, default);
        var again = await lab.Engine.Vms.RunAsync(new StopVmRequest(vm.Id), VmLab.Somebody, null, default);
        var started = await lab.Engine.Vms.RunAsync(new StartVmRequest(vm.Id), VmLab.Somebody, null, default);

        Assert.Equal((ZsVmState.Stopped, ZsVmState.Stopped, ZsVmState.Running), (stopped!.State, again!.State, started!.State));
        var audits = await lab.Engine.Audit.ListAsync(new Engine.Records.AuditQuery { ResourceIds = [vm.Id] }, default).ToListAsync();
        Assert.Equal(["StartVm", "StopVm"], audits.Select(a => a.Action));
    }

    [Theory]
    [InlineData("esx-04.example.com", ZsErrorId.HostUnfit, "Host 'esx-04.example.com' is in cluster 'Development', and VM 'cache02' in 'Production'.")]
    [InlineData("esx-05.example.com", ZsErrorId.HostUnfit, "Host 'esx-05.example.com' is in maintenance mode.")]
    public async Task A_VM_is_not_started_on_a_host_where_it_cannot_run(string host, string id, string words)
    {
        // vCenter passes over a host that does not fit, and starts the VM where it was (VirtualMachine.PowerOnVM_Task).
        var vm = await lab.VmAsync("cache02");
        var wanted = await lab.Engine.Records.HostsAsync(new Engine.Records.HostQuery { Names = [host] }, default).FirstAsync();

        var error = await Assert.ThrowsAsync<ZsException>(() => lab.Engine.Vms.RunAsync(new StartVmRequest(vm.Id) { HostId = wanted.Id }, VmLab.Somebody, null, default));

        Assert.Equal((id, words), (error.ErrorId, error.Message));
        Assert.Equal($"Start on {vm.VMHost}", (await lab.Engine.Vms.CheckAsync(new StartVmRequest(vm.Id) { HostId = vm.HostId }, default)).Words);
    }

    [Fact]
    public async Task A_guest_with_tools_is_shut_down()
    {
        var vm = await lab.VmAsync("web02");

        var stopped = await lab.Engine.Vms.RunAsync(new StopVmRequest(vm.Id) { ShutdownTimeout = TimeSpan.FromSeconds(20) }, VmLab.Somebody, null, default);

        Assert.Equal(ZsVmState.Stopped, stopped!.State);
    }

    [Fact]
    public async Task A_VM_is_suspended_resumed_and_reset()
    {
        var vm = await lab.VmAsync("web03");

        Assert.Equal(ZsVmState.Paused, (await lab.Engine.Vms.RunAsync(new SuspendVmRequest(vm.Id), VmLab.Somebody, null, default))!.State);
        Assert.Equal(ZsVmState.Running, (await lab.Engine.Vms.RunAsync(new ResumeVmRequest(vm.Id), VmLab.Somebody, null, default))!.State);
        Assert.Equal(ZsVmState.Running, (await lab.Engine.Vms.RunAsync(new RestartVmRequest(vm.Id) { Reset = true }, VmLab.Somebody, null, default))!.State);
    }

    [Fact]
    public async Task A_guest_with_tools_is_asked_to_restart_and_the_VM_is_not_reset()
    {
        // The simulator does not know RebootGuest: this is a vCenter's answer to it.
        await using var proxy = FaultProxy.StartTls(lab.VCenter.Uri);
        proxy.On("RebootGuest", Weather.Soap("<RebootGuestResponse xmlns=\"urn:vim25\"/>"));
        await using var cloud = new Cloud();
        await cloud.SyncAsync(await cloud.ConnectAsync(lab.VCenter, proxy.Uri));
        var vm = await cloud.Engine.Records.VmsAsync(new Engine.Records.VmQuery { Names = ["app03"] }, default).FirstAsync();

        await cloud.Engine.Vms.RunAsync(new RestartVmRequest(vm.Id), VmLab.Somebody, null, default);

        Assert.Equal((1, 0), (proxy.Calls("RebootGuest"), proxy.Calls("ResetVM_Task")));
    }

    [Fact]
    public async Task A_running_VM_moves_to_the_best_host_and_to_a_named_one()
    {
        var vm = await lab.VmAsync("web04");

        var moved = await lab.Engine.Vms.RunAsync(new MoveVmRequest(vm.Id), VmLab.Somebody, null, default);

        Assert.NotEqual(vm.VMHost, moved!.VMHost);
        Assert.Equal(vm.Cluster, moved.Cluster);
        var back = await lab.Engine.Vms.RunAsync(new MoveVmRequest(vm.Id) { HostId = vm.HostId }, VmLab.Somebody, null, default);
        Assert.Equal(vm.VMHost, back!.VMHost);
    }

    [Fact]
    public async Task A_move_to_a_host_that_does_not_reach_its_storage_is_refused()
    {
        var vm = await lab.VmAsync("web05");
        var other = await lab.Engine.Records.HostsAsync(new Engine.Records.HostQuery { Names = ["esx-04.example.com"] }, default).FirstAsync();

        var error = await Assert.ThrowsAsync<ZsException>(() => lab.Engine.Vms.RunAsync(new MoveVmRequest(vm.Id) { HostId = other.Id }, VmLab.Somebody, null, default));

        Assert.Equal(ZsErrorId.VmOnLocalStorage, error.ErrorId);
        Assert.Contains("nvme-prod-01", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_VM_is_renamed_and_resized_and_a_running_one_is_not()
    {
        var vm = await lab.VmAsync("cache02");

        var changed = await lab.Engine.Vms.RunAsync(
            new SetVmRequest(vm.Id) { Name = "cache-two", CpuCount = 3, MemorySize = 1L << 30, HaLevel = ZsHaLevel.NeverStop, Description = "mine" }, VmLab.Somebody, null, default);

        Assert.Equal(("cache-two", 3, 1L << 30, ZsHaLevel.NeverStop, "mine"), (changed!.Name, changed.CpuCount, changed.MemorySize, changed.HaLevel, changed.Description));
        var running = await lab.VmAsync("cache01");
        var error = await Assert.ThrowsAsync<ZsException>(() => lab.Engine.Vms.RunAsync(new SetVmRequest(running.Id) { CpuCount = 3 }, VmLab.Somebody, null, default));
        Assert.Equal(ZsErrorId.VmState, error.ErrorId);
    }

    [Fact]
    public async Task A_VM_is_not_given_the_name_of_another_one_in_its_folder()
    {
        var vm = await lab.VmAsync("test03");

        var error = await Assert.ThrowsAsync<ZsException>(() => lab.Engine.Vms.RunAsync(new SetVmRequest(vm.Id) { Name = "test01" }, VmLab.Somebody, null, default));

        Assert.Equal(ZsErrorId.VmExists, error.ErrorId);
        Assert.Equal("SetVm of 'test03' failed at 'Rename the VM': vCenter 'lab' has a VM or folder 'test01' in the folder of 'test03' already. Everything it did was undone.", error.Message);
        Assert.Equal("Test03", (await lab.Engine.Vms.RunAsync(new SetVmRequest(vm.Id) { Name = "Test03" }, VmLab.Somebody, null, default))!.Name);
    }

    [Fact]
    public async Task A_running_VM_may_be_told_the_size_that_it_has()
    {
        var vm = await lab.VmAsync("app01");

        Assert.True((await lab.Engine.Vms.CheckAsync(new SetVmRequest(vm.Id) { Name = vm.Name, CpuCount = vm.CpuCount, MemorySize = vm.MemorySize }, default)).IsDone);
        Assert.Equal(vm.State, (await lab.Engine.Vms.RunAsync(new SetVmRequest(vm.Id) { CpuCount = vm.CpuCount, Description = "mine" }, VmLab.Somebody, null, default))!.State);
    }

    [Fact]
    public async Task What_needs_a_vCenter_that_is_not_connected_is_refused_before_anything_is_done()
    {
        await using var cloud = new Cloud();
        var away = await cloud.ConnectAsync(lab.VCenter);
        await cloud.SyncAsync(away);
        await cloud.Engine.VCenters.DisconnectAsync(away.Id);
        var vm = await cloud.Engine.Records.VmsAsync(new Engine.Records.VmQuery { Names = ["app02"] }, default).FirstAsync();

        var error = await Assert.ThrowsAsync<ZsException>(() => cloud.Engine.Vms.RunAsync(new StopVmRequest(vm.Id), VmLab.Somebody, null, default));

        Assert.Equal(ZsErrorId.NotConnected, error.ErrorId);
        Assert.Empty(await cloud.Engine.Operations.ListAsync(new Engine.Records.TaskQuery(), default));
    }

    [Fact]
    public async Task A_VM_that_somebody_removed_behind_our_back_is_told_apart_from_a_failure()
    {
        var vm = await lab.VmAsync("proxy02");
        await lab.VCenter.Control.RemoveVmAsync("proxy02");

        var error = await Assert.ThrowsAsync<ZsException>(() => lab.Engine.Vms.RunAsync(new StopVmRequest(vm.Id) { PowerOff = true }, VmLab.Somebody, null, default));

        Assert.Equal(ZsErrorId.VmVanished, error.ErrorId);
        Assert.Equal(0, await lab.Engine.Records.VmsAsync(new Engine.Records.VmQuery { Ids = [vm.Id] }, default).CountAsync());
    }

    [Fact]
    public async Task The_address_of_a_guest_is_waited_for_and_recorded()
    {
        var vm = await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("waited"), VmLab.Somebody, null, default);
        Assert.NotEqual("10.29.0.9", vm.DefaultIp);

        var waiting = lab.Engine.Vms.WaitAddressAsync(vm.Id, TimeSpan.FromMinutes(1), default);
        await lab.VCenter.Control.SetGuestAsync("waited", "169.254.7.7", "waited");
        await lab.VCenter.Control.SetGuestAsync("waited", "10.29.0.9", "waited");

        Assert.Equal("10.29.0.9", (await waiting).DefaultIp);
    }

    [Fact]
    public async Task An_address_that_does_not_come_and_a_guest_that_does_not_run_are_told_apart()
    {
        var vm = await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("silent"), VmLab.Somebody, null, default);
        var late = await Assert.ThrowsAsync<ZsException>(() => lab.Engine.Vms.WaitAddressAsync(vm.Id, TimeSpan.FromSeconds(1), default));
        Assert.Equal(ZsErrorId.GuestAddressTimeout, late.ErrorId);
        await lab.Engine.Vms.RunAsync(new StopVmRequest(vm.Id) { PowerOff = true }, VmLab.Somebody, null, default);

        var off = await Assert.ThrowsAsync<ZsException>(() => lab.Engine.Vms.WaitAddressAsync(vm.Id, TimeSpan.FromMinutes(1), default));

        Assert.Equal(ZsErrorId.VmState, off.ErrorId);
    }
}
