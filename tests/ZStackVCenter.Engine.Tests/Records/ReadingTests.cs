using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Tests.Records;

public sealed class ReadingFromSqliteTests(SmallCloudInSqlite cloud) : ReadingTests(cloud), IClassFixture<SmallCloudInSqlite>;

public sealed class ReadingFromPostgresTests(SmallCloudInPostgres cloud) : ReadingTests(cloud), IClassFixture<SmallCloudInPostgres>;

/// <summary>What the records answer, whichever engine holds them.</summary>
public abstract class ReadingTests(SmallCloud cloud)
{
    private IRecordReader Records => cloud.Engine.Records;

    [Fact]
    public async Task Objects_come_ordered_by_vcenter_and_name_without_regard_to_case() => Assert.Equal(
        ["Alpha/web01", "lab/50%_off!", "lab/a[1]", "lab/db01", "lab/web01", "lab/web02", "lab/Web10", "lab/Über-Größe"],
        await Names(Records.VmsAsync(new VmQuery(), default)));

    [Theory]
    [InlineData("web01", "Alpha/web01", "lab/web01")]
    [InlineData("WEB*", "Alpha/web01", "lab/web01", "lab/web02", "lab/Web10")]
    [InlineData("*01", "Alpha/web01", "lab/db01", "lab/web01")]
    [InlineData("w*0*2", "lab/web02")]
    [InlineData("web0?", "Alpha/web01", "lab/web01", "lab/web02")]
    [InlineData("web[0-1]2", "lab/web02")]
    [InlineData("web[02-9]*", "Alpha/web01", "lab/web01", "lab/web02")]
    [InlineData("50%_off!", "lab/50%_off!")]
    [InlineData("50%_*", "lab/50%_off!")]
    [InlineData("5%*")]
    [InlineData("*_off!", "lab/50%_off!")]
    [InlineData("a`[1`]", "lab/a[1]")]
    [InlineData("a[1]")]
    [InlineData("über*", "lab/Über-Größe")]
    [InlineData("ÜBER-GRÖSSE")]
    [InlineData("über-GRÖßE", "lab/Über-Größe")]
    [InlineData("web")]
    [InlineData("nobody*")]
    [InlineData("a\0b")]
    [InlineData("*", "Alpha/web01", "lab/50%_off!", "lab/a[1]", "lab/db01", "lab/web01", "lab/web02", "lab/Web10", "lab/Über-Größe")]
    public async Task Names_match_as_in_PowerShell(string pattern, params string[] expected) =>
        Assert.Equal(expected, await Names(Records.VmsAsync(new VmQuery { Names = [pattern] }, default)));

    [Fact]
    public async Task Any_of_several_names_may_match() => Assert.Equal(
        ["Alpha/web01", "lab/db01", "lab/web01", "lab/web02", "lab/Web10"],
        await Names(Records.VmsAsync(new VmQuery { Names = ["db01", "web*", "none"] }, default)));

    [Fact]
    public async Task A_pattern_longer_than_any_name_matches_nothing() =>
        Assert.Empty(await Names(Records.VmsAsync(new VmQuery { Names = [new string('x', 100_000) + "*"] }, default)));

    [Fact]
    public async Task A_bracket_that_is_not_closed_is_refused_in_words()
    {
        var refusal = await Assert.ThrowsAsync<ZsException>(() => Names(Records.VmsAsync(new VmQuery { Names = ["web[0"] }, default)));
        Assert.Equal(ZsErrorId.InvalidArgument, refusal.ErrorId);
    }

    [Fact]
    public async Task A_vcenter_an_id_and_a_number_narrow_the_answer()
    {
        Assert.Equal(["Alpha/web01"], await Names(Records.VmsAsync(new VmQuery { Names = ["web01"], VCenterIds = [cloud.Ids["Alpha"]] }, default)));
        Assert.Equal(["lab/db01"], await Names(Records.VmsAsync(new VmQuery { Ids = [cloud.Ids["db01"]] }, default)));
        Assert.Equal(["Alpha/web01", "lab/50%_off!"], await Names(Records.VmsAsync(new VmQuery { First = 2 }, default)));
        Assert.Equal(["lab/web01"], await Names(Records.VmsAsync(new VmQuery { First = 1, NetworkNames = ["back*"], Names = ["w*"] }, default)));
        Assert.Equal(["Alpha/web01"], await Names(Records.VmsAsync(new VmQuery { First = 1, Names = ["web0?"] }, default)));
        Assert.Empty(await Names(Records.VmsAsync(new VmQuery { First = 0 }, default)));
        Assert.Empty(await Names(Records.VmsAsync(new VmQuery { VCenterIds = [Guid.NewGuid()] }, default)));
    }

