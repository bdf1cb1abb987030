using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Engine.Tests.Inventory;

/// <summary>A VM that is taken out of vCenter's inventory and registered anew while somebody watches is the same VM.</summary>
public sealed class ReturningVmTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly SimulatedVCenterOptions Small = new() { Vms = 4 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_VM_that_leaves_and_comes_back_keeps_its_record(bool structureMoves)
    {
        await using var server = await SimulatedVCenter.StartAsync(Small);
        await using var cloud = new Cloud(new StoppedTime());
        using var limit = new CancellationTokenSource(Limit);
        var lab = await cloud.ConnectAsync(server);
        await cloud.SyncAsync(lab);
        var vms = await VmsAsync(cloud, limit.Token);
        var (vm, other) = (vms[0], vms[1]);
        await using var changes = cloud.Engine.Sync.WatchAsync([lab.Id], [ZsResourceType.Vm], null, limit.Token).GetAsyncEnumerator(limit.Token);
        await BeginAsync(server, changes, other.Name);

        await server.Control.RemoveVmAsync(vm.Name);
        if (structureMoves)
        {
            await server.Control.AddPortGroupAsync(vm.VMHost!, "vSwitch0", "new-lan", 7);
        }
        // Seen before the VM comes back: its leaving and its coming are two updates.
        await server.Control.PowerVmAsync(other.Name, "on");
        var between = await UntilAsync(changes, c => c.Name == other.Name);
        var fresh = await server.Control.AddVmAsync(vm.Name, instanceUuid: vm.InstanceUuid);
        var after = await UntilAsync(changes, c => c.Resource is ZsVm { ManagedObjectId: var id } && id == fresh);

        var now = Assert.Single(await VmsAsync(cloud, limit.Token), v => v.InstanceUuid == vm.InstanceUuid);
        Assert.Equal((vm.Id, fresh), (now.Id, now.ManagedObjectId));
        Assert.All([.. between, .. after], change => Assert.Equal(ZsChangeKind.Changed, change.Kind));
    }

    [Fact]
    public async Task A_VM_that_does_not_come_back_is_removed_though_nothing_else_happens()
    {
        await using var server = await SimulatedVCenter.StartAsync(Small);
        await using var cloud = new Cloud(new HurriedTime());
        using var limit = new CancellationTokenSource(Limit);
        var lab = await cloud.ConnectAsync(server);
        await cloud.SyncAsync(lab);
        var vms = await VmsAsync(cloud, limit.Token);
        await using var changes = cloud.Engine.Sync.WatchAsync([lab.Id], [ZsResourceType.Vm], null, limit.Token).GetAsyncEnumerator(limit.Token);
        await BeginAsync(server, changes, vms[1].Name);

        await server.Control.RemoveVmAsync(vms[0].Name);
        var removed = (await UntilAsync(changes, c => c.Kind == ZsChangeKind.Removed))[^1];
        Assert.Equal(vms[0].Id, removed.Resource!.Id);
        Assert.DoesNotContain(await VmsAsync(cloud, limit.Token), v => v.Id == vms[0].Id);
    }

    // Whoever has seen one change has seen the whole state before it.
    private static async Task BeginAsync(SimulatedVCenter server, IAsyncEnumerator<ZsChange> changes, string other)
    {
        var first = changes.MoveNextAsync().AsTask();
        await server.Control.PowerVmAsync(other, "off");
        Assert.True(await first);
        Assert.Equal(other, changes.Current.Name);
    }

    private static async Task<List<ZsChange>> UntilAsync(IAsyncEnumerator<ZsChange> changes, Func<ZsChange, bool> wanted)
    {
        var seen = new List<ZsChange>();
        do
        {
            Assert.True(await changes.MoveNextAsync());
            seen.Add(changes.Current);
        }
        while (!wanted(changes.Current));
        return seen;
    }

    private static async Task<List<ZsVm>> VmsAsync(Cloud cloud, CancellationToken cancellationToken) =>
        [.. (await cloud.Engine.Records.VmsAsync(new VmQuery(), cancellationToken).ToListAsync(cancellationToken)).OrderBy(v => v.Name, StringComparer.Ordinal)];
}
