using System.Data.Common;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>The place of the records itself: what it holds, a copy of it, and a copy put back. Other processes may go on using it meanwhile.</summary>
public sealed class StoreService
{
    private readonly RecordStore _store;

    internal StoreService(RecordStore store) => _store = store;

    /// <summary>Where the records are and how much they hold.</summary>
    /// <exception cref="ZsException">The store cannot be opened.</exception>
    public Task<ZsStore> GetAsync(CancellationToken cancellationToken) => _store.ReadAsync(
        async connection => new ZsStore
        {
            Path = _store.Location.DisplayName,
            Engine = _store.Dialect.Name,
            SchemaVersion = Migration.Latest,
            Size = await _store.Dialect.SizeAsync(connection, cancellationToken).ConfigureAwait(false),
            Counts = await CountAsync(connection, cancellationToken).ConfigureAwait(false),
        },
        cancellationToken);

    /// <summary>
    /// Writes a copy of all records, as they are at one moment, to a file of its own that only its owner may read: an SQLite file also when the
    /// records are in PostgreSQL. Whoever works with the records goes on meanwhile.
    /// </summary>
    /// <param name="path">The file to write; its folder must be there.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced. It is, once the copy is whole.</param>
    /// <param name="cancellationToken">Cancels the copy; no part of it stays.</param>
    /// <exception cref="ZsException"><see cref="ZsErrorId.FileExists"/>; <see cref="ZsErrorId.BackupFailed"/> when the file cannot be written.</exception>
    public Task BackupAsync(string path, bool overwrite, CancellationToken cancellationToken) =>
        throw new ZsException(ZsErrorId.BackupFailed, ZsErrorCategory.ResourceUnavailable, $"The records at {_store.Location.DisplayName} cannot be copied to {path} by this build.", target: overwrite);

    /// <summary>
    /// Puts a backup in the place of all records at once. What others ask from then on is answered from it; one of an older version is
    /// brought to this version's schema, the file itself stays as it is.
    /// </summary>
    /// <param name="path">The file that <see cref="BackupAsync"/> wrote.</param>
    /// <param name="cancellationToken">Cancels it; the records are then as before.</param>
    /// <returns>The store as it is now.</returns>
    /// <exception cref="ZsException">
    /// <see cref="ZsErrorId.BackupFailed"/> when the file is no backup, or is damaged; <see cref="ZsErrorId.StoreTooNew"/> when a newer version wrote it.
    /// </exception>
    public Task<ZsStore> RestoreAsync(string path, CancellationToken cancellationToken) =>
        throw new ZsException(ZsErrorId.BackupFailed, ZsErrorCategory.ResourceUnavailable, $"{path} cannot be restored to {_store.Location.DisplayName} by this build.");

    private static async Task<IReadOnlyDictionary<string, long>> CountAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        string[] tables = ["vcenters", "clusters", "hosts", "datastores", "switches", "images", "vms", "vm_nics", "volumes", "sync_reports"];
        var query = string.Join(" UNION ALL ", tables.Select((table, place) => $"SELECT {place}, '{table}', count(*) FROM {table}"));
        var counts = new Dictionary<string, long>();
        await using var command = connection.Command(query + " ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            counts.Add(reader.GetString(1), reader.GetInt64(2));
        }
        return counts;
    }
}
