using ZStackVCenter.Vim;

namespace ZStackVCenter.Engine.Connections;

/// <summary>
/// An open session with a vCenter, shared by all runspaces of the process. Whoever works with it holds a use; one that was replaced or
/// disconnected ends when its last use does.
/// </summary>
internal sealed class VCenterSession(ZsVCenter vCenter, VimClient client)
{
    private readonly Lock _lock = new();
    private int _uses;
    private bool _retired;
    private bool _disposed;

    /// <summary>The vCenter as it was when the session was opened or its record last changed.</summary>
    public ZsVCenter VCenter { get; internal set; } = vCenter;

    /// <summary>The client that the session is of.</summary>
    public VimClient Client { get; } = client;

    /// <summary>Begins a use; null when the session has been retired.</summary>
    public SessionUse? TryUse()
    {
        lock (_lock)
        {
            if (_retired)
            {
                return null;
            }
            _uses++;
            return new SessionUse(this);
        }
    }

    /// <summary>Takes the session out of service; it logs out at once, or when its last use ends.</summary>
    public ValueTask RetireAsync()
    {
        lock (_lock)
        {
            _retired = true;
        }
        return DisposeIfIdleAsync();
    }

    internal ValueTask EndUseAsync()
    {
        lock (_lock)
        {
            _uses--;
        }
        return DisposeIfIdleAsync();
    }

    private ValueTask DisposeIfIdleAsync()
    {
        lock (_lock)
        {
            if (!_retired || _uses > 0 || _disposed)
            {
                return ValueTask.CompletedTask;
            }
            _disposed = true;
        }
        return Client.DisposeAsync();
    }
}

/// <summary>One use of a session, from its beginning to its disposal.</summary>
internal sealed class SessionUse(VCenterSession session) : IAsyncDisposable
{
    private VCenterSession? _session = session;

    /// <summary>The session.</summary>
    public VCenterSession Session => _session ?? throw new ObjectDisposedException(nameof(SessionUse));

    /// <summary>The vCenter.</summary>
    public ZsVCenter VCenter => Session.VCenter;

    /// <summary>The client.</summary>
    public VimClient Client => Session.Client;

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _session, null)?.EndUseAsync() ?? ValueTask.CompletedTask;
}
