using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Engine.Tests.Inventory;

public sealed class SyncIntoRecordsTests(DemoVCenterFixture fixture) : IClassFixture<DemoVCenterFixture>
{
    private SimulatedVCenter VCenter => fixture.VCenter;

    [Fact]
    public async Task A_first_synchronisation_brings_in_everything_and_a_second_changes_nothing()
    {
        await using var cloud = new Cloud();
        var lab = await cloud.ConnectAsync(VCenter);

        var first = await cloud.SyncAsync(lab);
        var second = await cloud.SyncAsync(lab);

        Assert.Equal((0, 0, 0), (second.Added, second.Changed, second.Removed));
        Assert.Equal(40, first.Counts.Single(c => c.Type == ZsResourceType.Vm).Added);
        var vms = await cloud.Engine.Records.VmsAsync(new VmQuery(), default).ToListAsync();
        Assert.Equal(40, vms.Count);
        Assert.All(vms, vm => Assert.NotNull(vm.VMHost));
        Assert.All(vms, vm => Assert.NotNull(vm.PrimaryStorage));
        Assert.Equal(4, await cloud.Engine.Records.ImagesAsync(new ImageQuery(), default).CountAsync());
        var listed = Assert.Single(await cloud.Engine.VCenters.ListAsync(default));
        Assert.Equal((2, 40), (listed.ClusterCount, listed.VmCount));
        Assert.Equal(2, await cloud.Engine.Records.SyncReportsAsync(new SyncReportQuery(), default).CountAsync());
    }

    [Fact]
    public async Task Telling_the_difference_writes_nothing()
    {
        await using var cloud = new Cloud();
        var lab = await cloud.ConnectAsync(VCenter);

        var report = await cloud.SyncAsync(lab, new SyncOptions { WhatIf = true });

        Assert.True(report.WhatIf);
        Assert.Equal(40, report.Counts.Single(c => c.Type == ZsResourceType.Vm).Added);
        Assert.Equal(0, await cloud.Engine.Records.VmsAsync(new VmQuery(), default).CountAsync());
    }
}
