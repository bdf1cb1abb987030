using ZStackVCenter.Vim;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Connections;

/// <summary>
/// Lets a watch go on over dropped connections, ended sessions and a vCenter that restarts, which takes it minutes: waits, longer each time
/// up to half a minute, for as long as its user does. What waiting cannot mend, such as a refused login or another certificate, ends it.
/// </summary>
/// <param name="vCenter">The vCenter's name.</param>
/// <param name="time">The clock that waits; null for the system's.</param>
/// <param name="outages">Told of each wait and of its end, from any thread.</param>
internal sealed class WatchRetry(string vCenter, TimeProvider? time = null, IProgress<WatchOutage>? outages = null)
{
    private const int MostLosses = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // While it starts a vCenter gives answers of all kinds; one that still gives them after this long is not starting.
    private static readonly TimeSpan PatienceWithNonsense = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private long _since;
    private int _failures;
    private int _refusals;

    /// <summary>Tries one step of a watch.</summary>
    /// <returns>False when the watch has to begin anew; else what the step said.</returns>
    /// <exception cref="ZsException">It failed for good.</exception>
    public async Task<bool> TryAsync(Func<Task<bool>> step, CancellationToken cancellationToken)
    {
        try
        {
            var more = await step().ConfigureAwait(false);
            Succeeded();
            return more;
        }
        catch (VimException e) when (!cancellationToken.IsCancellationRequested)
        {
            if (_failures++ == 0)
            {
                _since = _time.GetTimestamp();
            }
            if (!MayPass(e))
            {
                throw VimErrors.Translate(e, vCenter);
            }
            var pause = Pause(_failures);
            outages?.Report(new WatchOutage(vCenter, _failures, VimErrors.Translate(e, vCenter).Message, pause));
            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>To be told when the vCenter gave what a watch asks of it, also when nothing has changed.</summary>
    public void Succeeded()
    {
        if (_failures > 0)
        {
            outages?.Report(new WatchOutage(vCenter, 0, null, TimeSpan.Zero));
        }
        _failures = _refusals = 0;
    }

    private static TimeSpan Pause(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    private bool MayPass(VimException e) => e switch
    {
        SessionLostException => true,
        VimCertificateException => false,
        // The client renews a session by itself: one that is refused again and again cannot be renewed.
        VimFaultException { Fault: NotAuthenticated } => ++_refusals < MostLosses,
        VimFaultException { Fault: InvalidLogin or NoPermission } => false,
        VimTransportException { Error: VimTransportError.Refused or VimTransportError.Reset or VimTransportError.TimedOut or VimTransportError.Truncated
            or VimTransportError.Unavailable or VimTransportError.Unreachable or VimTransportError.HostNotFound } => true,
        _ => _time.GetElapsedTime(_since) < PatienceWithNonsense,
    };
}
