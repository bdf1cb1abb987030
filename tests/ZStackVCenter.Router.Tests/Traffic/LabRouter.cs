using ZStackVCenter.Router.State;
using ZStackVCenter.Router.Transport;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>A router of the laboratory and the client that speaks with it.</summary>
internal sealed class LabRouter : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private readonly RouterMachine _router;

    public LabRouter(RouterMachine router)
    {
        _router = router;
        Endpoint = new RouterEndpoint
        {
            Host = RouterMachine.SshHost,
            Port = router.SshPort,
            HostKey = router.Fingerprint,
            Key = new RouterKey(router.PrivateKey),
        };
        Client = new RouterClient(Endpoint);
    }

    public RouterEndpoint Endpoint { get; }

    public RouterClient Client { get; }

    public Machine Machine => _router.Machine;

    /// <summary>Makes the router be that state.</summary>
    public async Task<RouterApplyResult> ApplyAsync(RouterState state)
    {
        using CancellationTokenSource limit = new(Timeout);
        return await Client.ApplyAsync(state, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _router.DisposeAsync();
    }
}
