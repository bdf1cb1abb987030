using ZStackVCenter.Vim;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Connections;

/// <summary>
/// Turns what the vSphere client throws into the module's own errors: vCenter's words, the id a script matches on, and what to do now.
/// No text holds a credential or a session's id.
/// </summary>
internal static class VimErrors
{
    /// <summary>Does something with a vCenter; what goes wrong there leaves as a <see cref="ZsException"/>.</summary>
    public static async Task<T> GuardAsync<T>(string vCenter, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (VimException e)
        {
            throw Translate(e, vCenter);
        }
    }

    /// <summary>Does something with a vCenter; what goes wrong there leaves as a <see cref="ZsException"/>.</summary>
    public static Task GuardAsync(string vCenter, Func<Task> work) => GuardAsync(vCenter, async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });

    /// <summary>Hands on what a source streams; what goes wrong there leaves as a <see cref="ZsException"/>.</summary>
    public static async IAsyncEnumerable<T> GuardAsync<T>(string vCenter, IAsyncEnumerable<T> source)
    {
        await using var items = source.GetAsyncEnumerator();
        while (await GuardAsync(vCenter, () => items.MoveNextAsync().AsTask()).ConfigureAwait(false))
        {
            yield return items.Current;
        }
    }

    /// <summary>The module's error for one of the client's.</summary>
    /// <param name="e">What the client threw.</param>
    /// <param name="vCenter">The name or address of the vCenter.</param>
    public static ZsException Translate(VimException e, string vCenter) => e switch
    {
        VimCertificateException certificate => new(ZsErrorId.CertificateRejected, ZsErrorCategory.SecurityError, certificate.Message,
            $"Compare the thumbprint with the server's own, then connect with -Thumbprint {certificate.Certificate.Sha256Thumbprint}.", vCenter, e) { IsTerminating = true },
        VimTransportException transport => Translate(transport, vCenter),
        VimFaultException fault => Translate(fault, vCenter),
        SessionLostException => new(ZsErrorId.SessionExpired, ZsErrorCategory.AuthenticationError,
            $"The session with vCenter '{vCenter}' ended while its inventory was being read.", "Try again; if it ends again, connect anew.", vCenter, e),
        _ => new(ZsErrorId.Unexpected, ZsErrorCategory.ProtocolError, $"vCenter '{vCenter}': {e.Message}", null, vCenter, e),
    };

    /// <summary>True when it is vCenter that does not do something, or that cannot be asked: what a command that is forced passes over.</summary>
    public static bool IsRefusal(ZsException failure) => failure.ErrorId is ZsErrorId.NotConnected or ZsErrorId.VCenterUnreachable or ZsErrorId.VCenterTimeout
        or ZsErrorId.SessionExpired or ZsErrorId.LoginFailed or ZsErrorId.ProtocolError or ZsErrorId.VCenterFault or ZsErrorId.TaskFailed or ZsErrorId.PermissionDenied;

    private static ZsException Translate(VimTransportException e, string vCenter)
    {
        var (id, category, action) = e.Error switch
        {
            VimTransportError.HostNotFound or VimTransportError.Refused or VimTransportError.Unreachable or VimTransportError.Reset or VimTransportError.Proxy =>
                (ZsErrorId.VCenterUnreachable, ZsErrorCategory.ConnectionError, "Check the address, the port, and that vCenter runs."),
            VimTransportError.Unavailable =>
                (ZsErrorId.VCenterUnreachable, ZsErrorCategory.ConnectionError, "vCenter may be starting: try again in some minutes."),
            VimTransportError.TimedOut =>
                (ZsErrorId.VCenterTimeout, ZsErrorCategory.OperationTimeout, "Try again, or give more time with -TimeoutSec."),
            VimTransportError.TlsFailed =>
                (ZsErrorId.ProtocolMismatch, ZsErrorCategory.ProtocolError, "If the port speaks plain HTTP, say -Protocol Http; else check the port."),
            VimTransportError.HttpsExpected =>
                (ZsErrorId.ProtocolMismatch, ZsErrorCategory.ProtocolError, "Use HTTPS: leave -Protocol out."),
            VimTransportError.NotVSphere =>
                (ZsErrorId.NotVSphere, ZsErrorCategory.ProtocolError, "Check the address and the port: something else answers there."),
            VimTransportError.Truncated or VimTransportError.TooLarge or VimTransportError.Malformed =>
                (ZsErrorId.ProtocolError, ZsErrorCategory.ProtocolError, "Try again; if it stays, look for a proxy or a load balancer between here and vCenter."),
            _ => (ZsErrorId.VCenterUnreachable, ZsErrorCategory.ConnectionError, (string?)null),
        };
        return new ZsException(id, category, $"vCenter '{vCenter}': {e.Message}", action, vCenter, e);
    }

    private static ZsException Translate(VimFaultException e, string vCenter) => e.Fault switch
    {
        InvalidLogin => new(ZsErrorId.LoginFailed, ZsErrorCategory.AuthenticationError,
            $"vCenter '{vCenter}' refused the login: {Words(e, "user or password are wrong")}",
            "Give the user with its full domain, such as administrator@vsphere.local, and check the password.", vCenter, e),
        NotAuthenticated => new(ZsErrorId.SessionExpired, ZsErrorCategory.AuthenticationError,
            $"The session with vCenter '{vCenter}' ended and could not be renewed.", "Connect again with Connect-ZsVCenter.", vCenter, e),
        NoPermission denied => new(ZsErrorId.PermissionDenied, ZsErrorCategory.PermissionDenied,
            $"vCenter '{vCenter}' does not allow {e.Method} on {denied.Object.Value}{(denied.PrivilegeId.Length > 0 ? $" without the privilege {denied.PrivilegeId}" : "")}: {Words(e, "permission denied")}",
            denied.PrivilegeId.Length > 0 ? $"Give the user the privilege {denied.PrivilegeId} on that object." : "Give the user a role with more privileges.", vCenter, e),
        _ => new(ZsErrorId.VCenterFault, ZsErrorCategory.InvalidResult,
            $"vCenter '{vCenter}' refused {e.Method}{(e.Target is null ? "" : $" on {e.Target.Value}")} with {e.FaultName}: {Words(e, "it said no more")}", null, vCenter, e),
    };

    private static string Words(VimFaultException e, string otherwise) => (string.IsNullOrWhiteSpace(e.Words) ? otherwise : e.Words.Trim()).TrimEnd('.') + ".";
}
