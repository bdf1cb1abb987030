using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Store;
using ZStackVCenter.Engine.Tests.Support;

namespace ZStackVCenter.Engine.Tests.Records;

/// <summary>Who may bring in a vCenter's inventory, over all processes.</summary>
public sealed class LeaseTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    public static TheoryData<StoreKind> Stores => [StoreKind.Sqlite, StoreKind.PostgreSql];

    [Theory, MemberData(nameof(Stores))]
    public async Task Who_waits_too_long_is_told_who_holds_it(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        await using var held = await LeaseAsync(bench, Long);

        var error = await Assert.ThrowsAsync<ZsException>(() => LeaseAsync(bench, TimeSpan.FromMilliseconds(300)));

        Assert.Equal(ZsErrorId.ResourceBusy, error.ErrorId);
        Assert.Contains($"{Environment.MachineName}/{Environment.ProcessId}", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Many_take_turns_and_never_two_at_once(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var inside = 0;
        var turns = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var lease = await LeaseAsync(bench, Long);
            Assert.Equal(1, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Increment(ref turns);
            Interlocked.Decrement(ref inside);
        })));

        Assert.Equal(8, turns);
        Assert.Equal(0, await CountAsync(bench));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Leases_of_two_vCenters_are_two(StoreKind kind)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var other = await new Rows(bench.Engine).VCenterAsync("other");

        await using var one = await LeaseAsync(bench, Long);
        await using var two = await bench.Engine.Inventory.LeaseAsync(other, Long, default);

        Assert.Equal(2, await CountAsync(bench));
    }

    [Fact]
    public async Task The_lease_of_a_killed_process_is_free()
    {
        await using var bench = await InventoryBench.CreateAsync(StoreKind.Sqlite);
        await using var worker = await Worker.StartAsync("hold-lease", ("store", bench.Engine.StorePath), ("vcenter", bench.VCenter.ToString()));
        worker.Go();
        await worker.SaysAsync("held");
        await Assert.ThrowsAsync<ZsException>(() => LeaseAsync(bench, TimeSpan.FromMilliseconds(300)));

        worker.Kill();
        await worker.EndAsync();

        await using var lease = await LeaseAsync(bench, Long);
        Assert.Equal(1, await CountAsync(bench));
    }

    [Theory, InlineData(StoreKind.Sqlite, false), InlineData(StoreKind.Sqlite, true), InlineData(StoreKind.PostgreSql, false), InlineData(StoreKind.PostgreSql, true)]
    public async Task Of_a_process_on_another_computer_the_heartbeat_tells(StoreKind kind, bool beats)
    {
        await using var bench = await InventoryBench.CreateAsync(kind);
        var clock = bench.Engine.RecordStore.Dialect.Clock;
        await bench.SqlAsync(
            $"""
            INSERT INTO leases (resource, owner_id, process_id, process_started_at, computer, process_scope, taken_at, heartbeat_at)
            VALUES (@resource, @owner, 1, 1, 'elsewhere', 'boot', {clock}, {clock} - @old)
            """,
            ("resource", $"inventory:{bench.VCenter}"), ("owner", Guid.NewGuid()), ("old", beats ? 0L : 300_000_000L));

        if (beats)
        {
            var error = await Assert.ThrowsAsync<ZsException>(() => LeaseAsync(bench, TimeSpan.FromMilliseconds(300)));
            Assert.Contains("elsewhere/1", error.Message, StringComparison.Ordinal);
        }
        else
        {
            await using var lease = await LeaseAsync(bench, Long);
            Assert.Equal(1, await CountAsync(bench));
        }
    }

    private static Task<IAsyncDisposable> LeaseAsync(InventoryBench bench, TimeSpan timeout) => bench.Engine.Inventory.LeaseAsync(bench.VCenter, timeout, default);

    private static Task<long> CountAsync(InventoryBench bench) =>
        bench.Engine.RecordStore.ReadAsync(connection => connection.ScalarAsync<long>("SELECT count(*) FROM leases", default), default);
}
