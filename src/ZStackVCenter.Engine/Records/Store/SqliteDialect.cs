using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>Records in one file, with write-ahead logging: readers never wait, and one process writes at a time.</summary>
internal sealed partial class SqliteDialect : Dialect
{
    /// <summary>"ZSVC" in the file's header: whose file it is (<c>PRAGMA application_id</c>).</summary>
    public const int ApplicationId = 0x5A535643;

    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    // SQLite's own wait is a sleep that nothing can cancel, so it is short and repeated; a read waits only for a restore or a recovery.
    private const int WriteWaitMilliseconds = 500;
    private const int ReadWaitMilliseconds = 5_000;

    // 16 MiB, and as much of it as is used. SQLite's own 2 MB are less than the indexes of ten thousand VMs: a first synchronisation would write
    // and read its pages many times over.
    private const string CacheSize = "PRAGMA cache_size = -16384";

    // 32 MiB of log, as against SQLite's own 4: the commit that reaches the number copies the whole log into the file, and a first synchronisation
    // of ten thousand VMs would wait for that within its one commit. The connection that closes last copies what is left.
    private const string CheckpointAt = "PRAGMA wal_autocheckpoint = 8192";

    private readonly string _path;
    private readonly string _connectionString;

    public SqliteDialect(string path)
    {
        _path = path;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            // The provider's own wait, in steps of 150 ms, follows SQLite's: its least value leaves the wait to SQLite.
            DefaultTimeout = 1,
        }.ConnectionString;
    }

    public override string Name => "SQLite";

    public override string Clock => "CAST(unixepoch('subsec') * 1000000 AS INTEGER)";

    public override Task PrepareAsync(CancellationToken ct)
    {
        if (File.Exists(_path))
        {
            return Task.CompletedTask;
        }

        string folder = Path.GetDirectoryName(_path)!;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (OperatingSystem.IsWindows())
        {
            // A user's profile is readable by that user only; a folder elsewhere keeps the rights it inherits.
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerFolder);
            options.UnixCreateMode = OwnerFile;
        }

        new FileStream(_path, options).Dispose();
        return Task.CompletedTask;
    }

    public override async Task<DbConnection> ConnectAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(ct);
            sqlite3_busy_timeout(connection.Handle!, ReadWaitMilliseconds);
            Execute(connection, CacheSize);
            Execute(connection, CheckpointAt);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, TimeSpan timeout, CancellationToken ct)
    {
        var sqlite = (SqliteConnection)connection;
        sqlite3_busy_timeout(sqlite.Handle!, WriteWaitMilliseconds);
        try
        {
            return await RetryAsync(() => sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: false), timeout, ct);
        }
        finally
        {
            sqlite3_busy_timeout(sqlite.Handle!, ReadWaitMilliseconds);
        }
    }

    // A transaction that writes keeps all others out already.
    public override Task LockMigrationsAsync(DbConnection connection, CancellationToken ct) => Task.CompletedTask;

    public override async Task<StoreContent> ContentAsync(DbConnection connection, CancellationToken ct)
    {
        // Tables first: another process claims the file before it makes them, so that their owner is known once they are seen.
        long tables = await connection.ScalarAsync<long>("SELECT count(*) FROM sqlite_schema", ct);
        bool migrations = await connection.ScalarAsync<long>($"SELECT count(*) FROM sqlite_schema WHERE name = '{Migrator.Table}'", ct) > 0;
        long owner = await connection.ScalarAsync<long>("PRAGMA application_id", ct);
        return owner switch
        {
            ApplicationId when migrations => StoreContent.Records,
            ApplicationId or 0 when tables == 0 => StoreContent.Nothing,
            _ => StoreContent.SomethingElse,
        };
    }

    public override async Task ClaimAsync(DbConnection connection, CancellationToken ct)
    {
        // Changing the journal needs the file alone for a moment and does not wait for it by itself.
        await RetryAsync(() => Execute(connection, "PRAGMA journal_mode = WAL"), TimeSpan.FromMilliseconds(ReadWaitMilliseconds), ct);
        await RetryAsync(() => Execute(connection, $"PRAGMA application_id = {ApplicationId}"), TimeSpan.FromMilliseconds(ReadWaitMilliseconds), ct);
    }

    public override string Definition(string sql) => Types().Replace(sql, match => match.Value switch
    {
        "UUID" => "TEXT",
        "BIGINT" or "BOOLEAN" => "INTEGER",
        "BYTEA" => "BLOB",
        "\n);" => "\n) STRICT;",
        _ => "",
    });

    public override BulkInsert BulkInsert(DbConnection connection, string table, IReadOnlyList<string> columns) =>
        new SqliteBulkInsert((SqliteConnection)connection, table, columns);

    // Dropping a table reads each of its pages. Where temporary tables live can be changed only by throwing all of them away, which is what is wanted.
    public override Task DropTemporaryAsync(DbConnection connection, IReadOnlyCollection<string> tables)
    {
        Execute(connection, "PRAGMA temp_store = FILE");
        Execute(connection, "PRAGMA temp_store = DEFAULT");
        return Task.CompletedTask;
    }

    public override Row Row(DbDataReader reader) => new SqliteRow((SqliteDataReader)reader);

    public override string Among(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public override object List(IReadOnlyCollection<string> values) => RecordJson.Write([.. values]);

    // In upper case, as the provider binds a Guid.
    public override object List(IReadOnlyCollection<Guid> values) => RecordJson.Write([.. values.Select(value => value.ToString().ToUpperInvariant())]);

    public override Task<long> SizeAsync(DbConnection connection, CancellationToken ct) =>
        Task.FromResult(new[] { _path, _path + "-wal" }.Sum(file => File.Exists(file) ? new FileInfo(file).Length : 0));

    public override ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }

    private static int Execute(DbConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private static async Task<T> RetryAsync<T>(Func<T> attempt, TimeSpan timeout, CancellationToken ct)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                return attempt();
            }
            catch (SqliteException e) when (e.SqliteErrorCode is SQLITE_BUSY or SQLITE_LOCKED && Stopwatch.GetElapsedTime(start) < timeout)
            {
                await Task.Delay(Random.Shared.Next(5, 25), ct);
            }
        }
    }

    [GeneratedRegex("""\b(UUID|BIGINT|BOOLEAN|BYTEA)\b| COLLATE "C"|\n\);""")]
    private static partial Regex Types();
}
