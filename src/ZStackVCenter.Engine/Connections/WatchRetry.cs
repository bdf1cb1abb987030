using ZStackVCenter.Vim;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Connections;

/// <summary>
/// Lets a watch go on after a dropped connection or an ended session: waits, longer each time, and gives up with a clear error when the
/// vCenter stays away.
/// </summary>
internal sealed class WatchRetry(string vCenter)
{
    private const int MostFailures = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private int _failures;

    /// <summary>Tries one step of a watch.</summary>
    /// <returns>False when the watch has to begin anew; else what the step said.</returns>
    /// <exception cref="ZsException">It failed for good.</exception>
    public async Task<bool> TryAsync(Func<Task<bool>> step, CancellationToken cancellationToken)
    {
        try
        {
            var more = await step().ConfigureAwait(false);
            _failures = 0;
            return more;
        }
        catch (VimException e) when (!cancellationToken.IsCancellationRequested)
        {
            if (!MayPass(e) || ++_failures > MostFailures)
            {
                throw VimErrors.Translate(e, vCenter);
            }
            await Task.Delay(FirstPause * (1 << (_failures - 1)), cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    private static bool MayPass(VimException e) => e switch
    {
        SessionLostException => true,
        VimFaultException { Fault: NotAuthenticated or ManagedObjectNotFound or InvalidCollectorVersion } => true,
        VimTransportException transport => transport.Error is VimTransportError.Refused or VimTransportError.Reset or VimTransportError.TimedOut
            or VimTransportError.Truncated or VimTransportError.Unavailable or VimTransportError.Unreachable,
        _ => false,
    };
}
