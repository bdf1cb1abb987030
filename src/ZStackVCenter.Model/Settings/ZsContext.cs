namespace ZStackVCenter;

/// <summary>How far a context's choice reaches.</summary>
public enum ZsContextScope
{
    /// <summary>This PowerShell session.</summary>
    Session,

    /// <summary>Every session of this user that starts from now on.</summary>
    User,
}

/// <summary>What a session works with when a command names nothing else.</summary>
public sealed record ZsContext
{
    /// <summary>The vCenters that commands work on by default; empty for all connected ones.</summary>
    public IReadOnlyList<string> VCenter { get; init; } = [];

    /// <summary>The vCenters this session has a session open to.</summary>
    public IReadOnlyList<string> Connected { get; init; } = [];

    /// <summary>Where the records are: a file, or a PostgreSQL address without its password.</summary>
    public string StorePath { get; init; } = "";

    /// <summary>Who the operating system says this is.</summary>
    public string OsUser { get; init; } = "";
}
