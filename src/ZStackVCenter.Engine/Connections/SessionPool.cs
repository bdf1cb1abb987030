using System.Collections.Concurrent;

namespace ZStackVCenter.Engine.Connections;

/// <summary>The open sessions of the process, by vCenter. Safe for use from many threads at once.</summary>
internal sealed class SessionPool : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, VCenterSession> _sessions = new();

    /// <summary>The vCenters that have a session.</summary>
    public IReadOnlyCollection<Guid> Connected => [.. _sessions.Keys];

    /// <summary>True when the vCenter has a session.</summary>
    public bool IsConnected(Guid vCenterId) => _sessions.ContainsKey(vCenterId);

    /// <summary>Begins to use a vCenter's session.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.NotConnected"/> when it has none.</exception>
    public SessionUse Use(Guid vCenterId, string? name = null) =>
        (_sessions.TryGetValue(vCenterId, out var session) ? session.TryUse() : null) ?? throw NotConnected(name ?? vCenterId.ToString());

    /// <summary>Refuses what needs a vCenter that has no session.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.NotConnected"/> when it has none.</exception>
    public void Require(Guid vCenterId, string name)
    {
        if (!IsConnected(vCenterId))
        {
            throw NotConnected(name);
        }
    }

    /// <summary>Puts a session in the place of an earlier one, which ends when nobody uses it any more.</summary>
    public async Task PutAsync(VCenterSession session)
    {
        VCenterSession? earlier = null;
        _sessions.AddOrUpdate(session.VCenter.Id, session, (_, old) =>
        {
            earlier = old;
            return session;
        });
        if (earlier is not null)
        {
            await earlier.RetireAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Gives an open session the changed record of its vCenter.</summary>
    public void Update(ZsVCenter vCenter)
    {
        if (_sessions.TryGetValue(vCenter.Id, out var session))
        {
            session.VCenter = vCenter;
        }
    }

    /// <summary>Ends a vCenter's session. Returns false when it had none.</summary>
    public async Task<bool> EndAsync(Guid vCenterId)
    {
        if (!_sessions.TryRemove(vCenterId, out var session))
        {
            return false;
        }
        await session.RetireAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Ends every session.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_sessions.Keys.Select(EndAsync)).ConfigureAwait(false);

    private static ZsException NotConnected(string vCenter) => new(
        ZsErrorId.NotConnected, ZsErrorCategory.ConnectionError, $"vCenter '{vCenter}' is not connected.", "Connect first with Connect-ZsVCenter.", vCenter);
}
