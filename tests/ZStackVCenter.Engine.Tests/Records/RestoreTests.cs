using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Compute;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Engine.Tests.Records;

/// <summary>What a backup says of the past does nothing to what has become of it in vCenter since.</summary>
public sealed class RestoreTests : IAsyncLifetime, IDisposable
{
    private readonly LaterTime _time = new();
    private readonly TemporaryFolder _folder = new();
    private string? _backupAt;
    private CloudEngine _engine = null!;
    private SimulatedVCenter _vcenter = null!;
    private ZsVCenter _lab = null!;

    private string Backup => _folder.File("backup.db");

    public async Task InitializeAsync()
    {
        _engine = CloudEngine.Open(new CloudEngineOptions { StorePath = _folder.File("records.db"), Time = _time, AtStep = BackUpAt });
        _vcenter = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Demo = true });
        _lab = await _engine.VCenters.ConnectAsync(Bench.Request(_vcenter), Caller.Module, default);
        await _engine.Sync.SyncAsync(_lab.Id);
    }

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _vcenter.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("CopyVm:1:before")]
    [InlineData("CopyVm:3:before")]
    [InlineData("CopyVm:4:after")]
    public async Task A_VM_that_was_being_made_when_the_backup_was_is_there_after_it_was_put_back(string moment)
    {
        _backupAt = moment;
        var made = await _engine.Vms.CopyAsync(new CopyVmRequest { SourceId = (await VmAsync("test02")).Id, Name = "made", NoStart = true }, VmLab.Somebody, null, default);

        await _engine.Store.RestoreAsync(Backup);
        await _engine.Sync.SyncAsync(_lab.Id);

        Assert.Equal((made.ManagedObjectId, ZsVmState.Stopped), ((await VmAsync("made")).ManagedObjectId, (await VmAsync("made")).State));
        var task = Assert.Single(await _engine.Operations.ListAsync(new TaskQuery(), default));
        Assert.Equal((ZsTaskState.Failed, ZsErrorId.TaskInterrupted), (task.State, task.ErrorId));
        Assert.Contains("backup", task.Error, StringComparison.Ordinal);
        var audit = await _engine.Audit.ListAsync(new AuditQuery { Action = "CopyVm" }, default).SingleAsync();
        Assert.Equal((ZsAuditResult.Failed, task.Id), (audit.Result, audit.TaskId));
    }

    [Fact]
    public async Task A_VM_that_was_being_stopped_when_the_backup_was_made_is_left_running()
    {
        _backupAt = "StopVm:2:before";
        var web = (await VmAsync("web01")).Id;
        await _engine.Operations.WaitAsync((await _engine.Vms.StartAsync(new StopVmRequest(web) { PowerOff = true }, VmLab.Somebody, default))!.Id, null, default);
        await _engine.Vms.RunAsync(new StartVmRequest(web), VmLab.Somebody, null, default);

        await _engine.Store.RestoreAsync(Backup);
        await _engine.Sync.SyncAsync(_lab.Id);

        Assert.Equal(ZsVmState.Running, (await VmAsync("web01")).State);
    }

    [Fact]
    public async Task What_was_in_the_recycle_bin_is_there_as_long_again()
    {
        var web = (await VmAsync("web01")).Id;
        await _engine.Vms.RunAsync(new RemoveVmRequest(web), VmLab.Somebody, null, default);
        await _engine.Store.BackupAsync(Backup, false, default);
        await _engine.Vms.RunAsync(new RestoreVmRequest(web) { Start = true }, VmLab.Somebody, null, default);
        _time.Advance(TimeSpan.FromHours(100));

        await _engine.Store.RestoreAsync(Backup);
        await _engine.Sync.SyncAsync(_lab.Id);

        var item = Assert.Single(await _engine.RecycleBin.ListAsync(new ResourceQuery(), null, default));
        Assert.Equal("web01", item.Name);
        Assert.InRange(item.ExpiresAt!.Value, _time.GetUtcNow().UtcDateTime.AddHours(23), _time.GetUtcNow().UtcDateTime.AddHours(24));
        await _engine.Vms.RunAsync(new RestoreVmRequest(web), VmLab.Somebody, null, default);
        Assert.Equal(ZsVmState.Running, (await VmAsync("web01")).State);
    }

    // The step waits for the backup: it holds exactly that moment.
    private void BackUpAt(string moment)
    {
        if (moment == _backupAt)
        {
            _backupAt = null;
            _engine.Store.BackupAsync(Backup, false, default).GetAwaiter().GetResult();
        }
    }

    private ValueTask<ZsVm> VmAsync(string name) => _engine.Records.VmsAsync(new VmQuery { Names = [name] }, default).SingleAsync();
}
