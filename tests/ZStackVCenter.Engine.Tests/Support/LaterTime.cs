namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>The system's clock, put forward by a test.</summary>
internal sealed class LaterTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public override long GetTimestamp() => GetUtcNow().Ticks;
}
