using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Store;
using ZStackVCenter.Engine.Tests.Support;
using static ZStackVCenter.Engine.Tests.Support.SeenRows;

namespace ZStackVCenter.Engine.Tests.Inventory;

/// <summary>What becomes of rows in the records, the same in both engines.</summary>
public sealed class InventoryWriterTests
{
    public static TheoryData<StoreKind> Stores => [StoreKind.Sqlite, StoreKind.PostgreSql];

    [Theory, MemberData(nameof(Stores))]
    public async Task Rows_become_records_that_know_each_other(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);

        var row = Vm("vm-1", "web01");

        var first = await bench.ReadWholeAsync([.. AllButVms, row]);
        var second = await bench.ReadWholeAsync([.. AllButVms, row]);

        var vm = await bench.VmAsync("web01");
        Assert.Equal(("esx-01", "Cluster-A", "iscsi-1"), (vm.VMHost, vm.Cluster, vm.PrimaryStorage));
        Assert.Equal(["VM Network"], vm.Networks);
        Assert.Equal(["10.1.0.5", "fe80::1"], Assert.Single(await bench.NicsAsync(vm.Id)).IpAddresses);
        Assert.Equal(("web01", "iscsi-1", "SCSI(0:0)"), Assert.Single((await bench.VolumesAsync(vm.Id)).Select(v => (v.Name, v.PrimaryStorage, v.Slot))));
        Assert.Equal(1, Count(first, ZsResourceType.VmNic).Added);
        Assert.Equal((2, 2), (Count(first, ZsResourceType.Host).Added, Count(first, ZsResourceType.Host).Total));
        Assert.All(second.Counts, c => Assert.Equal((0, 0, 0), (c.Added, c.Changed, c.Removed)));
        Assert.Equal(1, Count(second, ZsResourceType.Volume).Total);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Nothing_is_in_the_records_before_the_commit_and_nothing_after_an_end_without_one(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        await using (var writer = await bench.BeginAsync())
        {
            await InventoryBench.PutAsync(writer, [.. AllButVms, .. Enumerable.Range(0, 600).Select(i => Vm($"vm-{i}", $"vm{i}"))]);
            var difference = await writer.DifferenceAsync(default);
            Assert.Equal(600, Count(difference, ZsResourceType.Vm).Added);
            Assert.Equal(0, await bench.Records.VmsAsync(new VmQuery(), default).CountAsync());
        }
        Assert.Equal(0, await bench.Records.VmsAsync(new VmQuery(), default).CountAsync());
        Assert.Equal(0, await bench.Records.HostsAsync(new HostQuery(), default).CountAsync());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_connection_goes_back_to_the_pool_without_the_rows_that_waited_on_it(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var store = bench.Engine.RecordStore;
        var waiting = store.Dialect.Name == "SQLite"
            ? "SELECT count(*) FROM sqlite_temp_schema" : "SELECT count(*) FROM pg_class WHERE pg_table_is_visible(oid) AND relpersistence = 't'";
        await bench.ReadWholeAsync([.. AllButVms, Vm("vm-1", "web01")]);
        await using (var given = await bench.BeginAsync())
        {
            await InventoryBench.PutAsync(given, [.. AllButVms, Vm("vm-1", "web02")]);
            await given.DifferenceAsync(default);
        }

        await using var connection = await store.ConnectAsync(default);
        Assert.Equal(0, await connection.ScalarAsync<long>(waiting, default));
        Assert.Equal("web01", (await bench.VmAsync("web01")).Name);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Others_write_while_rows_come_in(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        await using var writer = await bench.BeginAsync();
        await InventoryBench.PutAsync(writer, [.. AllButVms, .. Enumerable.Range(0, 600).Select(i => Vm($"vm-{i}", $"vm{i}"))]);

        await bench.SqlAsync("UPDATE vcenters SET description = 'written meanwhile'");

        await writer.CommitAsync(wholeRead: false, default);
        Assert.Equal(600, await bench.Records.VmsAsync(new VmQuery(), default).CountAsync());
        Assert.Equal("written meanwhile", Assert.Single(await bench.Engine.VCenters.ListAsync(default)).Description);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_VM_that_is_registered_anew_keeps_its_record_with_all_that_is_ours(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var instance = Guid.NewGuid();
        await bench.ReadWholeAsync([.. AllButVms, Vm("vm-1", "web01", instance)]);
        var before = await bench.VmAsync("web01");
        var (nic, volume) = ((await bench.NicsAsync(before.Id))[0].Id, (await bench.VolumesAsync(before.Id))[0].Id);
        await bench.SqlAsync("UPDATE vms SET owner = 'anna', ha_level = 'NeverStop', description = 'the shop'");

        var difference = await bench.ReadWholeAsync([.. AllButVms, Vm("vm-77", "web01", instance)]);

        var after = await bench.VmAsync("web01");
        Assert.Equal((before.Id, "vm-77", "anna", ZsHaLevel.NeverStop, "the shop"), (after.Id, after.ManagedObjectId, after.Owner, after.HaLevel, after.Description));
        Assert.Equal((nic, volume), ((await bench.NicsAsync(after.Id))[0].Id, (await bench.VolumesAsync(after.Id))[0].Id));
        Assert.Empty(difference.Vanished);
        Assert.Equal((0, 1, 0), (Count(difference, ZsResourceType.Vm).Added, Count(difference, ZsResourceType.Vm).Changed, Count(difference, ZsResourceType.Vm).Removed));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_second_VM_with_the_same_instance_UUID_takes_no_record_of_one_that_is_there(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var instance = Guid.NewGuid();
        var first = Vm("vm-1", "web01", instance);
        await bench.ReadWholeAsync([.. AllButVms, first]);
        var before = await bench.VmAsync("web01");

        await bench.ReadWholeAsync([.. AllButVms, Vm("vm-2", "copy", instance), first]);

        Assert.Equal(before.Id, (await bench.VmAsync("web01")).Id);
        Assert.NotEqual(before.Id, (await bench.VmAsync("copy")).Id);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task What_vanished_goes_and_is_told_with_what_hung_on_it(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        await bench.ReadWholeAsync([.. AllButVms, Vm("vm-1", "web01")]);

        var difference = await bench.ReadWholeAsync(Cluster, Host1, Datastore);

        Assert.Equal(["esx-02", "web01"], difference.Vanished.Select(v => v.Name).Order(StringComparer.Ordinal));
        var vm = difference.Vanished.Single(v => v.Type == ZsResourceType.Vm);
        Assert.Equal(("vm-1", "web01;Network adapter 1"), (vm.ManagedObjectId, string.Join(';', vm.Dependents)));
        Assert.Equal((1, 1), (Count(difference, ZsResourceType.VmNic).Removed, Count(difference, ZsResourceType.Volume).Removed));
        Assert.Equal(0, await bench.Records.VolumesAsync(new VolumeQuery(), default).CountAsync());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task What_could_not_be_read_keeps_its_record_and_takes_a_state_that_is_known(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var row = Vm("vm-1", "web01");
        await bench.ReadWholeAsync([.. AllButVms, row]);

        var kept = await bench.WriteAsync(async writer =>
        {
            await InventoryBench.PutAsync(writer, AllButVms);
            await writer.KeepAsync(ZsResourceType.Vm, "vm-1", ZsVmState.Unknown, default);
            await writer.KeepAsync(ZsResourceType.Vm, "vm-99", ZsVmState.Unknown, default);
            await writer.RemoveUnseenAsync(SyncTypes.All, default);
        });
        var between = await bench.VmAsync("web01");
        await bench.ReadWholeAsync([.. AllButVms, row]);

        Assert.Empty(kept.Vanished);
        Assert.Equal((1, 1), (Count(kept, ZsResourceType.Vm).Changed, Count(kept, ZsResourceType.Vm).Total));
        Assert.Equal((ZsVmState.Unknown, 2), (between.State, between.CpuCount));
        Assert.Equal(ZsVmState.Running, (await bench.VmAsync("web01")).State);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Devices_that_were_not_read_stay_as_they_are(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var row = Vm("vm-1", "web01");
        await bench.ReadWholeAsync([.. AllButVms, row, new ImageRow("vm-2", "debian") { Size = 10L << 30, ChangeVersion = "4" }]);

        await bench.ReadWholeAsync([.. AllButVms, row with { CpuCount = 8, Devices = null }, new ImageRow("vm-2", "debian") { Size = null, GuestOs = "Debian", ChangeVersion = "4" }]);

        var vm = await bench.VmAsync("web01");
        Assert.Equal((8, "VM Network"), (vm.CpuCount, Assert.Single(vm.Networks)));
        Assert.Single(await bench.NicsAsync(vm.Id));
        var image = await bench.Records.ImagesAsync(new ImageQuery(), default).SingleAsync();
        Assert.Equal((10L << 30, "Debian"), (image.Size, image.GuestOs));
        var known = await bench.Engine.Inventory.ReadKnownAsync(bench.VCenter, default);
        Assert.Equal(("1", "4"), (known.Vms["vm-1"].ChangeVersion, known.Vms["vm-2"].ChangeVersion));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task What_is_ours_outlives_what_vCenter_says(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        await bench.ReadWholeAsync([.. AllButVms, Vm("vm-1", "web01") with { Annotation = "from vSphere" }]);
        Assert.Equal("from vSphere", (await bench.VmAsync("web01")).Description);
        await bench.SqlAsync("UPDATE hosts SET state = 'Disabled' WHERE managed_object_id = 'host-1'");
        await bench.SqlAsync("UPDATE vms SET description = 'ours'");
        await bench.SqlAsync("UPDATE volumes SET name = 'renamed'");

        await bench.ReadWholeAsync(Cluster, Host1 with { CpuUsedMhz = 1 }, Host2 with { MaintenanceMode = true }, Datastore,
            Vm("vm-1", "web01", null, Disk(2000, "[iscsi-1] web01/web01.vmdk") with { Size = 99 }) with { Annotation = "changed there" });
        var hosts = await bench.Records.HostsAsync(new HostQuery(), default).ToDictionaryAsync(h => h.Name, h => h.State);
        await bench.ReadWholeAsync(Cluster, Host1, Host2, Datastore, Vm("vm-1", "web01"));

        Assert.Equal((ZsHostState.Disabled, ZsHostState.Maintenance), (hosts["esx-01"], hosts["esx-02"]));
        Assert.Equal(ZsHostState.Enabled, (await bench.Records.HostsAsync(new HostQuery { Names = ["esx-02"] }, default).SingleAsync()).State);
        var vm = await bench.VmAsync("web01");
        Assert.Equal("ours", vm.Description);
        Assert.Equal("renamed", Assert.Single(await bench.VolumesAsync(vm.Id)).Name);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_host_that_comes_later_is_found_by_its_VMs(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var vm = Vm("vm-1", "web01");
        await bench.WriteAsync(writer => InventoryBench.PutAsync(writer, vm));
        Assert.Null((await bench.VmAsync("web01")).VMHost);

        await bench.ReadWholeAsync([.. AllButVms, vm]);

        Assert.Equal("esx-01", (await bench.VmAsync("web01")).VMHost);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Of_an_object_that_comes_twice_the_last_row_counts(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var rows = Enumerable.Range(0, 300).Select(i => Vm($"vm-{i}", $"vm{i}")).ToList();

        var difference = await bench.ReadWholeAsync([.. AllButVms, .. rows, rows[0] with { CpuCount = 64 }, rows[0] with { CpuCount = 32, Devices = new VmDevices([], []) }]);

        Assert.Equal((300, 299), (Count(difference, ZsResourceType.Vm).Added, Count(difference, ZsResourceType.VmNic).Added));
        var vm = await bench.VmAsync("vm0");
        Assert.Equal(32, vm.CpuCount);
        Assert.Empty(await bench.VolumesAsync(vm.Id));
    }

    private static ZsSyncCount Count(InventoryDifference difference, ZsResourceType type) => difference.Counts.Single(c => c.Type == type);
}
