using ZStackVCenter.Engine.Inventory;

namespace ZStackVCenter.Engine.Tests.Inventory;

public sealed class ImportFilterTests
{
    [Fact]
    public void A_host_that_joined_a_distributed_switch_is_taken_and_one_that_did_not_is_left_out_with_a_reason()
    {
        var decision = ImportFilter.Decide(new SeenInventory
        {
            Hosts = [Host("h1", "c1"), Host("h2", "c1")],
            DistributedSwitches = [Dvs("dvs1", ["h1"], new SeenDistributedPortGroup("pg1", "web"), new SeenDistributedPortGroup("up", "uplinks") { Uplink = true })],
        });

        Assert.Equal(["h1"], decision.Hosts);
        Assert.Contains("no standard port group for VMs", decision.HostReasons["h2"], StringComparison.Ordinal);
        Assert.Equal(["pg1"], decision.DistributedPortGroups);
        Assert.Contains(decision.Exclusions, e => e.ManagedObjectId == "up" && e.Reason.Contains("uplinks", StringComparison.Ordinal));
    }

    [Fact]
    public void Hosts_that_share_a_switch_name_and_an_identical_port_group_are_taken_with_that_port_group()
    {
        var decision = ImportFilter.Decide(new SeenInventory
        {
            Hosts =
            [
                Host("h1", "c1", ("vSwitch0", "web", 10), ("vSwitch0", "db", 20)),
                Host("h2", "c1", ("vSwitch0", "web", 10), ("vSwitch1", "db", 20)),
                Host("h3", "c1", ("vSwitch0", "web", 11)),
                Host("h4", "c2", ("vSwitch0", "web", 10)),
                Host("h5", "c2", ("vSwitch9", "web", 10)),
            ],
        });

        Assert.Equal(["h1", "h2"], decision.Hosts.Order());
        Assert.Equal(2, Assert.Single(decision.StandardPortGroups, g => g.Key == new StandardPortGroup("c1", "vSwitch0", "web", 10)).Value);
        Assert.Single(decision.StandardPortGroups);
        Assert.Equal(2, decision.Exclusions.Count(e => e is { Type: ZsResourceType.Network, Name: "db" }));
        Assert.Equal(["h3", "h4", "h5"], decision.HostReasons.Keys.Order());
    }

    [Fact]
    public void Management_and_VMkernel_port_groups_make_no_two_hosts_alike_and_are_no_networks()
    {
        var decision = ImportFilter.Decide(new SeenInventory
        {
            Hosts = [WithManagement("h1"), WithManagement("h2")],
            DistributedSwitches = [Dvs("dvs1", ["h1"], new SeenDistributedPortGroup("vmk", "vmotion") { ForHostOnly = true })],
        });

        Assert.Equal(["h1"], decision.Hosts);
        Assert.Empty(decision.StandardPortGroups);
        Assert.Empty(decision.DistributedPortGroups);
        Assert.Equal(["dvs1", "vSwitch0"], decision.Exclusions
            .Where(e => e.Type == ZsResourceType.Network && e.Reason.Contains("VMkernel", StringComparison.Ordinal))
            .Select(e => e.Reason.Split('\'')[1]).Order());

        static SeenHost WithManagement(string id) => new(id, id, "c1")
        {
            Switches = [new("vSwitch0", [new("Management Network", 0) { ForHostOnly = true }])],
        };
    }

    [Fact]
    public void The_only_host_of_a_cluster_is_taken_when_it_has_a_port_group_for_VMs()
    {
        var decision = ImportFilter.Decide(new SeenInventory { Hosts = [Host("h1", "c1", ("vSwitch0", "VM Network", 0)), Host("h2", "c2")] });

        Assert.Equal(["h1"], decision.Hosts);
        Assert.Single(decision.StandardPortGroups);
    }

    [Fact]
    public void A_host_outside_a_cluster_is_never_taken()
    {
        var decision = ImportFilter.Decide(new SeenInventory
        {
            Hosts = [new("h1", "alone", null) { Switches = [new("vSwitch0", [new("web", 0)])] }],
            DistributedSwitches = [Dvs("dvs1", ["h1"], new SeenDistributedPortGroup("pg1", "web"))],
        });

        Assert.Empty(decision.Hosts);
        Assert.Contains("no cluster", decision.HostReasons["h1"], StringComparison.Ordinal);
        Assert.Contains("No host that is taken joined", Assert.Single(decision.Exclusions, e => e.ManagedObjectId == "pg1").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_on_both_kinds_of_switch_brings_in_both_kinds_of_network()
    {
        var decision = ImportFilter.Decide(new SeenInventory
        {
            Hosts = [Host("h1", "c1", ("vSwitch0", "web", 0)), Host("h2", "c1", ("vSwitch0", "web", 0))],
            DistributedSwitches = [Dvs("dvs1", ["h1"], new SeenDistributedPortGroup("pg1", "db"))],
        });

        Assert.Equal(["h1", "h2"], decision.Hosts.Order());
        Assert.Equal(["pg1"], decision.DistributedPortGroups);
        Assert.Single(decision.StandardPortGroups);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(null, false)]
    public void A_host_whose_switches_cannot_be_read_keeps_what_was_decided_before(bool? before, bool taken)
    {
        var decision = ImportFilter.Decide(new SeenInventory { Hosts = [new("h1", "h1", "c1") { Switches = null, TakenBefore = before }] });

        Assert.Equal(taken, decision.Hosts.Contains("h1"));
        Assert.Equal(!taken, decision.HostReasons.ContainsKey("h1"));
    }

    [Fact]
    public void A_datastore_in_a_datastore_cluster_is_left_out_as_not_supported()
    {
        var decision = ImportFilter.Decide(new SeenInventory { Datastores = [new("ds1", "iscsi-1", null), new("ds2", "iscsi-2", "pod")] });

        Assert.Equal(["ds2"], decision.DatastoresLeftOut);
        Assert.Contains("'pod'", Assert.Single(decision.Exclusions).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void VMs_follow_their_host_and_what_cannot_be_seen_now_is_not_thrown_away()
    {
        var decision = ImportFilter.Decide(new SeenInventory { Hosts = [Host("h1", "c1", ("s", "web", 0)), new("h2", "h2", null)] });

        Assert.Null(decision.ReasonForVm("h1", takenBefore: false));
        Assert.Contains("no cluster", decision.ReasonForVm("h2", takenBefore: true), StringComparison.Ordinal);
        Assert.NotNull(decision.ReasonForVm(null, takenBefore: false));
        Assert.Null(decision.ReasonForVm(null, takenBefore: true));
        Assert.NotNull(decision.ReasonForVm("h9", takenBefore: false));
    }

    private static SeenHost Host(string id, string cluster, params (string Switch, string Group, int Vlan)[] groups) => new(id, id, cluster)
    {
        Switches = [.. groups.GroupBy(g => g.Switch).Select(g => new SeenSwitch(g.Key, [.. g.Select(p => new SeenPortGroup(p.Group, p.Vlan))]))],
    };

    private static SeenDistributedSwitch Dvs(string id, string[] hosts, params SeenDistributedPortGroup[] groups) =>
        new(id, id) { HostIds = hosts, PortGroups = groups };
}
