using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Maintenance;

/// <summary>All rows from PostgreSQL into an SQLite file, and back.</summary>
internal static class PostgresTables
{
    /// <summary>Writes all rows, as they are at one moment, into an empty file.</summary>
    public static async Task<bool> SaveAsync(DbConnection connection, string path, CloudEngineOptions options, CancellationToken cancellationToken)
    {
        await using var file = new RecordStore(StoreLocation.Resolve(path), options);
        await using var sqlite = await file.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var tables = await SqliteTables.ListAsync(sqlite, cancellationToken).ConfigureAwait(false);
        await using (var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false))
        {
            await file.WriteAsync(
                sqlite,
                async _ =>
                {
                    foreach (var (name, columns) in tables)
                    {
                        await SaveAsync(connection, sqlite, name, columns, cancellationToken).ConfigureAwait(false);
                    }
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        // Whole in one file, without a log beside it.
        await sqlite.ExecuteAsync("PRAGMA journal_mode = DELETE", cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Puts the rows of a file of this version's schema in the place of all rows, as <see cref="SqliteTables.LoadAsync"/> does.</summary>
    public static async Task<bool> LoadAsync(RecordStore store, DbConnection connection, string path, Func<DbConnection, Task> require, CancellationToken cancellationToken)
    {
        await using var sqlite = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        await sqlite.OpenAsync(cancellationToken).ConfigureAwait(false);
        var tables = await SqliteTables.ListAsync(sqlite, cancellationToken).ConfigureAwait(false);
        return await store.WriteAsync(
            connection,
            async _ =>
            {
                // Nobody writes until the end; everybody goes on reading what was there before.
                await connection.ExecuteAsync($"LOCK TABLE {string.Join(", ", tables.Select(table => table.Name))} IN EXCLUSIVE MODE", cancellationToken).ConfigureAwait(false);
                await require(connection).ConfigureAwait(false);
                foreach (var (name, _) in tables.Reverse())
                {
                    await connection.ExecuteAsync($"DELETE FROM {name}", cancellationToken).ConfigureAwait(false);
                }
                foreach (var (name, columns) in tables)
                {
                    await LoadAsync(sqlite, (NpgsqlConnection)connection, name, columns, cancellationToken).ConfigureAwait(false);
                }
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task SaveAsync(DbConnection connection, DbConnection sqlite, string name, string[] columns, CancellationToken cancellationToken)
    {
        await using var select = connection.Command($"SELECT {string.Join(", ", columns)} FROM {name}");
        await using var rows = await select.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var insert = sqlite.Command(
            $"INSERT INTO {name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})");
        foreach (var column in columns)
        {
            insert.Set(column, null);
        }
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            for (var i = 0; i < columns.Length; i++)
            {
                insert.Parameters[i].Value = rows.GetValue(i);
            }
            await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task LoadAsync(DbConnection sqlite, NpgsqlConnection connection, string name, string[] columns, CancellationToken cancellationToken)
    {
        var list = string.Join(", ", columns);
        var types = await TypesAsync(connection, $"SELECT {list} FROM {name}", cancellationToken).ConfigureAwait(false);
        await using var select = sqlite.Command($"SELECT {list} FROM {name}");
        await using var rows = await select.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {name} ({list}) FROM STDIN (FORMAT BINARY)", cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            await copy.StartRowAsync(cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < columns.Length; i++)
            {
                await WriteAsync(copy, rows, i, types[i], cancellationToken).ConfigureAwait(false);
            }
        }
        await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, DbDataReader rows, int column, Type type, CancellationToken cancellationToken) =>
        rows.IsDBNull(column) ? copy.WriteNullAsync(cancellationToken)
        : type == typeof(Guid) ? copy.WriteAsync(rows.GetGuid(column), NpgsqlDbType.Uuid, cancellationToken)
        : type == typeof(long) ? copy.WriteAsync(rows.GetInt64(column), NpgsqlDbType.Bigint, cancellationToken)
        : type == typeof(int) ? copy.WriteAsync(rows.GetInt32(column), NpgsqlDbType.Integer, cancellationToken)
        : type == typeof(bool) ? copy.WriteAsync(rows.GetBoolean(column), NpgsqlDbType.Boolean, cancellationToken)
        : type == typeof(byte[]) ? copy.WriteAsync(rows.GetFieldValue<byte[]>(column), NpgsqlDbType.Bytea, cancellationToken)
        : copy.WriteAsync(rows.GetString(column), NpgsqlDbType.Text, cancellationToken);

    private static async Task<Type[]> TypesAsync(NpgsqlConnection connection, string query, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(query);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken).ConfigureAwait(false);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetFieldType)];
    }
}
