using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Engine.Tests.Inventory;

/// <summary>What a synchronisation takes and leaves out, on a vCenter that changes behind it. Each test has a server of its own.</summary>
public sealed class SyncFilterTests
{
    private static readonly SimulatedVCenterOptions Demo = new() { Demo = true };

    [Fact]
    public async Task A_host_that_leaves_the_distributed_switch_goes_with_its_VMs_and_the_reason()
    {
        await using var server = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Hosts = 3, Vms = 6 });
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server);
        await bench.SyncAsync(lab);
        var host = bench.Records.All<HostRow>().First(h => h.ExclusionReason is null);
        var vms = bench.Records.All<VmRow>().Where(v => v.HostManagedObjectId == host.ManagedObjectId).ToList();

        // Alone on its standard switch too: no other host has its port groups.
        await server.Control.LeaveSwitchAsync(host.Name);
        foreach (var other in bench.Records.All<HostRow>().Where(h => h.Name != host.Name).ToList())
        {
            await server.Control.RemovePortGroupAsync(other.Name, "VM Network");
        }

        var report = await bench.SyncAsync(lab);
        Assert.NotNull(bench.Records.One<HostRow>(host.Name).ExclusionReason);
        Assert.Contains(report.Exclusions, e => e.Type == ZsResourceType.Host && e.Name == host.Name && e.Reason.Length > 0);
        Assert.All(vms, vm => Assert.Contains(report.Vanished, v => v.Name == vm.Name && v.Dependents.Count > 0));
        Assert.All(vms, vm => Assert.Contains(report.Exclusions, e => e.Name == vm.Name && e.Reason.StartsWith("Its host is left out", StringComparison.Ordinal)));

        await server.Control.JoinSwitchAsync(host.Name);
        report = await bench.SyncAsync(lab);
        Assert.Null(bench.Records.One<HostRow>(host.Name).ExclusionReason);
        Assert.Equal(vms.Count, report.Counts.Single(c => c.Type == ZsResourceType.Vm).Added);
    }

    [Fact]
    public async Task Networks_of_the_hosts_themselves_are_no_networks_for_VMs()
    {
        await using var server = await SimulatedVCenter.StartAsync(Demo);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server);
        var report = await bench.SyncAsync(lab);
        var groups = bench.Records.All<SwitchRow>().SelectMany(s => s.PortGroups).Select(g => g.Name).ToList();
        Assert.Contains("prod-web", groups);
        Assert.Contains("dev-lan", groups);
        Assert.DoesNotContain("Management Network", groups);
        Assert.Contains(report.Exclusions, e => e is { Type: ZsResourceType.Network, Name: "Management Network" });
    }

    [Fact]
    public async Task A_datastore_in_a_datastore_cluster_is_not_supported_and_a_host_in_maintenance_is_seen_so()
    {
        await using var server = await SimulatedVCenter.StartAsync(Demo);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server);
        await bench.SyncAsync(lab);
        Assert.True(bench.Records.One<HostRow>("esx-05.example.com").MaintenanceMode);
        Assert.Single(bench.Records.All<DatastoreRow>(), d => d.Name == "ssd-dev-01");

        await server.Control.AddToStoragePodAsync("ssd-dev-01", "gold");
        await server.Control.SetMaintenanceAsync("esx-05.example.com", false);
        var report = await bench.SyncAsync(lab);
        Assert.DoesNotContain(bench.Records.All<DatastoreRow>(), d => d.Name == "ssd-dev-01");
        Assert.Contains("'gold'", Assert.Single(report.Exclusions, e => e.Type == ZsResourceType.Storage).Reason, StringComparison.Ordinal);
        Assert.False(bench.Records.One<HostRow>("esx-05.example.com").MaintenanceMode);
    }

    [Fact]
    public async Task Only_the_kinds_asked_for_are_written_and_nothing_of_the_others_is_removed()
    {
        await using var server = await SimulatedVCenter.StartAsync(Demo);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server);
        var hosts = await bench.SyncAsync(lab, new SyncOptions { Types = [ZsResourceType.Host] });
        Assert.Equal(6, hosts.Added);
        Assert.Empty(bench.Records.All<VmRow>());
        await bench.SyncAsync(lab);
        await server.Control.RemoveVmAsync("web01");
        Assert.Equal(0, (await bench.SyncAsync(lab, new SyncOptions { Types = [ZsResourceType.Storage, ZsResourceType.Image] })).Removed);
        Assert.Contains(bench.Records.All<VmRow>(), v => v.Name == "web01");
        Assert.Equal("web01", Assert.Single((await bench.SyncAsync(lab, new SyncOptions { Types = [ZsResourceType.Volume] })).Vanished).Name);
    }

    [Fact]
    public async Task WhatIf_tells_the_difference_and_writes_nothing()
    {
        await using var server = await SimulatedVCenter.StartAsync(Demo);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server);
        await bench.SyncAsync(lab);
        var before = bench.Records.Rows;
        await server.Control.AddVmAsync("new01", cluster: "Production");
        await server.Control.PowerVmAsync("web02", "off");
        var report = await bench.SyncAsync(lab, new SyncOptions { WhatIf = true });
        Assert.True(report.WhatIf);
        Assert.Equal((1, 0), (report.Counts.Single(c => c.Type == ZsResourceType.Vm).Added, report.Removed));
        Assert.Equal(1, report.Counts.Single(c => c.Type == ZsResourceType.Vm).Changed);
        Assert.Same(before, bench.Records.Rows);
        Assert.Single(bench.Records.Reports);
    }

    [Fact]
    public async Task Two_vCenters_are_synchronised_at_once_and_do_not_mix()
    {
        await using var one = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Vms = 3 });
        await using var two = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Vms = 5 });
        await using var bench = new Bench();
        var first = await bench.ConnectAsync(one, name: "first");
        var second = await bench.ConnectAsync(two, name: "second");
        await bench.SyncAsync(first);
        await bench.SyncAsync(second);
        Assert.Equal(3, bench.Records.Rows.Count(r => r.Key.VCenter == first.Id && r.Key.Type == ZsResourceType.Vm));
        Assert.Equal(5, bench.Records.Rows.Count(r => r.Key.VCenter == second.Id && r.Key.Type == ZsResourceType.Vm));
        var again = await Task.WhenAll(bench.SyncAsync(first), bench.SyncAsync(second));
        Assert.All(again, r => Assert.Equal((0, 0, 0), (r.Added, r.Changed, r.Removed)));
    }

    [Fact]
    public async Task Of_two_synchronisations_of_one_vCenter_one_waits()
    {
        await using var server = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Vms = 3 });
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server);
        var both = await Task.WhenAll(bench.SyncAsync(lab), bench.SyncAsync(lab));
        Assert.Single(both, r => r.Added > 0);
        Assert.Single(both, r => r is { Added: 0, Changed: 0, Removed: 0 });

        await using var lease = await ((IInventoryRecords)bench.Records).LeaseAsync(lab.Id, TimeSpan.FromSeconds(10), CancellationToken.None);
        var e = await Assert.ThrowsAsync<ZsException>(() => bench.SyncAsync(lab, new SyncOptions { LeaseTimeout = TimeSpan.FromMilliseconds(50) }));
        Assert.Equal(ZsErrorId.ResourceBusy, e.ErrorId);
    }
}
