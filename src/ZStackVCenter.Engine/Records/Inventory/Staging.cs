using System.Data.Common;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>
/// The temporary tables of one connection, where rows wait for the transaction that puts them into the records: no other process waits for
/// them, and they are in no memory of ours. One is made when its first row comes.
/// </summary>
internal sealed class Staging(DbConnection connection, Dialect dialect)
{
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    /// <summary>True when rows were put into a table.</summary>
    public bool Has(StageTable table) => _made.Contains(table.Name);

    /// <summary>Makes a table unless it is there.</summary>
    public async ValueTask MakeAsync(StageTable table, CancellationToken cancellationToken)
    {
        if (_made.Add(table.Name))
        {
            // A connection comes from a pool, and may have been used by a run that failed.
            await connection.ExecuteAsync($"DROP TABLE IF EXISTS {table.Name}", cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(dialect.Definition(table.Definition), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A way to put rows into a table, which is made when it is not there.</summary>
    public async ValueTask<BulkInsert> OpenAsync(StageTable table, CancellationToken cancellationToken)
    {
        await MakeAsync(table, cancellationToken).ConfigureAwait(false);
        return dialect.BulkInsert(connection, table.Name, table.ColumnNames);
    }

    /// <summary>Drops all tables.</summary>
    public async Task DropAsync()
    {
        if (_made.Count > 0)
        {
            await dialect.DropTemporaryAsync(connection, _made).ConfigureAwait(false);
        }
        _made.Clear();
    }
}
