using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Support;

namespace ZStackVCenter.Engine.Tests.Records;

public sealed class ManyWritersTests
{
    private const int Writers = 16;
    private const int Vms = 40;

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Sixteen_at_once_lose_nothing_and_each_gets_its_turn(StoreKind kind)
    {
        await using var place = await StorePlace.CreateAsync(kind);
        var first = place.Open();
        var rows = new Rows(first);
        var vCenters = new List<Guid>();
        for (var i = 0; i < Writers; i++)
        {
            vCenters.Add(await rows.VCenterAsync($"lab{i:00}"));
        }
        var engines = vCenters.ConvertAll(_ => place.Open());

        await Task.WhenAll(vCenters.Select((id, i) => Task.Run(() => WriteAsync(engines[i], id))));

        foreach (var id in vCenters)
        {
            var vms = await first.Records.VmsAsync(new VmQuery { VCenterIds = [id] }, default).ToListAsync();
            Assert.Equal(Vms, vms.Count);
            Assert.All(vms, vm => Assert.Equal((3, "esx-01"), (vm.CpuCount, vm.VMHost)));
        }
    }

    private static async Task WriteAsync(CloudEngine engine, Guid vCenter)
    {
        for (var round = 1; round <= 3; round++)
        {
            await using var writer = await engine.Inventory.BeginAsync(vCenter, DateTime.UtcNow, false, default);
            await InventoryBench.PutAsync(writer, [.. SeenRows.AllButVms, .. Enumerable.Range(0, Vms).Select(i => SeenRows.Vm($"vm-{i}", $"vm{i}") with { CpuCount = round })]);
            await writer.RemoveUnseenAsync(SyncTypes.All, default);
            await writer.CommitAsync(wholeRead: true, default);
        }
    }
}
