using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Sessions;

/// <summary>The client's session: begun with a credential or taken over, kept alive, renewed when it has ended.</summary>
public sealed class VimSession : IAsyncDisposable
{
    private const string CookieName = "vmware_soap_session";
    private static readonly TimeSpan LogoutLimit = TimeSpan.FromSeconds(5);

    private readonly VimClient _client;
    private readonly VimTransport _transport;
    private readonly SemaphoreSlim _renewal = new(1, 1);
    private VimCredentialSource? _credentials;
    private KeepAlive? _keepAlive;
    private bool _owned;
    private int _generation;

    internal VimSession(VimClient client, VimTransport transport)
    {
        _client = client;
        _transport = transport;
    }

    /// <summary>The session as the server sees it; null before a login.</summary>
    public UserSession? User { get; private set; }

    /// <summary>
    /// The secret that is the session: whoever has it acts as the user. For another process to take the session over with
    /// <see cref="ResumeAsync"/>; null before a login.
    /// </summary>
    public string? Cookie => _transport.Cookies.GetCookies(_transport.Endpoint)[CookieName]?.Value;

    /// <summary>Counts the renewals, so that an object bound to a session (a view, a filter, a page token) can be told from a later one's.</summary>
    public int Generation => Volatile.Read(ref _generation);

    internal bool CanRenew => _credentials is not null;

    /// <summary>Logs in (SessionManager.Login) and keeps the session alive; it is renewed with the same source when it has ended.</summary>
    /// <param name="credentials">Gives the credential, now and at each renewal.</param>
    /// <param name="cancellationToken">Cancels the login.</param>
    /// <exception cref="VimFaultException">The server refused; the fault is InvalidLogin for a wrong user or password.</exception>
    public async Task<UserSession> LoginAsync(VimCredentialSource credentials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        var user = await LoginCoreAsync(credentials, cancellationToken).ConfigureAwait(false);
        _credentials = credentials;
        Begin(user, owned: true);
        return user;
    }

    /// <summary>Takes over a session that another client began. It is neither renewed nor ended by this one.</summary>
    /// <param name="cookie">That client's <see cref="Cookie"/>.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The session, or null when it has ended.</returns>
    public async Task<UserSession?> ResumeAsync(string cookie, CancellationToken cancellationToken = default)
    {
        _transport.Cookies.Add(new System.Net.Cookie(CookieName, cookie, "/", _transport.Endpoint.Host) { HttpOnly = true });
        var user = await ReadCurrentAsync(cancellationToken).ConfigureAwait(false);
        if (user is not null)
        {
            Begin(user, owned: false);
        }

        return user;
    }

    /// <summary>Makes a session of one's own from a ticket of another client's (SessionManager.CloneSession).</summary>
    /// <param name="cloneTicket">A ticket from AcquireCloneTicket; good once, and for a short time.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    public async Task<UserSession> CloneAsync(string cloneTicket, CancellationToken cancellationToken = default)
    {
        var call = new VimCall("CloneSession", Manager, false, writer => writer.WriteString("cloneTicket", cloneTicket)) { WithoutRenewal = true };
        var user = await _client.InvokeAsync(call, ReadUser, cancellationToken).ConfigureAwait(false);
        Begin(user, owned: true);
        return user;
    }

    /// <summary>Asks the server whether this session is still good.</summary>
    /// <returns>The session, or null when it has ended.</returns>
    public async Task<UserSession?> ReadCurrentAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return (await _client.Properties.ReadOnceAsync(Manager, ["currentSession"], renew: false, cancellationToken).ConfigureAwait(false))[0].As<UserSession>();
        }
        catch (VimFaultException e) when (e.Fault is NotAuthenticated)
        {
            return null;
        }
    }

    /// <summary>Ends the session. One that has ended already is no error.</summary>
    public async Task LogoutAsync(CancellationToken cancellationToken = default)
    {
        _credentials = null;
        _owned = false;
        await StopKeepAliveAsync().ConfigureAwait(false);
        User = null;
        try
        {
            await _client.Logout(Manager, cancellationToken).ConfigureAwait(false);
        }
        catch (VimFaultException e) when (e.Fault is NotAuthenticated)
        {
            // It had ended by itself.
        }
    }

    /// <summary>Stops keeping the session alive, and ends it if this client began it.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopKeepAliveAsync().ConfigureAwait(false);
        if (_owned)
        {
            using var limit = new CancellationTokenSource(LogoutLimit);
            try
            {
                await LogoutAsync(limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is VimException or OperationCanceledException)
            {
                // The server is not in reach: it ends the idle session itself.
                User = null;
            }
        }

        _renewal.Dispose();
    }

    /// <summary>
    /// Renews a session that has ended, unless another call has done so since <paramref name="ended"/>. A password that is refused is
    /// not tried again: each try would bring the account nearer to being locked.
    /// </summary>
    internal async Task RenewAsync(int ended, CancellationToken cancellationToken)
    {
        await _renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (ended == Generation && _credentials is { } credentials)
            {
                User = await LoginCoreAsync(credentials, cancellationToken).ConfigureAwait(false);
                Interlocked.Increment(ref _generation);
            }
        }
        catch (VimFaultException e) when (e.Fault is InvalidLogin)
        {
            _credentials = null;
            throw;
        }
        finally
        {
            _renewal.Release();
        }
    }

    private ManagedObjectReference Manager => _client.Content.SessionManager
        ?? throw new VimTransportException(VimTransportError.NotVSphere, $"{_client.Endpoint} has no session manager, so that nobody can log in.", null);

    private async Task<UserSession> LoginCoreAsync(VimCredentialSource credentials, CancellationToken cancellationToken)
    {
        var credential = await credentials(cancellationToken).ConfigureAwait(false);
        var call = new VimCall("Login", Manager, false, writer =>
        {
            writer.WriteString("userName", credential.User);
            writer.WriteString("password", credential.Password);
        }) { WithoutRenewal = true };
        return await _client.InvokeAsync(call, ReadUser, cancellationToken).ConfigureAwait(false);
    }

    private static UserSession ReadUser(VimReader reader)
    {
        UserSession? user = null;
        for (var more = reader.Enter(); more && reader.Next();)
        {
            user = UserSession.Read(reader);
        }

        return user ?? throw VimReader.NothingReturned();
    }

    private void Begin(UserSession user, bool owned)
    {
        User = user;
        _owned = owned;
        _keepAlive ??= _client.Options.KeepAlive > TimeSpan.Zero ? new KeepAlive(_client, _client.Options.KeepAlive) : null;
    }

    private async Task StopKeepAliveAsync()
    {
        if (Interlocked.Exchange(ref _keepAlive, null) is { } keepAlive)
        {
            await keepAlive.DisposeAsync().ConfigureAwait(false);
        }
    }
}
