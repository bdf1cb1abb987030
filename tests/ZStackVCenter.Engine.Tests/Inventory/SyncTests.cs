using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Engine.Tests.Inventory;

public sealed class SyncTests(DemoVCenterFixture fixture) : IClassFixture<DemoVCenterFixture>
{
    private SimulatedVCenter VCenter => fixture.VCenter;

    [Fact]
    public async Task A_first_synchronisation_brings_in_everything_and_a_second_changes_nothing()
    {
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(VCenter);
        var first = await bench.SyncAsync(lab);

        Assert.Equal(2, bench.Records.All<ClusterRow>().Count());
        Assert.Equal(40, bench.Records.All<VmRow>().Count());
        Assert.Equal(4, bench.Records.All<ImageRow>().Count());

        var second = await bench.SyncAsync(lab);
        Assert.Equal((0, 0, 0), (second.Added, second.Changed, second.Removed));
    }
}
