using System.Data.Common;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>
/// The row that a reader stands on. What is read by the ten thousand goes through this and not through the reader itself, since each engine has a
/// shorter way to its values.
/// </summary>
internal abstract class Row
{
    /// <summary>The text of a column; null for the database's null.</summary>
    public abstract string? Text(int column);

    /// <summary>The id of a column; null for the database's null.</summary>
    public abstract Guid? Uuid(int column);

    public abstract long GetInt64(int column);

    public abstract bool IsDBNull(int column);

    public abstract bool GetBoolean(int column);

    public abstract int GetInt32(int column);

    public string GetString(int column) => Text(column) ?? throw Missing(column);

    public Guid GetGuid(int column) => Uuid(column) ?? throw Missing(column);

    /// <summary>The time of a column.</summary>
    public DateTime Time(int column) => RecordText.FromMicroseconds(GetInt64(column));

    private static InvalidCastException Missing(int column) => new($"Column {column} holds no value.");
}

/// <summary>A row through its reader.</summary>
internal sealed class ReaderRow(DbDataReader reader) : Row
{
    public override string? Text(int column) => reader.Text(column);

    public override Guid? Uuid(int column) => reader.Uuid(column);

    public override long GetInt64(int column) => reader.GetInt64(column);

    public override int GetInt32(int column) => reader.GetInt32(column);

    public override bool IsDBNull(int column) => reader.IsDBNull(column);

    public override bool GetBoolean(int column) => reader.GetBoolean(column);
}
