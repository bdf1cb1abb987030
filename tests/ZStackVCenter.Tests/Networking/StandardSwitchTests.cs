namespace ZStackVCenter.Tests.Networking;

/// <summary>Networks on a standard switch: the port group is on every host of the cluster, or on none that had none.</summary>
public sealed class StandardSwitchTests : IAsyncLifetime
{
    private static readonly string[] Hosts = ["esx-04.example.com", "esx-05.example.com", "esx-06.example.com"];

    private ModuleShell _module = null!;
    private SimulatedVCenter _vcenter = null!;
    private FaultProxy _proxy = null!;

    public async Task InitializeAsync()
    {
        _vcenter = await SimulatedVCenter.StartAsync(new() { Demo = true });
        // Plain HTTP in front, so that the thumbprint plays no part.
        _proxy = FaultProxy.Start(_vcenter.Uri);
        _module = new ModuleShell().Knowing(_vcenter, _proxy.Uri);
        _module.Run("Connect-ZsVCenter -Server $server -Port $port -Protocol Http -Credential $credential -Name lab").Succeed();
    }

    public async Task DisposeAsync()
    {
        _module.Dispose();
        await _proxy.DisposeAsync();
        await _vcenter.DisposeAsync();
    }

    [Fact]
    public void A_port_group_is_made_on_every_host_and_is_one_network()
    {
        const string Make = "New-ZsNetwork std-net -Flat -Switch vSwitch1 -Cluster Development -VlanId 320 -Cidr 10.32.0.0/24";
        Assert.Contains("make its port group on 3 hosts on switch vSwitch1, VLAN 320", _module.Run(Make + " -WhatIf").Succeed().Display, StringComparison.Ordinal);
        Assert.Equal(0, _proxy.Calls("AddPortGroup"));

        var network = Assert.Single(_module.Run(Make).Succeed().As<ZsNetwork>());

        Assert.Equal(3, _proxy.Calls("AddPortGroup"));
        Assert.Equal((ZsSwitchKind.Standard, 320), (network.SwitchKind, network.VlanId));
        Assert.StartsWith("network-", network.ManagedObjectId, StringComparison.Ordinal);
        var group = Assert.Single(PortGroups("std-net"));
        Assert.Equal((320, 3, network.ManagedObjectId), (group.VlanId, group.HostCount, group.ManagedObjectId));
    }

    [Fact]
    public void A_port_group_that_every_host_has_is_adopted_and_nothing_is_made()
    {
        var network = Assert.Single(_module.Run("New-ZsNetwork test-lan -Flat -Switch vSwitch1 -Cluster Development -VlanId 310 -Cidr 10.31.0.0/24").Succeed().As<ZsNetwork>());
        Assert.Equal(0, _proxy.Calls("AddPortGroup"));
        Assert.Equal(10, _module.Run("Get-ZsNetwork test-lan | Get-ZsVm").As<ZsVm>().Count);
        Assert.Equal(Assert.Single(PortGroups("test-lan")).ManagedObjectId, network.ManagedObjectId);
    }

    [Fact]
    public async Task A_host_that_refuses_leaves_the_others_as_they_were()
    {
        // One host has the port group already: that one is not of our making and stays.
        await _vcenter.Control.AddPortGroupAsync(Hosts[0], "vSwitch1", "half-net", 321);
        const string Make = "New-ZsNetwork half-net -Flat -Switch vSwitch1 -Cluster Development -VlanId 321 -Cidr 10.32.1.0/24";
        Assert.Contains("make its port group on 2 hosts", _module.Run(Make + " -WhatIf").Succeed().Display, StringComparison.Ordinal);
        _proxy.On("AddPortGroup", call: 2, Weather.Fault("HostConfigFault", "The host is out of sorts."));

        var error = _module.Run(Make).Error();

        Assert.StartsWith("ZsVCenterFault,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("out of sorts", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Everything it did was undone.", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal((2, 2), (_proxy.Calls("AddPortGroup"), _proxy.Calls("RemovePortGroup")));
        Assert.Contains("make its port group on 2 hosts", _module.Run(Make + " -WhatIf").Succeed().Display, StringComparison.Ordinal);
        Assert.Empty(_module.Run("Get-ZsNetwork half*").Succeed().Objects);
        Assert.Empty(_module.Run("Get-ZsIpRange").Succeed().Objects);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_answer_that_is_lost_on_the_way_leaves_all_or_none(int call)
    {
        _proxy.On("AddPortGroup", call, Weather.ResetAfter(0));

        var result = _module.Run("New-ZsNetwork lost-net -Flat -Switch vSwitch1 -Cluster Development -VlanId 322 -Cidr 10.32.2.0/24");

        // vCenter did it, and nobody knows: what was made is taken back, also on the host whose answer was lost.
        Assert.Contains("Everything it did was undone.", result.Error().Exception.Message, StringComparison.Ordinal);
        _module.Run("Sync-ZsVCenter lab").Succeed();
        Assert.Empty(PortGroups("lost-net"));
        Assert.Empty(_module.Run("Get-ZsNetwork lost*").Succeed().Objects);
        // And the next try makes it.
        _proxy.Clear();
        _module.Run("New-ZsNetwork lost-net -Flat -Switch vSwitch1 -Cluster Development -VlanId 322 -Cidr 10.32.2.0/24").Succeed();
        Assert.Equal([3], PortGroups("lost-net").Select(g => g.HostCount));
    }

    [Fact]
    public async Task A_port_group_of_that_name_that_differs_on_one_host_is_left_alone_and_nothing_is_made()
    {
        await _vcenter.Control.AddPortGroupAsync(Hosts[2], "vSwitch0", "other-net", 7);
        var error = _module.Run("New-ZsNetwork other-net -Flat -Switch vSwitch1 -Cluster Development -VlanId 323").Error();
        Assert.StartsWith("ZsPortGroupDiffers,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Host 'esx-06.example.com' has a port group 'other-net' on switch 'vSwitch0' with VLAN 7.", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, _proxy.Calls("AddPortGroup"));
    }

    [Fact]
    public async Task A_host_that_is_not_connected_is_said_before_anything_is_made()
    {
        await _vcenter.Control.SetConnectionAsync(Hosts[1], "disconnected");
        var error = _module.Run("New-ZsNetwork away-net -Flat -Switch vSwitch1 -Cluster Development -VlanId 324").Error();
        Assert.Contains("Host 'esx-05.example.com' is not connected", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, _proxy.Calls("AddPortGroup"));
    }

    private IReadOnlyList<ZsPortGroup> PortGroups(string name) =>
        _module.Run($"(Get-ZsSwitch vSwitch1).PortGroups | Where-Object Name -eq {name}").Succeed().As<ZsPortGroup>();
}
