namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>A clock on which every wait is over almost at once, and has lasted as long as it was asked to.</summary>
internal sealed class HurriedTime : TimeProvider
{
    // Not quite at once: who waits for another's turn by looking again and again must leave it the time to have it.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);

    private long _waited;

    /// <summary>How long all waits have lasted together.</summary>
    public TimeSpan Waited => TimeSpan.FromTicks(Interlocked.Read(ref _waited));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Waited;

    public override long GetTimestamp() => System.GetUtcNow().Ticks + Interlocked.Read(ref _waited);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            Interlocked.Add(ref _waited, dueTime.Ticks);
        }
        return System.CreateTimer(callback, state, dueTime > Moment ? Moment : dueTime, period);
    }
}
