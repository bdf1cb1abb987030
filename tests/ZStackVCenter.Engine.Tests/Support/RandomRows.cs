using ZStackVCenter.Engine.Inventory;

namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>What one run writes, the same into any records.</summary>
internal sealed record RandomRun(IReadOnlyList<InventoryRow> Rows, IReadOnlyList<string> Kept, IReadOnlyList<string> Removed, IReadOnlyCollection<ZsResourceType> Whole, bool Commits)
{
    public async Task ApplyAsync(IInventoryWriter writer)
    {
        foreach (var row in Rows)
        {
            await writer.WriteAsync(row, default);
        }
        foreach (var id in Kept)
        {
            await writer.KeepAsync(ZsResourceType.Vm, id, ZsVmState.Unknown, default);
        }
        foreach (var id in Removed)
        {
            await writer.RemoveAsync(ZsResourceType.Vm, id, default);
        }
        if (Whole.Count > 0)
        {
            await writer.RemoveUnseenAsync(Whole, default);
        }
    }
}

/// <summary>A vCenter in which anything may have changed since the run before; the same for the same seed.</summary>
internal sealed class RandomRows(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Guid[] _uuids = [.. Enumerable.Range(1, 200).Select(i => new Guid(i, 0, 0, new byte[8]))];
    private int _version;

    public RandomRun NextRun(MemoryRecords memory, Guid vCenter)
    {
        // Hosts and storage are always there: what refers to what is gone has a test of its own.
        List<InventoryRow> rows =
        [
            .. Enumerable.Range(0, 2).Select(Cluster), .. Enumerable.Range(0, 4).Select(Host), .. Enumerable.Range(0, 3).Select(Datastore),
            .. Some(5).Select(Switch), .. Some(4).Select(i => Image(memory, vCenter, i)),
        ];
        List<string> kept = [];
        List<string> removed = [];
        var disks = new Queue<Guid>(_uuids.Skip(100).OrderBy(_ => _random.Next()));
        foreach (var i in Some(_random.Next(4) == 0 ? 90 : 12))
        {
            switch (_random.Next(10))
            {
                case 0:
                    kept.Add($"vm-{i}");
                    break;
                case 1:
                    removed.Add($"vm-{i}");
                    break;
                default:
                    rows.Add(Vm(memory, vCenter, i, disks));
                    break;
            }
        }
        ZsResourceType[] whole = _random.Next(3) switch
        {
            0 => [],
            1 => [ZsResourceType.Vm],
            _ => [ZsResourceType.Network, ZsResourceType.Image, ZsResourceType.Vm],
        };
        return new RandomRun(rows, kept, removed, whole, Commits: _random.Next(5) > 0);
    }

    private List<int> Some(int most) => Enumerable.Range(0, most).Where(_ => _random.Next(4) > 0).OrderBy(_ => _random.Next()).ToList();

    private bool Seldom => _random.Next(6) == 0;

    private ClusterRow Cluster(int i) => new($"domain-c{i}", $"cluster{i}") { Datacenter = "DC", HostCount = Seldom ? 3 : 2, DrsEnabled = Seldom };

    private HostRow Host(int i) => new($"host-{i}", Seldom ? $"esx{i}-renamed" : $"esx{i}")
    {
        ClusterManagedObjectId = i == 3 ? null : $"domain-c{i % 2}", MaintenanceMode = Seldom, ConnectionState = "connected", CpuUsedMhz = Seldom ? 5 : 4,
        ExclusionReason = Seldom ? "It is in no cluster." : null,
    };

    private DatastoreRow Datastore(int i) => new($"datastore-{i}", $"ds{i}")
    {
        Url = "ds:///", FreeSpace = Seldom ? 9 : 8, AvailableCapacity = 7, HostManagedObjectIds = Seldom ? [$"host-{i}"] : [$"host-{i}", "host-3"],
    };

    private SwitchRow Switch(int i) => new($"dvs-{i}", $"switch{i}")
    {
        Kind = i % 2 == 0 ? ZsSwitchKind.Standard : ZsSwitchKind.Distributed, PortGroups = Seldom ? [] : [new ZsPortGroup { Name = "VLAN", VlanId = Seldom ? 7 : 8 }],
    };

    private ImageRow Image(MemoryRecords memory, Guid vCenter, int i)
    {
        var before = memory.Rows.GetValueOrDefault((vCenter, ZsResourceType.Image, $"vm-9{i}")) as ImageRow;
        var row = new ImageRow($"vm-9{i}", $"image{i}") { InstanceUuid = _uuids[90 + i], DatastoreManagedObjectId = "datastore-1", GuestOs = Seldom ? "Windows" : "Debian" };
        return before?.Size is not null && Seldom
            ? row with { Size = null, ChangeVersion = before.ChangeVersion }
            : row with { Size = Seldom ? 2 : 1, ChangeVersion = Seldom ? $"{++_version}" : before?.ChangeVersion ?? "" };
    }

    private VmRow Vm(MemoryRecords memory, Guid vCenter, int i, Queue<Guid> disks)
    {
        var before = memory.Rows.GetValueOrDefault((vCenter, ZsResourceType.Vm, $"vm-{i}")) as VmRow;
        var row = new VmRow($"vm-{i}", $"vm{i}")
        {
            InstanceUuid = _uuids[i], State = Seldom ? ZsVmState.Stopped : ZsVmState.Running, CpuCount = Seldom ? 2 : 1, DefaultIp = Seldom ? "10.0.0.9" : null,
            HostManagedObjectId = $"host-{i % 3}", DatastoreManagedObjectId = Seldom ? null : "datastore-0", Annotation = Seldom ? "note" : null,
        };
        if (_random.Next(2) == 0)
        {
            return row with { Devices = null, ChangeVersion = before?.ChangeVersion ?? "" };
        }
        var devices = before?.Devices is { } had && !Seldom
            ? had
            : new VmDevices(
                [.. Some(3).Order().Select(n => SeenRows.Nic(4000 + n, Seldom ? "DMZ" : "LAN"))],
                [.. Some(3).Order().Select(n => SeenRows.Disk(2000 + n, $"[ds] {_random.Next(30)}.vmdk", Seldom ? null : disks.Dequeue()) with { DatastoreManagedObjectId = "datastore-1" })]);
        return row with { Devices = devices, ChangeVersion = Seldom ? $"{++_version}" : before?.ChangeVersion ?? "0" };
    }
}