    [Fact]
    public async Task Thousands_of_ids_are_one_query()
    {
        Guid[] ids = [.. Enumerable.Range(0, 70_000).Select(_ => Guid.NewGuid()), cloud.Ids["web02"], cloud.Ids["db01"]];
        Assert.Equal(["lab/db01", "lab/web02"], await Names(Records.VmsAsync(new VmQuery { Ids = ids }, default)));
    }

    [Fact]
    public async Task A_virtual_machine_is_read_whole()
    {
        var vm = Assert.Single(await Records.VmsAsync(new VmQuery { Ids = [cloud.Ids["web01"]] }, default).ToListAsync());
        var expected = new ZsVm
        {
            Id = cloud.Ids["web01"], Name = "web01", Description = "ours", CreatedAt = Second(1), LastSeenAt = Second(9), VCenterId = cloud.Ids["lab"], VCenter = "lab",
            ManagedObjectId = "vm-1", State = ZsVmState.Running, CpuCount = 4, MemorySize = 8L << 30, DefaultIp = "10.1.0.5", HostName = "web01.example.com",
            HostId = cloud.Ids["esx-01"], VMHost = "esx-01", ClusterId = cloud.Ids["Cluster-A"], Cluster = "Cluster-A", PrimaryStorageId = cloud.Ids["iscsi-1"],
            PrimaryStorage = "iscsi-1", Networks = ["VM Network", "Backend"], Platform = ZsPlatform.Linux, GuestOs = "Debian", ToolsStatus = "guestToolsRunning",
            InstanceUuid = vm.InstanceUuid, BiosUuid = vm.BiosUuid, Path = "[ds] web01/web01.vmx", CommittedSize = 3L << 30, HaLevel = ZsHaLevel.None, Owner = "admin",
        };
        Assert.Equivalent(expected, vm, strict: true);
        Assert.NotEqual(Guid.Empty, vm.InstanceUuid);
        Assert.NotEqual(vm.InstanceUuid, vm.BiosUuid);
        Assert.Equal(DateTimeKind.Utc, vm.LastSeenAt.Kind);
    }

    [Fact]
    public async Task What_vsphere_says_of_a_machine_stands_where_we_said_nothing() =>
        Assert.Equal("vSphere's words", (await Records.VmsAsync(new VmQuery { Ids = [cloud.Ids["db01"]] }, default).ToListAsync())[0].Description);

    [Fact]
    public async Task Virtual_machines_are_found_by_what_they_stand_on_and_what_they_have()
    {
        Assert.Equal(["lab/web01", "lab/web02", "lab/Web10"], await Vms(new VmQuery { ClusterIds = [cloud.Ids["Cluster-A"]] }));
        Assert.Equal(["lab/db01", "lab/web02"], await Vms(new VmQuery { HostIds = [cloud.Ids["esx-02"], cloud.Ids["esx-03"]] }));
        Assert.Equal(["lab/web01"], await Vms(new VmQuery { VolumeIds = [cloud.Ids["web01-data"]] }));
        Assert.Equal(["lab/db01"], await Vms(new VmQuery { VmNicIds = [cloud.Ids["db01 nic"]] }));
        Assert.Equal(["lab/db01", "lab/web01"], await Vms(new VmQuery { NetworkNames = ["backend"] }));
        Assert.Equal(["lab/web01", "lab/web02"], await Vms(new VmQuery { NetworkNames = ["vm net*"] }));
        Assert.Equal(["lab/a[1]", "lab/web02"], await Vms(new VmQuery { States = [ZsVmState.Stopped, ZsVmState.Paused] }));
        Assert.Equal(["lab/db01"], await Vms(new VmQuery { Owners = ["B?b"] }));
        Assert.Empty(await Vms(new VmQuery { Owners = ["bob"], States = [ZsVmState.Stopped] }));
    }

