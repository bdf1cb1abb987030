using System.Data.Common;
using Microsoft.Data.Sqlite;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Maintenance;

/// <summary>All rows of one SQLite file in the place of another's, in one transaction.</summary>
internal static class SqliteTables
{
    /// <summary>
    /// The tables of records with their columns, in the order in which they were made, so that a table stands behind those it refers to.
    /// Left out is what is about the place and its processes, and not about the cloud.
    /// </summary>
    public static async Task<IReadOnlyList<(string Name, string[] Columns)>> ListAsync(DbConnection sqlite, CancellationToken cancellationToken)
    {
        var tables = new List<(string, string[])>();
        await using var command = sqlite.Command($"""
            SELECT s.name, group_concat(c.name ORDER BY c.cid)
            FROM sqlite_schema s JOIN pragma_table_info(s.name) c
            WHERE s.type = 'table' AND s.name NOT IN ('{Migrator.Table}', 'leases') AND s.name NOT LIKE 'sqlite!_%' ESCAPE '!'
            GROUP BY s.name
            ORDER BY min(s.rowid)
            """);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            tables.Add((rows.GetString(0), rows.GetString(1).Split(',')));
        }
        return tables;
    }

    /// <summary>Puts the rows of a file of this version's schema in the place of all rows.</summary>
    public static async Task<bool> LoadAsync(RecordStore store, DbConnection connection, string path, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("ATTACH DATABASE @path AS backup", cancellationToken, ("path", path)).ConfigureAwait(false);
        try
        {
            var tables = await ListAsync(connection, cancellationToken).ConfigureAwait(false);
            return await store.WriteAsync(connection, _ => ReplaceAsync(connection, tables, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await connection.ExecuteAsync("DETACH DATABASE backup", CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task<bool> ReplaceAsync(DbConnection connection, IReadOnlyList<(string Name, string[] Columns)> tables, CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(() => SQLitePCL.raw.sqlite3_interrupt(((SqliteConnection)connection).Handle!));
        foreach (var (name, _) in tables.Reverse())
        {
            await connection.ExecuteAsync($"DELETE FROM main.{name}", cancellationToken).ConfigureAwait(false);
        }
        foreach (var (name, columns) in tables)
        {
            var list = string.Join(", ", columns);
            await connection.ExecuteAsync($"INSERT INTO main.{name} ({list}) SELECT {list} FROM backup.{name}", cancellationToken).ConfigureAwait(false);
        }
        return true;
    }
}
