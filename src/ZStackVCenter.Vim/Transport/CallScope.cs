namespace ZStackVCenter.Vim.Transport;

/// <summary>
/// What belongs to one call on its way through the HTTP stack: the caller's cancellation, the clock that runs while the server is
/// awaited, how much has come, and the first failure as it really was before the layers above wrapped it.
/// </summary>
internal sealed class CallScope : IDisposable
{
    private static readonly AsyncLocal<CallScope?> Ambient = new();

    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _caller;
    private readonly Timer _clock;
    private volatile bool _timedOut;

    public CallScope(VimClientOptions options, TimeSpan answerTimeout, CancellationToken caller)
    {
        Options = options;
        AnswerTimeout = answerTimeout;
        _caller = caller;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _clock = new Timer(static state => ((CallScope)state!).TimeOut(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>The scope of the call that this flow of execution makes.</summary>
    public static CallScope? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public VimClientOptions Options { get; }

    public TimeSpan AnswerTimeout { get; }

    /// <summary>Ends the call: the caller's wish, or the clock.</summary>
    public CancellationToken Token => _stop.Token;

    public bool TimedOut => _timedOut && !_caller.IsCancellationRequested;

    public CancellationToken Caller => _caller;

    /// <summary>The first failure below the SOAP layer.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The body's stream, once the answer has begun.</summary>
    public AnswerStream? Answer { get; set; }

    public void StartClock(TimeSpan limit) => _clock.Change(limit, Timeout.InfiniteTimeSpan);

    public void StopClock() => _clock.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _clock.Dispose();
        _stop.Dispose();
    }

    private void TimeOut()
    {
        _timedOut = true;
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended while its clock was striking.
        }
    }
}
