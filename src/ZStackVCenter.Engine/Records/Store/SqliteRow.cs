using System.Buffers.Text;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>
/// A row through SQLite's own statement: half the provider's time. Ids are read from their bytes, and a column that holds the same text as in the row
/// before (a state, a guest system, a host's name) gives the same string.
/// </summary>
internal sealed class SqliteRow : Row
{
    private readonly sqlite3_stmt _statement;
    private readonly (byte[] Bytes, string Text)[] _last;

    public SqliteRow(SqliteDataReader reader)
    {
        _statement = reader.Handle!;
        _last = new (byte[], string)[reader.FieldCount];
    }

    public override string? Text(int column)
    {
        var bytes = sqlite3_column_blob(_statement, column);
        if (bytes.IsEmpty)
        {
            return IsDBNull(column) ? null : "";
        }
        ref var last = ref _last[column];
        if (last.Bytes is null || !bytes.SequenceEqual(last.Bytes))
        {
            last = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        }
        return last.Text;
    }

    public override Guid? Uuid(int column)
    {
        var bytes = sqlite3_column_blob(_statement, column);
        return bytes.IsEmpty ? null
            : Utf8Parser.TryParse(bytes, out Guid id, out var length) && length == bytes.Length ? id
            : throw new InvalidCastException($"Column {column} holds no id.");
    }

    public override long GetInt64(int column) => sqlite3_column_int64(_statement, column);

    public override int GetInt32(int column) => checked((int)GetInt64(column));

    public override bool IsDBNull(int column) => sqlite3_column_type(_statement, column) == SQLITE_NULL;

    public override bool GetBoolean(int column) => GetInt64(column) != 0;
}