    [Fact]
    public async Task Clusters_count_the_machines_on_their_hosts()
    {
        var clusters = await Records.ClustersAsync(new ResourceQuery(), default).ToListAsync();
        Assert.Equal(["Cluster-A", "cluster-b"], clusters.Select(c => c.Name));
        Assert.Equal([3, 1], clusters.Select(c => c.VmCount));
        Assert.True(clusters[0].DrsEnabled);
        Assert.False(clusters[0].HaEnabled);
        Assert.Equal(("DC1", "domain-c1", 2, 48_000, 1L << 40), (clusters[0].Datacenter, clusters[0].ManagedObjectId, clusters[0].HostCount, clusters[0].CpuMhz, clusters[0].MemorySize));
        Assert.Equal(Second(2), clusters[0].LastSeenAt);
    }

    [Fact]
    public async Task Hosts_that_were_left_out_are_listed_only_when_asked_for()
    {
        Assert.Equal(["lab/esx-01", "lab/esx-02", "lab/esx-03"], await Names(Records.HostsAsync(new HostQuery(), default)));
        var all = await Records.HostsAsync(new HostQuery { IncludeExcluded = true }, default).ToListAsync();
        Assert.Equal("It is in no cluster.", all[^1].ExclusionReason);
        Assert.Null(all[^1].Cluster);
    }

    [Fact]
    public async Task Hosts_are_found_by_cluster_machine_state_and_maintenance()
    {
        Assert.Equal(["lab/esx-01", "lab/esx-02"], await Names(Records.HostsAsync(new HostQuery { ClusterIds = [cloud.Ids["Cluster-A"]] }, default)));
        Assert.Equal(["lab/esx-03"], await Names(Records.HostsAsync(new HostQuery { VmIds = [cloud.Ids["db01"]] }, default)));
        Assert.Equal(["lab/esx-03"], await Names(Records.HostsAsync(new HostQuery { States = [ZsHostState.Disabled] }, default)));
        Assert.Equal(["lab/esx-02"], await Names(Records.HostsAsync(new HostQuery { MaintenanceMode = true }, default)));
        Assert.Equal(["lab/esx-01", "lab/esx-03"], await Names(Records.HostsAsync(new HostQuery { MaintenanceMode = false }, default)));
        var host = (await Records.HostsAsync(new HostQuery { Names = ["esx-02"] }, default).ToListAsync())[0];
        Assert.Equal((ZsHostState.Maintenance, true, ZsStatus.Connected, "Cluster-A", 32, "Dell R760"), (host.State, host.MaintenanceMode, host.Status, host.Cluster, host.CpuCores, host.Model));
    }

    [Fact]
    public async Task Datastores_are_places_for_disks_with_the_names_of_their_hosts()
    {
        var storages = await Records.PrimaryStoragesAsync(new StorageQuery(), default).ToListAsync();
        Assert.Equal(["iscsi-1", "local-3"], storages.Select(s => s.Name));
        Assert.Equal(["esx-01", "esx-02"], storages[0].Hosts);
        Assert.Equal((1000L, 400L, 600L), (storages[0].TotalCapacity, storages[0].AvailableCapacity, storages[0].AvailablePhysicalCapacity));
    }

    [Fact]
    public async Task Datastores_are_found_by_who_mounts_them_and_what_lies_on_them()
    {
        Assert.Equal(["lab/iscsi-1"], await Storages(new StorageQuery { ClusterIds = [cloud.Ids["Cluster-A"]] }));
        Assert.Equal(["lab/local-3"], await Storages(new StorageQuery { HostIds = [cloud.Ids["esx-03"]] }));
        Assert.Equal(["lab/iscsi-1", "lab/local-3"], await Storages(new StorageQuery { VmIds = [cloud.Ids["web01"]] }));
        Assert.Equal(["lab/local-3"], await Storages(new StorageQuery { VolumeIds = [cloud.Ids["web01-data"]] }));
        Assert.Equal(["lab/local-3"], await Storages(new StorageQuery { ImageIds = [cloud.Ids["win2019"]] }));
        Assert.Empty(await Storages(new StorageQuery { HostIds = [cloud.Ids["esx-03"]], ClusterIds = [cloud.Ids["Cluster-A"]] }));
        Assert.Equal(["lab/iscsi-1"], await Names(Records.BackupStoragesAsync(new StorageQuery { HostIds = [cloud.Ids["esx-01"]] }, default)));
    }

