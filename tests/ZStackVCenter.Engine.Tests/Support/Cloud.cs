using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Tests.Records;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>A whole engine over a store of its own, and how a test connects it to a simulated vCenter or to a proxy before it.</summary>
internal sealed class Cloud : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly TimeProvider _time;

    public Cloud(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        Engine = Open();
    }

    public CloudEngine Engine { get; private set; }

    /// <summary>The file of the records.</summary>
    public string Store => _folder.File("records.db");

    /// <summary>Another engine over the same records, as another process would open it.</summary>
    public CloudEngine Open() => CloudEngine.Open(new CloudEngineOptions { StorePath = Store, Time = _time });

    public Task<ZsVCenter> ConnectAsync(SimulatedVCenter vcenter, Uri? at = null, string? name = "lab") =>
        Engine.VCenters.ConnectAsync(Bench.Request(vcenter, at, name), Caller.Module, CancellationToken.None);

    public Task<ZsSyncReport> SyncAsync(ZsVCenter vCenter, SyncOptions? options = null) => Engine.Sync.SyncAsync(vCenter.Id, options);

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _folder.Dispose();
    }
}
