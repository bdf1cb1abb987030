namespace ZStackVCenter;

/// <summary>The place of the records, and what it holds.</summary>
public sealed record ZsStore
{
    /// <summary>The file, or the PostgreSQL address without its password.</summary>
    public string Path { get; init; } = "";

    /// <summary>The database engine: <c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    public string Engine { get; init; } = "SQLite";

    /// <summary>The number of the last migration that ran.</summary>
    public int SchemaVersion { get; init; }

    /// <summary>Bytes on disk.</summary>
    public long Size { get; init; }

    /// <summary>How many rows each table of objects holds.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();
}

/// <summary>A setting of the records that a person may change.</summary>
public sealed record ZsSetting
{
    /// <summary>Its name, such as <c>RecycleBin.ExpiryHours</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its value now.</summary>
    public string Value { get; init; } = "";

    /// <summary>The value it has when nobody set one.</summary>
    public string Default { get; init; } = "";

    /// <summary>What it does, and which values it takes.</summary>
    public string Description { get; init; } = "";
}