    [Fact]
    public async Task Datastores_are_places_for_images_and_count_them()
    {
        var storages = await Records.BackupStoragesAsync(new StorageQuery(), default).ToListAsync();
        Assert.Equal([2, 1], storages.Select(s => s.ImageCount));
        Assert.Equal(600, storages[0].AvailableCapacity);
    }

    [Fact]
    public void Port_groups_of_records_that_an_earlier_version_wrote_are_on_every_host_of_their_switch() =>
        Assert.Empty(Assert.Single(RecordJson.ReadPortGroups("""[{"Name":"Backend","VlanId":2200,"VlanText":"2200","ManagedObjectId":"network-7","HostCount":3}]""")).MissingOn);

    [Fact]
    public async Task Switches_name_their_clusters_hosts_and_port_groups()
    {
        var switches = await Records.SwitchesAsync(new SwitchQuery(), default).ToListAsync();
        Assert.Equal(["dvs-1", "vSwitch0"], switches.Select(s => s.Name));
        Assert.Equal(["Cluster-A", "cluster-b"], switches[0].Clusters);
        Assert.Equal(["esx-01", "esx-03"], switches[0].Hosts);
        Assert.Equal(new ZsPortGroup { Name = "Backend", VlanId = 2200, VlanText = "2200", ManagedObjectId = "dvportgroup-21", HostCount = 2 }, Assert.Single(switches[0].PortGroups));
        Assert.Equal(["lab/vSwitch0"], await Names(Records.SwitchesAsync(new SwitchQuery { Kind = ZsSwitchKind.Standard }, default)));
        Assert.Equal(["lab/dvs-1"], await Names(Records.SwitchesAsync(new SwitchQuery { ClusterIds = [cloud.Ids["cluster-b"]] }, default)));
        Assert.Equal(["lab/vSwitch0"], await Names(Records.SwitchesAsync(new SwitchQuery { HostIds = [cloud.Ids["esx-02"]] }, default)));
    }

    [Fact]
    public async Task Images_are_found_by_type_platform_state_and_place()
    {
        Assert.Equal(["lab/data"], await Images(new ImageQuery { Types = [ZsImageType.Data] }));
        Assert.Equal(["lab/centos7", "lab/win2019"], await Images(new ImageQuery { Platforms = [ZsPlatform.Linux, ZsPlatform.Windows] }));
        Assert.Equal(["lab/win2019"], await Images(new ImageQuery { State = ZsState.Disabled }));
        Assert.Equal(["lab/centos7", "lab/data"], await Images(new ImageQuery { BackupStorageIds = [cloud.Ids["iscsi-1"]] }));
        var image = (await Records.ImagesAsync(new ImageQuery { Names = ["centos7"] }, default).ToListAsync())[0];
        Assert.Equal(("iscsi-1", cloud.Ids["iscsi-1"], 40L << 30, "vSphere's words"), (image.BackupStorage, image.BackupStorageId, image.Size, image.Description));
    }

    [Fact]
    public async Task Network_adapters_are_found_by_machine_network_and_address()
    {
        Assert.Equal(["web01:0", "web01:1"], await Nics(new VmNicQuery { VmIds = [cloud.Ids["web01"]] }));
        Assert.Equal(["db01:0", "web01:1"], await Nics(new VmNicQuery { NetworkNames = ["Back*"] }));
        Assert.Equal(["web01:0"], await Nics(new VmNicQuery { IpAddresses = ["10.1.0.5"] }));
        Assert.Equal(["web01:1"], await Nics(new VmNicQuery { IpAddresses = ["2001:DB8:0::0:5"] }));
        Assert.Equal(ZsErrorId.InvalidArgument, (await Assert.ThrowsAsync<ZsException>(() => Nics(new VmNicQuery { IpAddresses = ["10.1.0"+ ".x"] }))).ErrorId);
        var nic = (await Records.VmNicsAsync(new VmNicQuery { Ids = [cloud.Ids["web01 nic"]] }, default).ToListAsync())[0];
        Assert.Equal((4000, "00:50:56:00:00:00", "Vmxnet3", true, Second(9)), (nic.DeviceKey, nic.MacAddress, nic.AdapterType, nic.Connected, nic.LastSeenAt));
        Assert.Equal(["10.1.0.5", "fe80::1"], nic.IpAddresses);
    }

