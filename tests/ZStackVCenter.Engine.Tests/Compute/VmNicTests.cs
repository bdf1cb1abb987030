using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Tests.Compute;

public sealed class VmNicTests(VmLab lab) : IClassFixture<VmLab>
{
    [Fact]
    public async Task An_adapter_is_added_with_the_address_that_was_asked_for_and_taken_away_with_it()
    {
        var vm = await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("two-legs"), VmLab.Somebody, null, default);

        var changed = await RunAsync(new AddVmNicRequest(vm.Id, new VmNetworkRequest(lab.Other.Id, "10.21.0.99")));

        Assert.Equal([lab.Network.PortGroup, lab.Other.PortGroup], changed.Networks);
        var added = await AdapterAsync(vm.Id, lab.Other.Id);
        Assert.Equal(("10.21.0.99", "Vmxnet3", true), (added.AssignedIp, added.AdapterType, added.Connected));
        Assert.Equal([vm.Id], await lab.Engine.Records.VmsAsync(new VmQuery { NetworkIds = [lab.Other.Id] }, default).Select(v => v.Id).ToListAsync());

        changed = await RunAsync(new RemoveVmNicRequest(vm.Id, added.Id));

        Assert.Equal([lab.Network.PortGroup], changed.Networks);
        Assert.DoesNotContain(await AddressesAsync(), a => a.IpAddress == "10.21.0.99");
        await lab.AssertNothingLostAsync(lab.Engine);
    }

    [Fact]
    public async Task The_last_adapter_may_go_and_the_next_one_has_the_default_route()
    {
        var vm = await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("bare") with { NoStart = true }, VmLab.Somebody, null, default);
        Assert.NotNull(vm.DefaultIp);

        var bare = await RunAsync(new RemoveVmNicRequest(vm.Id, (await AdapterAsync(vm.Id, lab.Network.Id)).Id));
        Assert.Empty(bare.Networks);
        Assert.Null(bare.DefaultIp);

        var again = await RunAsync(new AddVmNicRequest(vm.Id, new VmNetworkRequest(lab.Other.Id)));
        Assert.Equal((await AdapterAsync(vm.Id, lab.Other.Id)).AssignedIp, again.DefaultIp);
        Assert.NotNull(again.DefaultIp);
    }

    [Fact]
    public async Task A_network_that_the_VM_is_on_an_address_that_is_taken_and_one_of_no_range_are_refused()
    {
        var vm = await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("refused") with { Networks = [new VmNetworkRequest(lab.Network.Id, "10.20.0.50")] }, VmLab.Somebody, null, default);
        var other = await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("refused-too") with { Networks = [new VmNetworkRequest(lab.Other.Id)] }, VmLab.Somebody, null, default);

        Assert.Equal(ZsErrorId.InvalidArgument, await RefusedAsync(new AddVmNicRequest(vm.Id, new VmNetworkRequest(lab.Network.Id))));
        Assert.Equal(ZsErrorId.IpAddressInUse, await RefusedAsync(new AddVmNicRequest(other.Id, new VmNetworkRequest(lab.Network.Id, "10.20.0.50"))));
        Assert.Equal(ZsErrorId.IpAddressInvalid, await RefusedAsync(new AddVmNicRequest(vm.Id, new VmNetworkRequest(lab.Other.Id, "10.99.0.50"))));
        Assert.Equal(ZsErrorId.NotFound, await RefusedAsync(new RemoveVmNicRequest(vm.Id, Guid.NewGuid())));
    }

    [Fact]
    public async Task The_addresses_of_a_VM_that_somebody_removed_behind_our_back_are_free_again()
    {
        await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("behind") with { Networks = [new VmNetworkRequest(lab.Network.Id, "10.20.0.60")] }, VmLab.Somebody, null, default);
        await lab.VCenter.Control.RemoveVmAsync("behind");

        await lab.Cloud.SyncAsync(lab.Lab);

        Assert.DoesNotContain(await AddressesAsync(), a => a.IpAddress == "10.20.0.60");
    }

    private async Task<ZsVm> RunAsync(VmRequest request) => (await lab.Engine.Vms.RunAsync(request, VmLab.Somebody, null, default))!;

    private async Task<string> RefusedAsync(VmRequest request) => (await Assert.ThrowsAsync<ZsException>(() => lab.Engine.Vms.CheckAsync(request, default))).ErrorId;

    private ValueTask<ZsVmNic> AdapterAsync(Guid vm, Guid network) =>
        lab.Engine.Records.VmNicsAsync(new VmNicQuery { VmIds = [vm], NetworkIds = [network] }, default).SingleAsync();

    private ValueTask<List<ZsIpAddress>> AddressesAsync() => lab.Engine.Networks.AddressesAsync(new IpAddressQuery(), default).Where(a => a.Used).ToListAsync();
}
