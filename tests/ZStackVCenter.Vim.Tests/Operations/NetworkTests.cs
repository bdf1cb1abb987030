using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tests.Operations;

public sealed class NetworkTests(VCenterFixture fixture) : IClassFixture<VCenterFixture>
{
    private readonly SimulatedVCenter _server = fixture.VCenter;

    [Fact]
    public async Task A_distributed_port_group_is_made_with_its_vlan()
    {
        await using var client = await _server.ConnectAsync();
        var land = await Landscape.FindAsync(client);
        var dvs = (await Landscape.AllAsync(client, "DistributedVirtualSwitch"))[0];
        await land.RunAsync(client.AddDVPortgroup_Task(dvs,
        [
            Group("vlan-20", new VmwareDistributedVirtualSwitchVlanIdSpec { VlanId = 20 }),
            Group("trunk", new VmwareDistributedVirtualSwitchTrunkVlanSpec { VlanId = [new() { Start = 30, End = 39 }] }),
        ]));
        var path = $"{await land.ReadAsync<string>(land.Datacenter, "name")}/network/";
        var made = (await client.FindByInventoryPath(client.Content.SearchIndex!, path + "vlan-20"))!;
        var setting = Assert.IsType<VMwareDVSPortSetting>(await client.Properties.ReadAsync(made, "config.defaultPortConfig"));
        Assert.Equal(20, Assert.IsType<VmwareDistributedVirtualSwitchVlanIdSpec>(setting.Vlan).VlanId);
        var trunk = (await client.FindByInventoryPath(client.Content.SearchIndex!, path + "trunk"))!;
        setting = Assert.IsType<VMwareDVSPortSetting>(await client.Properties.ReadAsync(trunk, "config.defaultPortConfig"));
        Assert.Equal(39, Assert.IsType<VmwareDistributedVirtualSwitchTrunkVlanSpec>(setting.Vlan).VlanId[0].End);
        await land.RunAsync(client.Destroy_Task(made));
        Assert.Null(await client.FindByInventoryPath(client.Content.SearchIndex!, path + "vlan-20"));
    }

    [Fact]
    public async Task A_hosts_port_group_is_made_and_taken_away()
    {
        await using var client = await _server.ConnectAsync();
        var land = await Landscape.FindAsync(client);
        var system = (await land.ReadAsync<ManagedObjectReference>(land.Hosts[0], "configManager.networkSystem"))!;
        var spec = new HostPortGroupSpec { Name = "vlan-50", VlanId = 50, VswitchName = "vSwitch0", Policy = new HostNetworkPolicy { Security = new() { AllowPromiscuous = false } } };
        await client.AddPortGroup(system, spec);
        var info = Assert.IsType<HostNetworkInfo>(await client.Properties.ReadAsync(system, "networkInfo"));
        Assert.Equal(50, info.Portgroup.Single(p => p.Spec!.Name == "vlan-50").Spec!.VlanId);
        // The simulator says DuplicateName where the documentation has AlreadyExists.
        Assert.True((await Assert.ThrowsAsync<VimFaultException>(() => client.AddPortGroup(system, spec))).Fault is AlreadyExists or DuplicateName);
        await client.RemovePortGroup(system, "vlan-50");
        info = Assert.IsType<HostNetworkInfo>(await client.Properties.ReadAsync(system, "networkInfo"));
        Assert.DoesNotContain(info.Portgroup, p => p.Spec!.Name == "vlan-50");
    }

    private static DVPortgroupConfigSpec Group(string name, VmwareDistributedVirtualSwitchVlanSpec vlan) => new()
    {
        Name = name,
        Type = DVPortgroupTypes.EarlyBinding,
        NumPorts = 8,
        AutoExpand = true,
        DefaultPortConfig = new VMwareDVSPortSetting { Vlan = vlan },
    };
}
