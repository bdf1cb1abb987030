namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>A column that comes from vCenter, and how it goes from the staging table into the records.</summary>
/// <param name="Name">Its name, the same in both tables.</param>
/// <param name="Type">Its type, in PostgreSQL's words.</param>
/// <param name="Inserted">What a new record gets; <c>s</c> is the staged row.</param>
/// <param name="Updated">What a known record gets; null leaves it as it is.</param>
internal sealed record StageColumn(string Name, string Type, string Inserted, string? Updated)
{
    /// <summary>vCenter's value, always.</summary>
    public static StageColumn Remote(string name, string type) => new(name, type, "s." + name, "s." + name);

    /// <summary>vCenter's value where it was read this time; else the recorded one stands.</summary>
    /// <param name="table">The table of the records.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="type">The column's type.</param>
    /// <param name="otherwise">What a new record gets when it was not read.</param>
    public static StageColumn WhereRead(string table, string name, string type, string otherwise) =>
        new(name, type, $"COALESCE(s.{name}, {otherwise})", $"COALESCE(s.{name}, {table}.{name})");

    /// <summary>vCenter's value when the record is made; ours from then on.</summary>
    public static StageColumn Once(string name, string type) => new(name, type, "s." + name, null);
}
