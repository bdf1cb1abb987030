using System.Data.Common;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>
/// What differs between the two engines. Everything else in this room is SQL that both run as it stands.
/// </summary>
internal abstract class Dialect : IAsyncDisposable
{
    /// <summary>The engine's name as shown.</summary>
    public abstract string Name { get; }

    /// <summary>An expression for the database's clock, in microseconds since 1970.</summary>
    public abstract string Clock { get; }

    /// <summary>Makes the place of the records when there is none: a folder and a file that only their owner may read.</summary>
    public abstract Task PrepareAsync(CancellationToken ct);

    /// <summary>An open connection from the pool.</summary>
    public abstract Task<DbConnection> ConnectAsync(CancellationToken ct);

    /// <summary>Begins a transaction that may write at once: no other write makes it fail half-way.</summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, TimeSpan timeout, CancellationToken ct);

    /// <summary>Keeps other processes out of the migrations until the transaction ends.</summary>
    public abstract Task LockMigrationsAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Whether the place holds nothing at all, our records, or something else's.</summary>
    public abstract Task<StoreContent> ContentAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Marks an empty place as ours, before the first migration.</summary>
    public abstract Task ClaimAsync(DbConnection connection, CancellationToken ct);

    /// <summary>The engine's own form of a table's definition.</summary>
    public abstract string Definition(string sql);

    /// <summary>A way to put many rows into a table of the connection's own, fast.</summary>
    public abstract BulkInsert BulkInsert(DbConnection connection, string table, IReadOnlyList<string> columns);

    /// <summary>Drops temporary tables of a connection, which then goes back to the pool without them.</summary>
    public virtual async Task DropTemporaryAsync(DbConnection connection, IReadOnlyCollection<string> tables)
    {
        foreach (string table in tables)
        {
            await connection.ExecuteAsync($"DROP TABLE IF EXISTS {table}", CancellationToken.None);
        }
    }

    /// <summary>The rows of a reader, by the shortest way to their values.</summary>
    public virtual Row Row(DbDataReader reader) => new ReaderRow(reader);

    /// <summary>A condition: a column has one of the values of a parameter that <see cref="List(IReadOnlyCollection{string})"/> made. One text for any number of values.</summary>
    public abstract string Among(string column, string parameter);

    /// <summary>Several texts in one parameter.</summary>
    public abstract object List(IReadOnlyCollection<string> values);

    /// <summary>Several ids in one parameter.</summary>
    public abstract object List(IReadOnlyCollection<Guid> values);

    /// <summary>Bytes on disk.</summary>
    public abstract Task<long> SizeAsync(DbConnection connection, CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}

/// <summary>What stands at the place of the records.</summary>
internal enum StoreContent
{
    Nothing,
    Records,
    SomethingElse,
}
