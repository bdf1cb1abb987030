using System.Data.Common;
using Microsoft.Data.Sqlite;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Maintenance;

/// <summary>All rows of one SQLite file in the place of another's, in one transaction.</summary>
internal static class SqliteTables
{
    /// <summary>
    /// The tables of records with their columns, each behind those that it refers to. Left out is what is about the place and its
    /// processes, and not about the cloud.
    /// </summary>
    public static async Task<IReadOnlyList<(string Name, string[] Columns)>> ListAsync(DbConnection sqlite, CancellationToken cancellationToken)
    {
        var tables = await PairsAsync(
            sqlite,
            $"""
            SELECT s.name, group_concat(c.name ORDER BY c.cid)
            FROM sqlite_schema s JOIN pragma_table_info(s.name) c
            WHERE s.type = 'table' AND s.name NOT IN ('{Migrator.Table}', 'leases') AND s.name NOT LIKE 'sqlite!_%' ESCAPE '!'
            GROUP BY s.name
            ORDER BY min(s.rowid)
            """,
            cancellationToken).ConfigureAwait(false);
        var references = (await PairsAsync(
            sqlite,
            """SELECT s.name, f."table" FROM sqlite_schema s JOIN pragma_foreign_key_list(s.name) f WHERE s.type = 'table'""",
            cancellationToken).ConfigureAwait(false)).ToLookup(pair => pair.Name, pair => pair.Value);
        var ordered = new List<string>();
        foreach (var (name, _) in tables)
        {
            Visit(name, references, [], ordered);
        }
        var columns = tables.ToDictionary(table => table.Name, table => table.Value.Split(','), StringComparer.Ordinal);
        return [.. ordered.Where(columns.ContainsKey).Select(name => (name, columns[name]))];
    }

    private static void Visit(string table, ILookup<string, string> references, HashSet<string> under, List<string> ordered)
    {
        if (ordered.Contains(table) || !under.Add(table))
        {
            return;
        }
        foreach (var other in references[table])
        {
            Visit(other, references, under, ordered);
        }
        ordered.Add(table);
    }

    private static async Task<List<(string Name, string Value)>> PairsAsync(DbConnection sqlite, string query, CancellationToken cancellationToken)
    {
        var pairs = new List<(string, string)>();
        await using var command = sqlite.Command(query);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            pairs.Add((rows.GetString(0), rows.GetString(1)));
        }
        return pairs;
    }

    /// <summary>Puts the rows of a file of this version's schema in the place of all rows.</summary>
    /// <param name="store">The place.</param>
    /// <param name="connection">A connection to it.</param>
    /// <param name="path">The file.</param>
    /// <param name="require">Throws when the rows must not go; asked when nobody else writes any more.</param>
    /// <param name="cancellationToken">Cancels it; all rows are then as before.</param>
    public static async Task<bool> LoadAsync(RecordStore store, DbConnection connection, string path, Func<DbConnection, Task> require, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("ATTACH DATABASE @path AS backup", cancellationToken, ("path", path)).ConfigureAwait(false);
        try
        {
            var tables = await ListAsync(connection, cancellationToken).ConfigureAwait(false);
            return await store.WriteAsync(connection, async _ =>
            {
                await require(connection).ConfigureAwait(false);
                return await ReplaceAsync(connection, tables, cancellationToken).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
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
