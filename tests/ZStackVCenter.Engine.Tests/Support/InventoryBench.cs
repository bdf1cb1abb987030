using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>An engine over a store of one kind with one vCenter in it, and what a test writes there in place of a synchronisation.</summary>
internal sealed class InventoryBench : IAsyncDisposable
{
    private readonly StorePlace _place;
    private DateTime _now = new(2026, 5, 1, 8, 0, 0, DateTimeKind.Utc);

    private InventoryBench(StorePlace place) => (_place, Engine) = (place, place.Open());

    public CloudEngine Engine { get; }

    public Guid VCenter { get; private set; }

    public IRecordReader Records => Engine.Records;

    public static async Task<InventoryBench> CreateAsync(StoreKind kind)
    {
        var bench = new InventoryBench(await StorePlace.CreateAsync(kind));
        bench.VCenter = await new Rows(bench.Engine).VCenterAsync("lab");
        return bench;
    }

    /// <summary>Writes as a whole read does: what is not among the rows vanished.</summary>
    public Task<InventoryDifference> ReadWholeAsync(params InventoryRow[] rows) => WriteAsync(async writer =>
    {
        await PutAsync(writer, rows);
        await writer.RemoveUnseenAsync(SyncTypes.All, default);
    });

    /// <summary>Writes and commits.</summary>
    public async Task<InventoryDifference> WriteAsync(Func<IInventoryWriter, Task> write)
    {
        await using var writer = await BeginAsync();
        await write(writer);
        var difference = await writer.DifferenceAsync(default);
        await writer.CommitAsync(wholeRead: true, default);
        return difference;
    }

    /// <summary>Writes and commits as a watch does; gives the changes, each as its kind, type, name and properties.</summary>
    public async Task<IReadOnlyList<ZsChange>> WatchAsync(Func<IInventoryWriter, Task> write)
    {
        await using var writer = await BeginAsync(tellChanges: true);
        await write(writer);
        await writer.CommitAsync(wholeRead: false, default);
        return await writer.ChangesAsync(default);
    }

    /// <summary>Begins writing; each time a minute after the time before.</summary>
    public Task<IInventoryWriter> BeginAsync(bool tellChanges = false) =>
        Engine.Inventory.BeginAsync(VCenter, _now = _now.AddMinutes(1), tellChanges, default);

    public static async Task PutAsync(IInventoryWriter writer, params InventoryRow[] rows)
    {
        foreach (var row in rows)
        {
            await writer.WriteAsync(row, default);
        }
    }

    /// <summary>Changes the records as somebody else would.</summary>
    public Task SqlAsync(string sql, params (string, object?)[] parameters) =>
        Engine.RecordStore.WriteAsync(connection => connection.ExecuteAsync(sql, default, parameters), default);

    public async Task<ZsVm> VmAsync(string name) => await Records.VmsAsync(new VmQuery { Names = [name] }, default).SingleAsync();

    public async Task<IReadOnlyList<ZsVmNic>> NicsAsync(Guid vm) => await Records.VmNicsAsync(new VmNicQuery { VmIds = [vm] }, default).ToListAsync();

    public async Task<IReadOnlyList<ZsVolume>> VolumesAsync(Guid vm) => await Records.VolumesAsync(new VolumeQuery { VmIds = [vm] }, default).ToListAsync();

    public ValueTask DisposeAsync() => _place.DisposeAsync();
}
