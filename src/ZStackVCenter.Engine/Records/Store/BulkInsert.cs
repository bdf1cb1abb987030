namespace ZStackVCenter.Engine.Records.Store;

/// <summary>
/// Puts rows into one table, a value after the other in the order of its columns. Used from one thread, and disposed before anything else
/// runs on its connection.
/// </summary>
internal abstract class BulkInsert : RowSink, IAsyncDisposable
{
    /// <summary>Ends a row.</summary>
    public abstract ValueTask EndRowAsync(CancellationToken ct);

    /// <summary>Keeps the rows; without it they are dropped.</summary>
    public abstract ValueTask CompleteAsync(CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}
