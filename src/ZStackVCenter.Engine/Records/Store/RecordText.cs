namespace ZStackVCenter.Engine.Records.Store;

/// <summary>How values stand in columns that two engines must read alike.</summary>
internal static class RecordText
{
    /// <summary>The form of a name that is compared: case does not matter, in any script.</summary>
    public static string NameKey(string name) => name.ToLowerInvariant();

    /// <summary>A time as microseconds since 1970, UTC.</summary>
    public static long ToMicroseconds(DateTime time) => (time.ToUniversalTime().Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time of so many microseconds since 1970, UTC.</summary>
    public static DateTime FromMicroseconds(long value) => DateTime.UnixEpoch.AddTicks(value * TimeSpan.TicksPerMicrosecond);

    /// <summary>Now, as <see cref="ToMicroseconds"/> writes it.</summary>
    public static long NowMicroseconds(this TimeProvider time) => ToMicroseconds(time.GetUtcNow().UtcDateTime);
}
