using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.PropertyCollection;

/// <summary>
/// The session ended in the middle of something that belongs to it: pages of a retrieval, a property filter, a view. The client can
/// log in again, but the work must begin anew.
/// </summary>
/// <param name="innerException">The server's refusal, if it was one.</param>
public sealed class SessionLostException(Exception? innerException)
    : VimException("The session ended before everything was read; begin the reading anew.", innerException);

/// <summary>Sees that a session has ended where a server answers without a fault: with objects whose every property is denied.</summary>
internal static class SessionLoss
{
    public static void ThrowIfLost(List<ObjectRow> batch)
    {
        if (batch.Exists(IsLost))
        {
            throw new SessionLostException(null);
        }
    }

    public static bool IsLost(ObjectRow row) => row.Missing.Count > 0 && row.Missing.All(m => m.Fault?.Fault is NotAuthenticated);
}
