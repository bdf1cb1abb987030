using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Monitoring;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>The engine's services over records in memory, and how a test connects them to a simulated vCenter or to a proxy before it.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public Bench(TimeProvider? time = null)
    {
        VCenters = new VCenterService(Records, Records, TimeProvider.System, null);
        Sync = new SyncService(VCenters, Records, time ?? TimeProvider.System);
        Events = new EventService(VCenters, time ?? TimeProvider.System);
    }

    public MemoryRecords Records { get; } = new();

    public VCenterService VCenters { get; }

    public SyncService Sync { get; }

    public EventService Events { get; }

    /// <summary>A request that connects to a server as the simulator's user.</summary>
    public static ConnectRequest Request(SimulatedVCenter vcenter, Uri? at = null, string? name = "lab")
    {
        var uri = at ?? vcenter.Uri;
        return new ConnectRequest
        {
            Server = uri.Host,
            Port = uri.Port,
            Protocol = uri.Scheme == "https" ? ZsProtocol.Https : ZsProtocol.Http,
            Name = name,
            SkipCertificateCheck = true,
            Credential = vcenter.Credential,
            Timeout = TimeSpan.FromSeconds(20),
        };
    }

    public Task<ZsVCenter> ConnectAsync(SimulatedVCenter vcenter, Uri? at = null, string? name = "lab", TimeSpan? timeout = null)
    {
        var request = Request(vcenter, at, name);
        return VCenters.ConnectAsync(timeout is null ? request : request with { Timeout = timeout }, Caller.Module, CancellationToken.None);
    }

    public Task<ZsSyncReport> SyncAsync(ZsVCenter vCenter, SyncOptions? options = null) => Sync.SyncAsync(vCenter.Id, options);

    public ValueTask DisposeAsync() => VCenters.DisposeAsync();
}
