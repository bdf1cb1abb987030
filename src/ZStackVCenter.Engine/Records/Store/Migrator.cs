using System.Data.Common;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>
/// Brings a store to this version's schema. Several processes may start at once: one migrates, the others wait and find it done.
/// A store of a newer version, or of another program, is left untouched.
/// </summary>
internal sealed class Migrator(RecordStore store)
{
    /// <summary>The table of the migrations that ran.</summary>
    public const string Table = "zs_migrations";

    private static readonly string TableDefinition = $"""
        CREATE TABLE {Table} (
            version INTEGER NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            applied_at BIGINT NOT NULL
        );
        """;

    /// <summary>Runs what is missing; gives the schema's number.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await store.Dialect.PrepareAsync(ct);
        await using DbConnection connection = await store.Dialect.ConnectAsync(ct);
        StoreContent content = await store.Dialect.ContentAsync(connection, ct);
        if (content == StoreContent.SomethingElse)
        {
            throw StoreErrors.NotOurs(store.Location.DisplayName);
        }

        if (content == StoreContent.Records && await AppliedAsync(connection, ct) == Migration.Latest)
        {
            return Migration.Latest;
        }

        if (content == StoreContent.Nothing)
        {
            await store.Dialect.ClaimAsync(connection, ct);
        }

        return await store.WriteAsync(connection, _ => MigrateAsync(connection, ct), ct);
    }

    /// <summary>
    /// The number of the last migration that ran, after a check that each is the one this module knows by that number.
    /// </summary>
    public async Task<int> AppliedAsync(DbConnection connection, CancellationToken ct)
    {
        int last = 0;
        string? edited = null;
        await using DbCommand command = connection.Command($"SELECT version, checksum FROM {Table} ORDER BY version");
        await using DbDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            last = reader.GetInt32(0);
            if (last <= Migration.Latest && Migration.All[last - 1].Checksum != reader.GetString(1))
            {
                edited ??= $"{last:0000}_{Migration.All[last - 1].Name}";
            }
        }

        return (last, edited) switch
        {
            ( > 0, _) when last > Migration.Latest => throw StoreErrors.TooNew(store.Location.DisplayName, last),
            (_, not null) => throw StoreErrors.OtherMigration(store.Location.DisplayName, edited),
            _ => last,
        };
    }

    private async Task<int> MigrateAsync(DbConnection connection, CancellationToken ct)
    {
        await store.Dialect.LockMigrationsAsync(connection, ct);
        int applied = 0;
        if (await store.Dialect.ContentAsync(connection, ct) == StoreContent.Records)
        {
            applied = await AppliedAsync(connection, ct);
        }
        else
        {
            await connection.ExecuteAsync(store.Dialect.Definition(TableDefinition), ct);
        }

        foreach (Migration migration in Migration.All.Where(migration => migration.Version > applied))
        {
            store.Options.Trace?.Invoke($"Records: migration {migration.Version} ({migration.Name})");
            await connection.ExecuteAsync(store.Dialect.Definition(migration.Sql), ct);
            await connection.ExecuteAsync(
                $"INSERT INTO {Table} (version, name, checksum, applied_at) VALUES (@version, @name, @checksum, @now)",
                ct,
                ("version", migration.Version),
                ("name", migration.Name),
                ("checksum", migration.Checksum),
                ("now", store.Time.NowMicroseconds()));
        }

        return Migration.Latest;
    }
}
