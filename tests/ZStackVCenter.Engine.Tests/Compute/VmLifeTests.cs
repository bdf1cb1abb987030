using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Tests.Compute;

public sealed class VmLifeTests(VmLab lab) : IClassFixture<VmLab>
{
    [Fact]
    public async Task A_VM_is_made_with_an_address_its_size_and_its_disks_and_runs()
    {
        var disk = await lab.Engine.Offerings.CreateDiskOfferingAsync("one", 1L << 30, null, VmLab.Somebody, default);

        var vm = await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("made01", disk.Id), VmLab.Somebody, null, default);

        Assert.Equal((ZsVmState.Running, 1, 512L << 20, "tpl-ubuntu-22.04", "small"), (vm.State, vm.CpuCount, vm.MemorySize, vm.Image, vm.InstanceOffering));
        Assert.Equal([lab.Network.PortGroup], vm.Networks);
        Assert.Equal(2, await lab.Engine.Records.VolumesAsync(new VolumeQuery { VmIds = [vm.Id] }, default).CountAsync());
        var address = await lab.Engine.Networks.AddressesAsync(new IpAddressQuery { NetworkIds = [lab.Network.Id] }, default).Where(a => a.OwnerId == vm.Id).SingleAsync();
        Assert.Equal(("made01", true), (address.Owner, address.Used));
        await lab.AssertNothingLostAsync(lab.Engine);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_before_anything_is_copied()
    {
        await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("twice"), VmLab.Somebody, null, default);

        var error = await Assert.ThrowsAsync<ZsException>(async () => await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("twice"), VmLab.Somebody, null, default));

        Assert.Equal(ZsErrorId.VmExists, error.ErrorId);
    }

    [Fact]
    public async Task A_VM_without_data_volumes_is_copied_while_it_runs_and_one_with_them_is_not()
    {
        var source = await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("origin"), VmLab.Somebody, null, default);

        var copy = await lab.Engine.Vms.CopyAsync(new CopyVmRequest { SourceId = source.Id, Name = "copy" }, VmLab.Somebody, null, default);

        Assert.Equal((ZsVmState.Running, source.CpuCount, source.Cluster), (copy.State, copy.CpuCount, copy.Cluster));
        var addresses = await lab.Engine.Networks.AddressesAsync(new IpAddressQuery(), default).ToListAsync();
        Assert.Single(addresses, a => a.OwnerId == copy.Id);
        var db = await lab.VmAsync("db01");
        var error = await Assert.ThrowsAsync<ZsException>(() => lab.Engine.Vms.CopyAsync(new CopyVmRequest { SourceId = db.Id, Name = "db-copy" }, VmLab.Somebody, null, default));
        Assert.Equal(ZsErrorId.VmHasDataVolume, error.ErrorId);
    }

    [Fact]
    public async Task A_removed_VM_is_in_the_recycle_bin_and_comes_back_with_its_address()
    {
        var vm = await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("gone") with { Networks = [new VmNetworkRequest(lab.Network.Id, "10.20.0.77")] }, VmLab.Somebody, null, default);

        var removed = await lab.Engine.Vms.RunAsync(new RemoveVmRequest(vm.Id), VmLab.Somebody, null, default);

        Assert.Equal(ZsVmState.Destroyed, removed!.State);
        Assert.Equal(0, await lab.Engine.Records.VmsAsync(new VmQuery { Names = ["gone"] }, default).CountAsync());
        Assert.Single(await lab.Engine.RecycleBin.ListAsync(new ResourceQuery { Names = ["gone"] }, null, default));
        Assert.DoesNotContain(await lab.Engine.Networks.AddressesAsync(new IpAddressQuery(), default).ToListAsync(), a => a.IpAddress == "10.20.0.77");
        await lab.AssertNothingLostAsync(lab.Engine);

        var back = await lab.Engine.Vms.RunAsync(new RestoreVmRequest(vm.Id), VmLab.Somebody, null, default);

        Assert.Equal(ZsVmState.Stopped, back!.State);
        Assert.Contains(await lab.Engine.Networks.AddressesAsync(new IpAddressQuery(), default).ToListAsync(), a => a.IpAddress == "10.20.0.77" && a.OwnerId == vm.Id);
    }

    [Fact]
    public async Task Only_what_is_in_the_recycle_bin_is_removed_for_good()
    {
        var vm = await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("forever"), VmLab.Somebody, null, default);
        Assert.Equal(ZsErrorId.VmState, (await Assert.ThrowsAsync<ZsException>(() => lab.Engine.Vms.RunAsync(new ExpungeVmRequest(vm.Id), VmLab.Somebody, null, default))).ErrorId);
        await lab.Engine.Vms.RunAsync(new RemoveVmRequest(vm.Id), VmLab.Somebody, null, default);

        Assert.Null(await lab.Engine.Vms.RunAsync(new ExpungeVmRequest(vm.Id), VmLab.Somebody, null, default));

        await lab.AssertNothingLostAsync(lab.Engine);
        Assert.DoesNotContain(await lab.Engine.Records.VmsAsync(new VmQuery { Life = VmLifeScope.All }, default).ToListAsync(), v => v.Id == vm.Id);
    }

    [Fact]
    public async Task A_network_is_made_adopted_and_removed_with_its_adapters()
    {
        var network = await lab.NetworkAsync("extra-net", "10.30.0.0/24");
        var vm = await lab.Engine.Vms.CreateAsync(await lab.RequestAsync("on-extra") with { Networks = [new VmNetworkRequest(network.Id)] }, VmLab.Somebody, null, default);
        Assert.Equal(ZsErrorId.NetworkExists, (await Assert.ThrowsAsync<ZsException>(() => lab.NetworkAsync("extra-net", "10.31.0.0/24"))).ErrorId);

        await lab.Engine.Networks.RemoveAsync(network.Id, VmLab.Somebody, null, default);

        Assert.Equal(0, await lab.Engine.Records.VmNicsAsync(new VmNicQuery { VmIds = [vm.Id] }, default).CountAsync());
        // The port group stays, and the next network of that name adopts it.
        Assert.True((await lab.Engine.Networks.CheckAsync(await lab.NetworkRequestAsync("extra-net", "10.31.0.0/24"), true, default)).PortGroupIsThere);
    }
}
