using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records.Store;
using ZStackVCenter.Engine.Tests.Support;
using static ZStackVCenter.Engine.Tests.Support.SeenRows;

namespace ZStackVCenter.Engine.Tests.Inventory;

/// <summary>What a writer tells of single changes, for a watch.</summary>
public sealed class WrittenChangesTests
{
    public static TheoryData<StoreKind> Stores => [StoreKind.Sqlite, StoreKind.PostgreSql];

    [Theory, MemberData(nameof(Stores))]
    public async Task A_changed_VM_is_told_with_the_properties_that_differ_and_as_it_is_now(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var row = Vm("vm-1", "web01");
        await bench.ReadWholeAsync([.. AllButVms, row]);

        var changes = await bench.WatchAsync(writer => InventoryBench.PutAsync(writer, row with { State = ZsVmState.Stopped, HostManagedObjectId = "host-2", Devices = null }));

        var change = Assert.Single(changes);
        Assert.Equal((ZsChangeKind.Changed, ZsResourceType.Vm, "web01", "lab"), (change.Kind, change.Type, change.Name, change.VCenter));
        Assert.Equal([nameof(ZsVm.HostId), nameof(ZsVm.State), nameof(ZsVm.VMHost)], change.Properties.Order(StringComparer.Ordinal));
        Assert.Equal((ZsVmState.Stopped, "esx-02"), ((change.Resource as ZsVm)!.State, (change.Resource as ZsVm)!.VMHost));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_VM_that_comes_or_goes_is_told_with_its_devices(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        await bench.ReadWholeAsync(AllButVms);

        var come = await bench.WatchAsync(writer => InventoryBench.PutAsync(writer, Vm("vm-1", "web01")));
        var gone = await bench.WatchAsync(writer => writer.RemoveAsync(ZsResourceType.Vm, "vm-1", default).AsTask());

        Assert.Equal(["Added Vm web01", "Added VmNic Network adapter 1", "Added Volume web01"], Words(come));
        Assert.Equal(["Removed Vm web01", "Removed VmNic Network adapter 1", "Removed Volume web01"], Words(gone));
        Assert.Equal("esx-01", (gone.Single(c => c.Type == ZsResourceType.Vm).Resource as ZsVm)!.VMHost);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_changed_device_is_told_as_such(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var row = Vm("vm-1", "web01");
        await bench.ReadWholeAsync([.. AllButVms, row]);

        var changes = await bench.WatchAsync(writer => InventoryBench.PutAsync(
            writer, row with { ChangeVersion = "2", Devices = new VmDevices([Nic(4000, "DMZ"), Nic(4001, "VM Network")], [row.Devices!.Volumes[0] with { Size = 80L << 30 }]) }));

        Assert.Equal(
            ["Added VmNic Network adapter 2", "Changed Vm web01 Networks", "Changed VmNic Network adapter 1 Network", "Changed Volume web01 Size"], Words(changes));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task What_is_written_as_it_was_is_no_change_nor_is_a_mark_that_nobody_sees(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var row = Vm("vm-1", "web01");
        await bench.ReadWholeAsync([.. AllButVms, row]);

        Assert.Empty(await bench.WatchAsync(writer => InventoryBench.PutAsync(writer, [.. AllButVms, row])));
        Assert.Empty(await bench.WatchAsync(writer => InventoryBench.PutAsync(writer, row with { ChangeVersion = "2" })));
        Assert.Equal("2", (await bench.Engine.Inventory.ReadKnownAsync(bench.VCenter, default)).Vms["vm-1"].ChangeVersion);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_whole_read_tells_each_change_when_it_is_asked_to(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var rows = Enumerable.Range(0, 300).Select(i => Vm($"vm-{i}", $"vm{i:000}")).ToList();
        await bench.ReadWholeAsync([.. AllButVms, .. rows]);

        var changes = await bench.WatchAsync(async writer =>
        {
            await InventoryBench.PutAsync(writer, [.. AllButVms, .. rows.Skip(1).Select((r, i) => i == 7 ? r with { CpuCount = 3 } : r)]);
            await writer.RemoveUnseenAsync(SyncTypes.All, default);
        });

        Assert.Equal(["Changed Vm vm008 CpuCount", "Removed Vm vm000", "Removed VmNic Network adapter 1", "Removed Volume vm000"], Words(changes));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_connection_that_a_writer_left_behind_holds_no_rows_of_it(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        await using (var writer = await bench.BeginAsync())
        {
            await InventoryBench.PutAsync(writer, [.. AllButVms, Vm("vm-1", "left")]);
            await writer.DifferenceAsync(default);
        }

        await bench.ReadWholeAsync([.. AllButVms, Vm("vm-2", "web01")]);

        Assert.Equal(1, await bench.Engine.RecordStore.ReadAsync(c => c.ScalarAsync<long>("SELECT count(*) FROM vms", default), default));
    }

    private static IEnumerable<string> Words(IReadOnlyList<ZsChange> changes) =>
        changes.Select(c => $"{c.Kind} {c.Type} {c.Name} {string.Join(',', c.Properties)}".TrimEnd()).Order(StringComparer.Ordinal);
}
