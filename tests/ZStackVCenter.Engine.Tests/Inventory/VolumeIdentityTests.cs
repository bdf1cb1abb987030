using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Tests.Support;
using static ZStackVCenter.Engine.Tests.Support.SeenRows;

namespace ZStackVCenter.Engine.Tests.Inventory;

/// <summary>A disk keeps its record wherever it goes, and another disk in its place gets another record.</summary>
public sealed class VolumeIdentityTests
{
    private static readonly Guid A = Guid.NewGuid();
    private static readonly Guid B = Guid.NewGuid();

    private readonly VmRow _one = Vm("vm-1", "one", null, Disk(2000, "[iscsi-1] one/one.vmdk"), Disk(2001, "[iscsi-1] one/a.vmdk", A), Disk(2002, "[iscsi-1] one/b.vmdk", B));
    private readonly VmRow _two = Vm("vm-2", "two");

    public static TheoryData<StoreKind> Stores => [StoreKind.Sqlite, StoreKind.PostgreSql];

    [Theory, MemberData(nameof(Stores))]
    public async Task Two_disks_that_change_places_keep_their_records(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        await bench.ReadWholeAsync([.. AllButVms, _one, _two]);
        var before = await IdsAsync(bench, "one");

        await bench.ReadWholeAsync([.. AllButVms, With(_one, Disk(2000, "[iscsi-1] one/one.vmdk"), Disk(2001, "[iscsi-1] one/b.vmdk", B), Disk(2002, "[iscsi-1] one/a.vmdk", A)), _two]);

        var after = await IdsAsync(bench, "one");
        Assert.Equal((before[2000], before[2001], before[2002]), (after[2000], after[2002], after[2001]));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_disk_that_goes_to_another_VM_takes_its_record_along_even_when_the_first_VM_is_gone(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        await bench.ReadWholeAsync([.. AllButVms, _one, _two]);
        var before = await IdsAsync(bench, "one");

        await bench.ReadWholeAsync(
            [.. AllButVms, With(_one, Disk(2000, "[iscsi-1] one/one.vmdk"), Disk(2002, "[iscsi-1] one/b.vmdk", B)), With(_two, Disk(2000, "[iscsi-1] two/two.vmdk"), Disk(2001, "[iscsi-1] one/a.vmdk", A))]);
        Assert.Equal(before[2001], (await IdsAsync(bench, "two"))[2001]);
        var gone = await bench.ReadWholeAsync(
            [.. AllButVms, With(_two, Disk(2000, "[iscsi-1] two/two.vmdk"), Disk(2001, "[iscsi-1] one/a.vmdk", A), Disk(2002, "[iscsi-1] one/b.vmdk", B))]);

        Assert.Equal((before[2001], before[2002]), ((await IdsAsync(bench, "two"))[2001], (await IdsAsync(bench, "two"))[2002]));
        Assert.Equal("one;Network adapter 1", string.Join(';', Assert.Single(gone.Vanished).Dependents));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Another_disk_in_the_same_slot_is_another_record(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        await bench.ReadWholeAsync([.. AllButVms, _one]);
        var before = await IdsAsync(bench, "one");

        var difference = await bench.ReadWholeAsync(
            [.. AllButVms, With(_one, Disk(2000, "[iscsi-1] one/one.vmdk"), Disk(2001, "[iscsi-1] one/new.vmdk", Guid.NewGuid()), Disk(2002, "[iscsi-1] one/b.vmdk", B))]);

        var after = await IdsAsync(bench, "one");
        Assert.Equal((before[2000], before[2002]), (after[2000], after[2002]));
        Assert.NotEqual(before[2001], after[2001]);
        var count = difference.Counts.Single(c => c.Type == ZsResourceType.Volume);
        Assert.Equal((1, 0, 1, 3), (count.Added, count.Changed, count.Removed, count.Total));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_disk_that_nobody_had_is_found_by_the_VM_that_gets_it(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        await bench.ReadWholeAsync([.. AllButVms, _one]);
        var before = await IdsAsync(bench, "one");
        await bench.SqlAsync("UPDATE volumes SET vm_id = NULL, device_key = NULL WHERE disk_uuid = @a", ("a", A));
        await bench.SqlAsync("UPDATE volumes SET vm_id = NULL, device_key = NULL, disk_uuid = NULL WHERE disk_uuid = @b", ("b", B));

        await bench.ReadWholeAsync([.. AllButVms, With(_one, Disk(2000, "[iscsi-1] one/one.vmdk")),
            Vm("vm-3", "three", null, Disk(2000, "[iscsi-1] one/a.vmdk", A), Disk(2001, "[iscsi-1] one/b.vmdk"))]);

        var after = await IdsAsync(bench, "three");
        Assert.Equal((before[2001], before[2002]), (after[2000], after[2001]));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_disk_that_two_VMs_share_has_a_record_in_each(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var two = With(_two, Disk(2000, "[iscsi-1] two/two.vmdk"), Disk(2001, "[iscsi-1] one/a.vmdk", A));
        await bench.ReadWholeAsync([.. AllButVms, _one, two]);
        var (one, other) = ((await IdsAsync(bench, "one"))[2001], (await IdsAsync(bench, "two"))[2001]);

        await bench.ReadWholeAsync([.. AllButVms, _one with { ChangeVersion = "2" }, two with { ChangeVersion = "2" }]);

        Assert.NotEqual(one, other);
        Assert.Equal((one, other), ((await IdsAsync(bench, "one"))[2001], (await IdsAsync(bench, "two"))[2001]));
    }

    private static VmRow With(VmRow vm, params VolumeRow[] volumes) => vm with { ChangeVersion = vm.ChangeVersion + ".", Devices = vm.Devices! with { Volumes = volumes } };

    private static async Task<Dictionary<int, Guid>> IdsAsync(InventoryBench bench, string vm) =>
        (await bench.VolumesAsync((await bench.VmAsync(vm)).Id)).ToDictionary(v => v.DeviceKey!.Value, v => v.Id);

    [Theory]
    [InlineData("[iscsi-1] web01/web01_1.vmdk", "web01_1")]
    [InlineData("[iscsi-1] web01.vmdk", "web01")]
    [InlineData("web01.vmdk", "web01")]
    [InlineData("[iscsi-1] ", "Hard disk 1")]
    [InlineData("", "Hard disk 1")]
    public void A_disk_is_called_after_its_file_and_after_its_label_while_it_has_none(string path, string name) =>
        Assert.Equal(name, Engine.Records.Inventory.VolumeTable.NameOf(new VolumeRow(2000) { Path = path, Label = "Hard disk 1" }));
}
