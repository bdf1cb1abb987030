using System.Net;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Vim;

namespace ZStackVCenter.Engine.Connections;

/// <summary>The vCenters that the module knows, and the sessions that this process has with them. Safe for use from many threads at once.</summary>
public sealed class VCenterService : IAsyncDisposable
{
    private readonly IVCenterRecords _records;
    private readonly ICredentialStore _credentials;
    private readonly TimeProvider _time;
    private readonly Connector _connector;

    internal VCenterService(IVCenterRecords records, ICredentialStore credentials, TimeProvider time, Action<string>? trace)
    {
        _records = records;
        _credentials = credentials;
        _time = time;
        _connector = new Connector(trace is null ? null : report => trace(report.ToString()));
    }

    internal SessionPool Sessions { get; } = new();

    /// <summary>Every vCenter known, ordered by name, with whether this process has a session.</summary>
    public async Task<IReadOnlyList<ZsVCenter>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await _records.ListVCentersAsync(cancellationToken).ConfigureAwait(false)).Select(WithStatus)];

    /// <summary>One vCenter.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.VCenterNotFound"/>.</exception>
    public async Task<ZsVCenter> GetAsync(Guid vCenterId, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(v => v.Id == vCenterId)
        ?? throw new ZsException(ZsErrorId.VCenterNotFound, ZsErrorCategory.ObjectNotFound, $"The records have no vCenter {vCenterId}.", "Get-ZsVCenter lists them.", vCenterId);

    /// <summary>True when this process has a session with the vCenter.</summary>
    public bool IsConnected(Guid vCenterId) => Sessions.IsConnected(vCenterId);

    /// <summary>
    /// Opens a session with a new vCenter, which is then remembered, or with a known one. The inventory is not brought in here.
    /// An earlier session of this process with the same vCenter ends when nobody uses it any more.
    /// </summary>
    /// <exception cref="ZsException">Every way in which it can fail has an id of its own in <see cref="ZsErrorId"/>; the records are then as before.</exception>
    public async Task<ZsVCenter> ConnectAsync(ConnectRequest request, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var known = await _records.ListVCentersAsync(cancellationToken).ConfigureAwait(false);
        var target = VCenterTargets.For(request, known);
        var client = await _connector.ReachAsync(target, request.Timeout, cancellationToken).ConfigureAwait(false);
        try
        {
            target = VCenterTargets.Identify(target, request, known, client.About, _time.GetUtcNow().UtcDateTime);
            target = await LoginAsync(client, target, request, cancellationToken).ConfigureAwait(false);
            await _records.SaveVCenterAsync(target, request.SaveCredential ? request.Credential : null, Note(target, request, known, caller), cancellationToken).ConfigureAwait(false);
            await Sessions.PutAsync(new VCenterSession(target, client)).ConfigureAwait(false);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        return await GetAsync(target.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends this process's session with a vCenter. Its records stay. Returns false when it had none.</summary>
    public Task<bool> DisconnectAsync(Guid vCenterId) => Sessions.EndAsync(vCenterId);

    /// <summary>Changes a vCenter's record. A new address, port, protocol or thumbprint counts from the next connection on.</summary>
    public async Task<ZsVCenter> SetAsync(Guid vCenterId, VCenterChange change, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var changed = VCenterTargets.Change(await GetAsync(vCenterId, cancellationToken).ConfigureAwait(false), change);
        if (change.Credential is { } credential)
        {
            changed = changed with { HasSavedCredential = true, UserName = Connector.UserOf(credential) };
        }
        await _records.SaveVCenterAsync(changed, change.Credential, new VCenterChangeNote("SetVCenter", caller), cancellationToken).ConfigureAwait(false);
        Sessions.Update(changed);
        if (changed.State == ZsState.Disabled)
        {
            await Sessions.EndAsync(vCenterId).ConfigureAwait(false);
        }
        return await GetAsync(vCenterId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks whether a vCenter's records may go, without removing them.</summary>
    /// <param name="vCenterId">The record's id of the vCenter.</param>
    /// <param name="force">Whether what only the records hold may go with it.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <returns>What would go.</returns>
    /// <exception cref="ZsException">
    /// <see cref="ZsErrorId.VCenterInUse"/> when networks, or VMs in the recycle bin, would be lost with it and <paramref name="force"/> is
    /// not given; <see cref="ZsErrorId.ResourceBusy"/> while a task works on it.
    /// </exception>
    public async Task<VCenterBelongings> CheckRemoveAsync(Guid vCenterId, bool force, CancellationToken cancellationToken)
    {
        var vCenter = await GetAsync(vCenterId, cancellationToken).ConfigureAwait(false);
        var belongings = await _records.ReadBelongingsAsync(vCenterId, cancellationToken).ConfigureAwait(false);
        belongings.Require(vCenter.Name, force);
        return belongings;
    }

    /// <summary>Removes a vCenter's records, its saved credential and its session. Nothing is touched in the vCenter itself.</summary>
    /// <returns>What went.</returns>
    /// <exception cref="ZsException">As <see cref="CheckRemoveAsync"/>; nothing was removed.</exception>
    public async Task<VCenterBelongings> RemoveAsync(Guid vCenterId, bool force, Caller caller, CancellationToken cancellationToken)
    {
        var vCenter = await GetAsync(vCenterId, cancellationToken).ConfigureAwait(false);
        var belongings = await _records.RemoveVCenterAsync(vCenter, force, caller, cancellationToken).ConfigureAwait(false);
        await _credentials.RemoveCredentialAsync(vCenterId, cancellationToken).ConfigureAwait(false);
        await Sessions.EndAsync(vCenterId).ConfigureAwait(false);
        return belongings;
    }

    /// <summary>
    /// Looks at what the guide's chapter 2 asks of a vCenter, one result for each; what cannot be looked at is a result too. Without a credential, given
    /// or saved, one that is connected is looked at as the user of its open session.
    /// </summary>
    public async Task<IReadOnlyList<ZsCheckResult>> TestAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var known = await _records.ListVCentersAsync(cancellationToken).ConfigureAwait(false);
        var target = VCenterTargets.For(request, known);
        return await new VCenterTest(target, _connector, _time).RunAsync(request.Timeout,
            (client, token) => LogInToTestAsync(client, target, request, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends every session of the process.</summary>
    public ValueTask DisposeAsync() => Sessions.DisposeAsync();

    private async Task<ZsVCenter> LoginAsync(VimClient client, ZsVCenter target, ConnectRequest request, CancellationToken cancellationToken)
    {
        if (request.SessionId is { } sessionId)
        {
            await Connector.ResumeAsync(client, target.Name, sessionId, cancellationToken).ConfigureAwait(false);
            return target with { UserName = client.Session.User?.UserName ?? target.UserName };
        }
        var credential = await CredentialAsync(target, request, cancellationToken).ConfigureAwait(false);
        await Connector.LoginAsync(client, target.Name, credential, cancellationToken).ConfigureAwait(false);
        return target with
        {
            UserName = Connector.UserOf(credential),
            HasSavedCredential = target.HasSavedCredential || request is { SaveCredential: true, Credential: not null },
        };
    }

    private async Task<string> LogInToTestAsync(VimClient client, ZsVCenter target, ConnectRequest request, CancellationToken cancellationToken)
    {
        if (request is { Credential: null, SessionId: null } && !target.HasSavedCredential && IsConnected(target.Id))
        {
            await using var use = Sessions.Use(target.Id, target.Name);
            await Connector.CloneAsync(client, target.Name, use.Client, cancellationToken).ConfigureAwait(false);
            return $"The open session is that of {client.Session.User?.UserName}.";
        }
        await LoginAsync(client, target, request, cancellationToken).ConfigureAwait(false);
        return $"The user {client.Session.User?.UserName} is accepted.";
    }

    private async Task<NetworkCredential> CredentialAsync(ZsVCenter target, ConnectRequest request, CancellationToken cancellationToken) =>
        request.Credential
        ?? (target.Id == Guid.Empty ? null : await _credentials.ReadCredentialAsync(target.Id, cancellationToken).ConfigureAwait(false))
        ?? throw new ZsException(ZsErrorId.CredentialRequired, ZsErrorCategory.AuthenticationError,
            $"No credential is saved for vCenter '{target.Name}'.", "Give one with -Credential; -SaveCredential keeps it for the next time.", target.Name);

    // Connecting again to what is known changes no record that a person asked for; the versions that the server tells do not count.
    private static VCenterChangeNote? Note(ZsVCenter target, ConnectRequest request, IReadOnlyList<ZsVCenter> known, Caller caller) =>
        known.FirstOrDefault(v => v.Id == target.Id) is not { } before ? new VCenterChangeNote("AddVCenter", caller)
        : request.SaveCredential || VCenterTargets.Differ(before, target) ? new VCenterChangeNote("SetVCenter", caller)
        : null;

    private ZsVCenter WithStatus(ZsVCenter vCenter) =>
        vCenter with { Status = IsConnected(vCenter.Id) ? ZsStatus.Connected : ZsStatus.Disconnected };
}
