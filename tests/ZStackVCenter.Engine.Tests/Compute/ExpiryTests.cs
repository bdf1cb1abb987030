using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Engine.Tests.Compute;

/// <summary>What has been in the recycle bin for its time goes with whatever works with its vCenter next.</summary>
public sealed class ExpiryTests : IAsyncLifetime, IDisposable
{
    private readonly LaterTime _time = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));
    private readonly Cloud _cloud;
    private SimulatedVCenter _vcenter = null!;
    private ZsVCenter _lab = null!;

    public ExpiryTests() => _cloud = new Cloud(_time);

    public async Task InitializeAsync()
    {
        _vcenter = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Demo = true });
        _lab = await _cloud.ConnectAsync(_vcenter);
        await _cloud.SyncAsync(_lab);
    }

    public async Task DisposeAsync()
    {
        await _cloud.DisposeAsync();
        await _vcenter.DisposeAsync();
    }

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task An_operation_on_another_VM_of_the_vCenter_removes_it_and_the_audit_says_that_nobody_asked()
    {
        await RunAsync(new RemoveVmRequest((await VmAsync("app01")).Id));
        _time.Advance(TimeSpan.FromHours(25));
        await _cloud.Engine.RecycleBin.ListAsync(new ResourceQuery(), null, default);
        Assert.Equal(["app01"], await BinAsync());

        await RunAsync(new RestartVmRequest((await VmAsync("web01")).Id) { Reset = true });

        await UntilAsync(async () => (await BinAsync()).Count == 0);
        var audit = await _cloud.Engine.Audit.ListAsync(new AuditQuery { Action = "ExpungeVm" }, default).SingleAsync();
        Assert.Equal(("app01", "", ZsAuditResult.Succeeded), (audit.Resource, audit.Command, audit.Result));
        Assert.Equal(0, (await _cloud.SyncAsync(_lab)).Added);
    }

    [Fact]
    public async Task It_is_looked_for_once_in_ten_minutes()
    {
        await RunAsync(new RemoveVmRequest((await VmAsync("app01")).Id));
        await RunAsync(new RemoveVmRequest((await VmAsync("app02")).Id));
        _time.Advance(TimeSpan.FromHours(25));

        Assert.True(_cloud.Engine.RecycleBin.IsDue(_lab.Id));
        Assert.False(_cloud.Engine.RecycleBin.IsDue(_lab.Id));
        await RunAsync(new RestartVmRequest((await VmAsync("web01")).Id) { Reset = true });
        Assert.Equal(["app01", "app02"], await BinAsync());
        _time.Advance(TimeSpan.FromMinutes(11));
        await RunAsync(new RestartVmRequest((await VmAsync("web01")).Id) { Reset = true });
        await UntilAsync(async () => (await BinAsync()).Count == 0);
    }

    [Fact]
    public async Task It_delays_and_fails_nobody_and_a_process_that_ends_leaves_it_to_the_next()
    {
        await RunAsync(new RemoveVmRequest((await VmAsync("app01")).Id));
        _time.Advance(TimeSpan.FromHours(25));
        await _vcenter.Control.SetDelayAsync(TimeSpan.FromMinutes(30), "Destroy_Task");
        await using (var shortLived = _cloud.Open())
        {
            await shortLived.VCenters.ConnectAsync(Bench.Request(_vcenter) with { VCenterId = _lab.Id, Name = null }, VmLab.Somebody, default);
            await shortLived.Vms.RunAsync(new RestartVmRequest((await VmAsync("web01")).Id) { Reset = true }, VmLab.Somebody, null, _patience.Token);
            await UntilAsync(async () => (await _cloud.Engine.Operations.ListAsync(new TaskQuery { ResourceNames = ["app01"] }, default)).Any(t => t is { Action: "ExpungeVm", Step: "Destroy the VM" }));
        }
        await _vcenter.Control.SetDelayAsync(TimeSpan.Zero, "Destroy_Task");

        await _cloud.SyncAsync(_lab);

        Assert.Empty(await BinAsync());
        Assert.DoesNotContain(await _cloud.Engine.Records.VmsAsync(new VmQuery { Life = VmLifeScope.All }, default).ToListAsync(), v => v.Name == "app01");
    }

    private Task<ZsVm?> RunAsync(VmRequest request) => _cloud.Engine.Vms.RunAsync(request, VmLab.Somebody, null, _patience.Token);

    private ValueTask<ZsVm> VmAsync(string name) => _cloud.Engine.Records.VmsAsync(new VmQuery { Names = [name] }, default).FirstAsync();

    private async Task<IReadOnlyList<string>> BinAsync() =>
        [.. (await _cloud.Engine.RecycleBin.ListAsync(new ResourceQuery(), null, default)).Select(i => i.Name)];

    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(50, _patience.Token);
        }
    }
}
