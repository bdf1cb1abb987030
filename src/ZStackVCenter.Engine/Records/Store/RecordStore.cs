using System.Data.Common;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>
/// The store under all services: opened and brought to this version's schema at first use, then a source of connections. Thread-safe.
/// Whatever fails in it leaves it as a <see cref="ZsException"/>.
/// </summary>
internal sealed class RecordStore : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile bool _ready;

    public RecordStore(StoreLocation location, CloudEngineOptions options)
    {
        Location = location;
        Options = options;
        Dialect = location.Engine == StoreEngine.Sqlite
            ? new SqliteDialect(location.Connection)
            : new PostgresDialect(location.Connection);
    }

    public StoreLocation Location { get; }

    public CloudEngineOptions Options { get; }

    public Dialect Dialect { get; }

    public TimeProvider Time => Options.Time;

    /// <summary>An open connection; its holder disposes it, and wraps what it does in <see cref="GuardAsync{T}"/>.</summary>
    public async Task<DbConnection> ConnectAsync(CancellationToken ct)
    {
        await EnsureReadyAsync(ct);
        return await GuardAsync(() => Dialect.ConnectAsync(ct), ct);
    }

    /// <summary>Runs a read on a connection of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken ct)
    {
        await EnsureReadyAsync(ct);
        return await GuardAsync(
            async () =>
            {
                await using DbConnection connection = await Dialect.ConnectAsync(ct);
                return await read(connection);
            },
            ct);
    }

    /// <summary>The only column of a query, which is text.</summary>
    public Task<IReadOnlyList<string>> ReadTextsAsync(string sql, CancellationToken ct) => ReadAsync<IReadOnlyList<string>>(
        async connection =>
        {
            var texts = new List<string>();
            await using var command = connection.Command(sql);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                texts.Add(reader.GetString(0));
            }
            return texts;
        },
        ct);

    /// <summary>Runs a write in a transaction of its own: all of it is kept, or none when it fails or is cancelled.</summary>
    public async Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken ct)
    {
        await EnsureReadyAsync(ct);
        return await GuardAsync(
            async () =>
            {
                await using DbConnection connection = await Dialect.ConnectAsync(ct);
                return await WriteAsync(connection, write, ct);
            },
            ct);
    }

    /// <summary>Runs a write in a transaction on a connection that is open already.</summary>
    public Task<T> WriteAsync<T>(DbConnection connection, Func<DbConnection, Task<T>> write, CancellationToken ct) => GuardAsync(
        async () =>
        {
            await using DbTransaction transaction = await Dialect.BeginWriteAsync(connection, Options.StoreLockTimeout, ct);
            T result = await write(connection);
            await transaction.CommitAsync(ct);
            return result;
        },
        ct);

    /// <summary>Runs something on the database, and puts its failures into words.</summary>
    public async Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (Explain(e, ct) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>The words for a failure of the database; null when it is none, and goes on as it is.</summary>
    public Exception? Explain(Exception failure, CancellationToken ct)
    {
        if (failure is ZsException or OperationCanceledException)
        {
            return null;
        }

        // A cancelled statement fails in the database's own words.
        return ct.IsCancellationRequested
            ? new OperationCanceledException("The query was cancelled.", failure, ct)
            : StoreErrors.Explain(failure, Location, Options.StoreLockTimeout);
    }

    public async ValueTask DisposeAsync()
    {
        await Dialect.DisposeAsync();
        _opening.Dispose();
    }

    private async Task EnsureReadyAsync(CancellationToken ct)
    {
        if (_ready)
        {
            return;
        }

        await _opening.WaitAsync(ct);
        try
        {
            if (!_ready)
            {
                await GuardAsync(() => new Migrator(this).RunAsync(ct), ct);
                _ready = true;
            }
        }
        finally
        {
            _opening.Release();
        }
    }
}