    [Fact]
    public async Task Volumes_are_found_by_machine_place_type_and_condition()
    {
        Assert.Equal(["lab/web01-data", "lab/web01-root"], await Volumes(new VolumeQuery { VmIds = [cloud.Ids["web01"]] }));
        Assert.Equal(["lab/db01-root", "lab/web01-data"], await Volumes(new VolumeQuery { PrimaryStorageIds = [cloud.Ids["local-3"]] }));
        Assert.Equal(["lab/db01-root", "lab/web01-root"], await Volumes(new VolumeQuery { Type = ZsVolumeType.Root }));
        Assert.Equal(["lab/spare"], await Volumes(new VolumeQuery { State = ZsState.Disabled }));
        Assert.Equal(["lab/spare"], await Volumes(new VolumeQuery { Statuses = [ZsVolumeStatus.NotInstantiated] }));
        var volume = (await Records.VolumesAsync(new VolumeQuery { Ids = [cloud.Ids["web01-root"]] }, default).ToListAsync())[0];
        Assert.Equal(("web01", "iscsi-1", 2000, "SCSI(0:0)", true), (volume.Vm, volume.PrimaryStorage, volume.DeviceKey, volume.Slot, volume.ThinProvisioned));
    }

    [Fact]
    public async Task Reports_come_newest_first_and_whole()
    {
        var reports = await Records.SyncReportsAsync(new SyncReportQuery(), default).ToListAsync();
        Assert.Equal([Second(30), Second(20), Second(10)], reports.Select(r => r.StartedAt));
        Assert.Equal(["lab", "Alpha", "lab"], reports.Select(r => r.VCenter));
        Assert.Equal((TimeSpan.FromSeconds(1.5), 3, 2, 1, 1), (reports[0].Duration, reports[0].Added, reports[0].Changed, reports[0].Removed, reports[0].Excluded));
        Assert.Equal(new ZsSyncCount { Type = ZsResourceType.Vm, Total = 7, Added = 3 }, Assert.Single(reports[0].Counts));
        Assert.Equal("It is in no cluster.", Assert.Single(reports[0].Exclusions).Reason);
        Assert.Equal(["disk"], Assert.Single(reports[0].Vanished).Dependents);
        Assert.Equal(["slow"], reports[0].Warnings);
        Assert.Equal([Second(30)], (await Records.SyncReportsAsync(new SyncReportQuery { VCenterIds = [cloud.Ids["lab"]], First = 1 }, default).ToListAsync()).Select(r => r.StartedAt));
        Assert.Equal([Second(20), Second(10)], (await Records.SyncReportsAsync(new SyncReportQuery { Start = Second(10), Finish = Second(30) }, default).ToListAsync()).Select(r => r.StartedAt));
    }

    [Fact]
    public async Task Vcenters_are_listed_by_name_with_their_counts()
    {
        var vCenters = await cloud.Engine.VCenters.ListAsync(default);
        Assert.Equal(["Alpha", "lab"], vCenters.Select(v => v.Name));
        Assert.Equal((2, 3, 7), (vCenters[1].ClusterCount, vCenters[1].HostCount, vCenters[1].VmCount));
        Assert.Equal(Second(5), vCenters[1].LastSyncedAt);
        Assert.False(vCenters[1].HasSavedCredential);
    }

    [Fact]
    public async Task Networks_are_read_with_their_ranges_and_servers_in_order()
    {
        var backend = Assert.Single(await Records.NetworksAsync(new NetworkQuery { Ids = [cloud.Ids["Backend"]] }, default).ToListAsync());
        Assert.Equal(("lab", "Cluster-A", "dvs-1", 2200, "10.2.0.0/24", "10.2.0.1", 253L, 0L), (backend.VCenter, backend.Cluster, backend.Switch, backend.VlanId, backend.Cidr, backend.Gateway, backend.AddressCount, backend.UsedCount));
        Assert.Equal(["10.2.0.9", "10.2.0.8"], backend.Dns);
        var range = Assert.Single(await Records.IpRangesAsync(new IpRangeQuery { NetworkIds = [backend.Id] }, default).ToListAsync());
        Assert.Equal(("Backend", "10.2.0.2", "10.2.0.254", "255.255.255.0"), (range.Network, range.StartIp, range.EndIp, range.Netmask));
        Assert.Equal(["lab/Backend"], await Networks(new NetworkQuery { IpRangeIds = [range.Id] }));
    }

