using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Methods;

/// <summary>Methods of ServiceInstance and SessionManager.</summary>
public static partial class SessionMethods
{
    /// <summary>Reads the roots of the service (ServiceInstance.RetrieveServiceContent).</summary>
    [VimMethod(Repeatable = true)]
    public static partial Task<ServiceContent> RetrieveServiceContent(this VimClient client, ManagedObjectReference serviceInstance, CancellationToken cancellationToken = default);

    /// <summary>Reads the server's clock, in UTC (ServiceInstance.CurrentTime).</summary>
    [VimMethod(Repeatable = true)]
    public static partial Task<DateTime> CurrentTime(this VimClient client, ManagedObjectReference serviceInstance, CancellationToken cancellationToken = default);

    /// <summary>Ends the session (SessionManager.Logout).</summary>
    [VimMethod]
    public static partial Task Logout(this VimClient client, ManagedObjectReference sessionManager, CancellationToken cancellationToken = default);

    /// <summary>Gets a ticket with which another client can make a session for the same user, once and soon (SessionManager.AcquireCloneTicket).</summary>
    [VimMethod]
    public static partial Task<string> AcquireCloneTicket(this VimClient client, ManagedObjectReference sessionManager, CancellationToken cancellationToken = default);

    /// <summary>Whether a session exists and is in use (SessionManager.SessionIsActive). Needs the privilege Sessions.ValidateSession.</summary>
    [VimMethod(Repeatable = true)]
    public static partial Task<bool> SessionIsActive(this VimClient client, ManagedObjectReference sessionManager, string sessionID, string userName, CancellationToken cancellationToken = default);

    /// <summary>Ends other sessions (SessionManager.TerminateSession).</summary>
    [VimMethod]
    public static partial Task TerminateSession(this VimClient client, ManagedObjectReference sessionManager, IReadOnlyList<string> sessionId, CancellationToken cancellationToken = default);
}
