using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>Records in a PostgreSQL database that a team shares.</summary>
internal sealed class PostgresDialect(string connectionString) : Dialect
{
    // Any number, so long as nobody else in the database takes it: "ZSVCMIGR".
    private const long MigrationLock = 0x5A5356434D494752;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public override string Name => "PostgreSQL";

    public override string Clock => "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)";

    public override Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    public override async Task<DbConnection> ConnectAsync(CancellationToken ct) => await _source.OpenConnectionAsync(ct);

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, TimeSpan timeout, CancellationToken ct)
    {
        DbTransaction transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            string milliseconds = ((long)timeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            await connection.ExecuteAsync($"SET LOCAL lock_timeout = '{milliseconds}ms'", ct);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public override async Task LockMigrationsAsync(DbConnection connection, CancellationToken ct) =>
        await connection.ExecuteAsync($"SELECT pg_advisory_xact_lock({MigrationLock})", ct);

    public override async Task<StoreContent> ContentAsync(DbConnection connection, CancellationToken ct) =>
        await connection.ScalarAsync<bool>($"SELECT to_regclass('{Migrator.Table}') IS NOT NULL", ct) ? StoreContent.Records : StoreContent.Nothing;

    public override Task ClaimAsync(DbConnection connection, CancellationToken ct) => Task.CompletedTask;

    public override string Definition(string sql) => sql;

    public override BulkInsert BulkInsert(DbConnection connection, string table, IReadOnlyList<string> columns) =>
        new PostgresBulkInsert((NpgsqlConnection)connection, table, columns);

    public override string Among(string column, string parameter) => $"{column} = ANY ({parameter})";

    public override object List(IReadOnlyCollection<string> values) => values.ToArray();

    public override object List(IReadOnlyCollection<Guid> values) => values.ToArray();

    public override async Task<long> SizeAsync(DbConnection connection, CancellationToken ct) =>
        await connection.ScalarAsync<long>("SELECT pg_database_size(current_database())", ct);

    public override ValueTask DisposeAsync() => _source.DisposeAsync();
}