    [Fact]
    public async Task Networks_are_found_by_what_is_on_them_and_by_what_they_are()
    {
        Assert.Equal(["Alpha/Backend", "lab/Backend", "lab/VM Network"], await Networks(new NetworkQuery()));
        Assert.Equal(["lab/Backend", "lab/VM Network"], await Networks(new NetworkQuery { VmIds = [cloud.Ids["web01"]] }));
        Assert.Equal(["lab/Backend"], await Networks(new NetworkQuery { VmIds = [cloud.Ids["db01"], cloud.Ids["web02"]] }));
        Assert.Equal(["lab/VM Network"], await Networks(new NetworkQuery { VmNicIds = [cloud.Ids["web01 nic"]] }));
        Assert.Equal(["lab/VM Network"], await Networks(new NetworkQuery { Category = ZsNetworkCategory.Public }));
        Assert.Equal(["Alpha/Backend", "lab/Backend"], await Networks(new NetworkQuery { Category = ZsNetworkCategory.Private, Switches = ["DVS*"] }));
        Assert.Equal(["Alpha/Backend"], await Networks(new NetworkQuery { ClusterIds = [cloud.Ids["cluster-b"]], Kinds = [ZsNetworkKind.Flat, ZsNetworkKind.Router] }));
    }

    [Fact]
    public async Task Machines_and_adapters_are_found_by_their_network_in_its_own_vcenter()
    {
        Assert.Equal(["lab/db01", "lab/web01"], await Vms(new VmQuery { NetworkIds = [cloud.Ids["Backend"]] }));
        Assert.Equal(["lab/web01"], await Vms(new VmQuery { NetworkIds = [cloud.Ids["VM Network"]] }));
        Assert.Empty(await Vms(new VmQuery { NetworkIds = [cloud.Ids["other"]] }));
        Assert.Equal(["db01:0", "web01:1"], await Nics(new VmNicQuery { NetworkIds = [cloud.Ids["Backend"]] }));
        Assert.Equal(["db01:0", "web01:0", "web01:1"], await Nics(new VmNicQuery { NetworkIds = [cloud.Ids["Backend"], cloud.Ids["VM Network"]] }));
    }

    [Fact]
    public async Task Reading_stops_when_it_is_cancelled_and_leaves_the_store_usable()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var vm in Records.VmsAsync(new VmQuery(), stop.Token))
            {
                Assert.Equal("Alpha", vm.VCenter);
                await stop.CancelAsync();
            }
        });
        Assert.Equal(2, (await Vms(new VmQuery { First = 2 })).Count);
    }

    private static DateTime Second(int second) => DateTime.UnixEpoch.AddSeconds(second);

    private static async Task<IReadOnlyList<string>> Names<T>(IAsyncEnumerable<T> objects)
        where T : ZsInventoryResource => await objects.Select(one => $"{one.VCenter}/{one.Name}").ToListAsync();

    private Task<IReadOnlyList<string>> Vms(VmQuery query) => Names(Records.VmsAsync(query, default));

    private Task<IReadOnlyList<string>> Networks(NetworkQuery query) => Names(Records.NetworksAsync(query, default));

    private Task<IReadOnlyList<string>> Storages(StorageQuery query) => Names(Records.PrimaryStoragesAsync(query, default));

    private Task<IReadOnlyList<string>> Images(ImageQuery query) => Names(Records.ImagesAsync(query, default));

    private Task<IReadOnlyList<string>> Volumes(VolumeQuery query) => Names(Records.VolumesAsync(query, default));

    private async Task<List<string>> Nics(VmNicQuery query) =>
        [.. (await Records.VmNicsAsync(query, default).ToListAsync()).Select(nic => $"{nic.Vm}:{nic.DeviceNumber}").Order()];
}
