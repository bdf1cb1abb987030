namespace ZStackVCenter.Engine;

/// <summary>What a <see cref="CloudEngine"/> is opened with.</summary>
public sealed record CloudEngineOptions
{
    /// <summary>
    /// Where the records are: a file's path, a PostgreSQL address (<c>postgresql://user@host/database</c>) or an Npgsql connection
    /// string (<c>Host=…;Database=…</c>). Null for the <c>ZSTACKVCENTER_STORE</c> environment variable, and without it for the file
    /// under the user's application data.
    /// </summary>
    public string? StorePath { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a write waits for another process's write to end before it gives up with <see cref="ZsErrorId.StoreLocked"/>.</summary>
    public TimeSpan StoreLockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Told what the engine does, a line at a time and from any thread; never a secret. Null for nobody.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>
    /// Told before and after each step of an operation, as <c>StartVm:1:before</c> and <c>StartVm:1:after</c>: where a test ends the process.
    /// </summary>
    internal Action<string>? AtStep { get; init; }
}
