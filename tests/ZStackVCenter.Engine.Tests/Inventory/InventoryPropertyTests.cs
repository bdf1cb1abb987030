using System.Globalization;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Support;

namespace ZStackVCenter.Engine.Tests.Inventory;

/// <summary>Whatever is read in whatever order, the store holds what plain dictionaries would, and counts the same differences.</summary>
public sealed class InventoryPropertyTests
{
    public static TheoryData<StoreKind, int> Runs => new()
    {
        { StoreKind.Sqlite, 1 }, { StoreKind.Sqlite, 2 }, { StoreKind.Sqlite, 3 }, { StoreKind.Sqlite, 4 }, { StoreKind.PostgreSql, 5 }, { StoreKind.PostgreSql, 6 },
    };

    [Theory, MemberData(nameof(Runs))]
    public async Task The_store_holds_what_memory_would(StoreKind kind, int seed)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var memory = new MemoryRecords();
        var rows = new RandomRows(seed);
        for (var step = 0; step < 25; step++)
        {
            var run = rows.NextRun(memory, bench.VCenter);
            await using var stored = await bench.BeginAsync();
            await using var remembered = await memory.BeginAsync(bench.VCenter, default, false, default);
            await run.ApplyAsync(stored);
            await run.ApplyAsync(remembered);
            var difference = await stored.DifferenceAsync(default);
            var expected = await remembered.DifferenceAsync(default);
            if (run.Commits)
            {
                await stored.CommitAsync(wholeRead: true, default);
                await remembered.CommitAsync(wholeRead: true, default);
            }
            await stored.DisposeAsync();

            var where = $"seed {seed}, step {step}";
            Assert.Equal($"{where}: {Counts(expected)}", $"{where}: {Counts(difference)}");
            var lines = await LinesAsync(bench.Records);
            Assert.Equal(Lines(memory).Prepend(where), lines.Prepend(where));
            var known = await bench.Engine.Inventory.ReadKnownAsync(bench.VCenter, default);
            Assert.Equal(
                memory.All<VmRow>().OrderBy(v => v.ManagedObjectId, StringComparer.Ordinal).Select(v => (v.ManagedObjectId, v.ChangeVersion, v.State, v.DefaultIp)),
                known.Vms.Where(v => !v.Value.IsImage).OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => (v.Key, v.Value.ChangeVersion, v.Value.State, v.Value.DefaultIp)));
        }
    }

    private static string Counts(InventoryDifference difference) => string.Join(
        "; ", difference.Counts.Where(c => SyncTypes.All.Contains(c.Type)).Select(c => $"{c.Type} +{c.Added} ~{c.Changed} -{c.Removed}"));

    private static IEnumerable<string> Lines(MemoryRecords memory) => memory.Rows.Values.SelectMany(r => Lines(memory, r)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(MemoryRecords memory, InventoryRow row) => row switch
    {
        ClusterRow c => [Line("cluster", c.ManagedObjectId, c.Name, c.HostCount, c.DrsEnabled)],
        HostRow h => [Line("host", h.ManagedObjectId, h.Name, NameOf(memory, h.ClusterManagedObjectId), h.MaintenanceMode, h.CpuUsedMhz, h.ExclusionReason)],
        DatastoreRow d => [Line("storage", d.ManagedObjectId, d.Name, d.AvailableCapacity, d.FreeSpace, string.Join(',', d.HostManagedObjectIds.Select(h => NameOf(memory, h)).Order(StringComparer.Ordinal)))],
        SwitchRow s => [Line("switch", s.ManagedObjectId, s.Name, s.Kind, string.Join(',', s.PortGroups))],
        ImageRow i => [Line("image", i.ManagedObjectId, i.Name, i.Size ?? 0, i.GuestOs, NameOf(memory, i.DatastoreManagedObjectId) ?? "")],
        VmRow v =>
        [
            Line("vm", v.ManagedObjectId, v.Name, v.State, v.CpuCount, NameOf(memory, v.HostManagedObjectId), NameOf(memory, v.DatastoreManagedObjectId), v.Annotation),
            .. (v.Devices?.Nics ?? []).Select(n => Line("nic", v.Name, n.DeviceKey, n.MacAddress, n.Network, string.Join(',', n.IpAddresses))),
            .. (v.Devices?.Volumes ?? []).Select(d => Line("volume", v.Name, d.DeviceKey, d.Path, d.Size, NameOf(memory, d.DatastoreManagedObjectId))),
        ],
        _ => [],
    };

    private static async Task<IEnumerable<string>> LinesAsync(IRecordReader records)
    {
        var lines = new List<string>();
        await foreach (var c in records.ClustersAsync(new ResourceQuery(), default))
        {
            lines.Add(Line("cluster", c.ManagedObjectId, c.Name, c.HostCount, c.DrsEnabled));
        }
        await foreach (var h in records.HostsAsync(new HostQuery { IncludeExcluded = true }, default))
        {
            lines.Add(Line("host", h.ManagedObjectId, h.Name, h.Cluster, h.MaintenanceMode, h.CpuUsedMhz, h.ExclusionReason));
        }
        await foreach (var d in records.PrimaryStoragesAsync(new StorageQuery(), default))
        {
            lines.Add(Line("storage", d.ManagedObjectId, d.Name, d.AvailableCapacity, d.AvailablePhysicalCapacity, string.Join(',', d.Hosts.Order(StringComparer.Ordinal))));
        }
        await foreach (var s in records.SwitchesAsync(new SwitchQuery(), default))
        {
            lines.Add(Line("switch", s.ManagedObjectId, s.Name, s.Kind, string.Join(',', s.PortGroups)));
        }
        await foreach (var i in records.ImagesAsync(new ImageQuery(), default))
        {
            lines.Add(Line("image", i.ManagedObjectId, i.Name, i.Size, i.GuestOs, i.BackupStorage));
        }
        await foreach (var v in records.VmsAsync(new VmQuery(), default))
        {
            lines.Add(Line("vm", v.ManagedObjectId, v.Name, v.State, v.CpuCount, v.VMHost, v.PrimaryStorage, v.Description));
        }
        await foreach (var n in records.VmNicsAsync(new VmNicQuery(), default))
        {
            lines.Add(Line("nic", n.Vm, n.DeviceKey, n.MacAddress, n.Network, string.Join(',', n.IpAddresses)));
        }
        await foreach (var d in records.VolumesAsync(new VolumeQuery(), default))
        {
            lines.Add(Line("volume", d.Vm, d.DeviceKey, d.Path, d.Size, d.PrimaryStorage));
        }
        return lines.Order(StringComparer.Ordinal);
    }

    private static string? NameOf(MemoryRecords memory, string? id) =>
        id is null ? null : memory.Rows.Values.FirstOrDefault(r => r.ManagedObjectId == id && r is ClusterRow or HostRow or DatastoreRow && r.ManagedObjectId == id)?.Name;

    private static string Line(params object?[] values) => string.Join(" | ", values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)));
}
