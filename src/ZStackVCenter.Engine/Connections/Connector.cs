using System.Net;
using ZStackVCenter.Vim;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Sessions;
using ZStackVCenter.Vim.Transport;

namespace ZStackVCenter.Engine.Connections;

/// <summary>Opens clients: reaches a vCenter, checks what it is, logs in.</summary>
internal sealed class Connector(Action<VimCallReport>? trace)
{
    private const string UserAgent = "ZStackVCenter";

    /// <summary>Reaches a server and refuses what is no vCenter. Nobody is logged in yet.</summary>
    /// <param name="target">The address, port, protocol and certificate rule.</param>
    /// <param name="timeout">How long the server may take to answer; null for the client's own limits.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    public async Task<VimClient> ReachAsync(ZsVCenter target, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var client = await VimErrors.GuardAsync(Label(target), () => VimClient.ConnectAsync(Endpoint(target), Options(target, timeout), cancellationToken)).ConfigureAwait(false);
        try
        {
            VCenterChecks.Accept(client.About, Label(target));
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Logs in with a credential, which the client keeps for renewing the session.</summary>
    public static Task LoginAsync(VimClient client, string name, NetworkCredential credential, CancellationToken cancellationToken) =>
        VimErrors.GuardAsync(name, () => client.Session.LoginAsync(
            _ => ValueTask.FromResult(new VimCredential(UserOf(credential), credential.Password)), cancellationToken));

    /// <summary>Takes a session over that another client opened.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SessionExpired"/> when it is not open.</exception>
    public static async Task ResumeAsync(VimClient client, string name, string sessionId, CancellationToken cancellationToken)
    {
        var user = await VimErrors.GuardAsync(name, () => client.Session.ResumeAsync(sessionId, cancellationToken)).ConfigureAwait(false);
        if (user is null)
        {
            throw new ZsException(ZsErrorId.SessionExpired, ZsErrorCategory.AuthenticationError,
                $"vCenter '{name}' has no open session with the id that was given.", "Open a new one, or connect with a credential.", name);
        }
    }

    /// <summary>Makes a session of the client's own for the user of another client's session.</summary>
    public static Task CloneAsync(VimClient client, string name, VimClient other, CancellationToken cancellationToken) =>
        VimErrors.GuardAsync(name, async () => await client.Session.CloneAsync(
            await other.AcquireCloneTicket(other.Content.SessionManager!, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));

    /// <summary>The user as vSphere takes it: a domain that stands apart goes in front.</summary>
    public static string UserOf(NetworkCredential credential) =>
        string.IsNullOrEmpty(credential.Domain) ? credential.UserName : $@"{credential.Domain}\{credential.UserName}";

    private static string Label(ZsVCenter target) => target.Name.Length > 0 ? target.Name : target.Server;

    private static Uri Endpoint(ZsVCenter target)
    {
        try
        {
            return new UriBuilder(target.Protocol == ZsProtocol.Https ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, target.Server, target.Port, "/sdk").Uri;
        }
        catch (Exception e) when (e is UriFormatException or ArgumentException)
        {
            throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument,
                $"'{target.Server}' with port {target.Port} is no address.", "Give a DNS name or an IP address alone, and the port with -Port.", target.Server, e);
        }
    }

    private VimClientOptions Options(ZsVCenter target, TimeSpan? timeout)
    {
        var options = new VimClientOptions { UserAgent = UserAgent, Trace = trace, Certificates = Certificates(target) };
        return timeout is { } limit ? options with
        {
            ConnectTimeout = limit,
            AnswerTimeout = limit,
            PauseTimeout = limit,
            UpdateWait = limit < options.UpdateWait ? limit : options.UpdateWait,
        } : options;
    }

    private static CertificatePolicy Certificates(ZsVCenter target)
    {
        if (target.SkipCertificateCheck)
        {
            return CertificatePolicy.AcceptAny;
        }
        try
        {
            return target.Thumbprint is { Length: > 0 } pinned ? CertificatePolicy.Pin(pinned) : CertificatePolicy.System;
        }
        catch (ArgumentException e)
        {
            throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, e.Message, "Copy the whole thumbprint.", target.Thumbprint, e);
        }
    }
}
