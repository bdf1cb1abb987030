using System.Data.Common;
using Microsoft.Data.Sqlite;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records.Maintenance;
using ZStackVCenter.Engine.Records.Store;
using static SQLitePCL.raw;

namespace ZStackVCenter.Engine.Records;

/// <summary>The place of the records itself: what it holds, a copy of it, and a copy put back. Other processes may go on using it meanwhile.</summary>
public sealed class StoreService
{
    private readonly RecordStore _store;
    private readonly AuditLog _audit;

    internal StoreService(RecordStore store, AuditLog audit) => (_store, _audit) = (store, audit);

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
    /// Writes a copy of all records, as they are at one moment, to a file that only its owner may read: an SQLite file also when the
    /// records are in PostgreSQL. Whoever works with the records goes on meanwhile. Saved credentials stay sealed in it.
    /// </summary>
    /// <param name="path">The file to write; its folder must be there.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced. It is, once the copy is whole.</param>
    /// <param name="cancellationToken">Cancels the copy; no part of it stays.</param>
    /// <exception cref="ZsException">
    /// <see cref="ZsErrorId.FileExists"/>; <see cref="ZsErrorId.BackupFailed"/> when the file cannot be written; the store cannot be read.
    /// </exception>
    public async Task BackupAsync(string path, bool overwrite, CancellationToken cancellationToken)
    {
        var target = BackupFile.Target(path, overwrite, _store.Location);
        await using var connection = await _store.ConnectAsync(cancellationToken).ConfigureAwait(false);
        using var draft = target.Draft();
        try
        {
            await _store.GuardAsync(() => _store.Location.Engine == StoreEngine.Sqlite
                ? BackupFile.VacuumAsync((SqliteConnection)connection, draft.Path, cancellationToken)
                : PostgresTables.SaveAsync(connection, draft.Path, _store.Options, cancellationToken), cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            target.Publish(draft);
        }
        catch (ZsException e) when (e.ErrorId is ZsErrorId.StoreFull or ZsErrorId.StoreReadOnly || e.InnerException is SqliteException { SqliteErrorCode: SQLITE_CANTOPEN or SQLITE_IOERR })
        {
            // The records are only read here: what is full or may not be written is the copy.
            throw target.NotWritten(e.InnerException ?? e);
        }
    }

    /// <summary>
    /// Puts a backup in the place of all records at once. What others ask from then on is answered from it. A backup of an older version is
    /// brought to this version's schema; the file itself stays as it is. Records that are damaged are moved aside, and the backup takes their place.
    /// </summary>
    /// <param name="path">The file that <see cref="BackupAsync"/> wrote, from an SQLite file or from PostgreSQL.</param>
    /// <param name="caller">Who asks for it: the audit stands in the records that were put back.</param>
    /// <param name="cancellationToken">Cancels it; the records are then as before.</param>
    /// <returns>The store as it is now.</returns>
    /// <exception cref="ZsException">
    /// <see cref="ZsErrorId.BackupFailed"/> when the file is no backup or is damaged; <see cref="ZsErrorId.StoreTooNew"/> when a newer version wrote it.
    /// </exception>
    public async Task<ZsStore> RestoreAsync(string path, Caller caller, CancellationToken cancellationToken)
    {
        using var draft = await BackupFile.ReadAsync(path, _store.Options, cancellationToken).ConfigureAwait(false);
        try
        {
            await using var connection = await _store.ConnectAsync(cancellationToken).ConfigureAwait(false);
            await _store.GuardAsync(() => _store.Location.Engine == StoreEngine.Sqlite
                ? SqliteTables.LoadAsync(_store, connection, draft.Path, cancellationToken)
                : PostgresTables.LoadAsync(_store, connection, draft.Path, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (ZsException e) when (e.InnerException is SqliteException { SqliteErrorCode: SQLITE_CORRUPT or SQLITE_NOTADB })
        {
            await DamagedFile.ReplaceAsync(_store, draft.Path).ConfigureAwait(false);
        }
        await _audit.RunAsync(
            "RestoreStore", new Subject(ZsResourceType.Store, Guid.Empty, _store.Location.DisplayName), caller, _ => Task.FromResult(0), cancellationToken).ConfigureAwait(false);
        return await GetAsync(cancellationToken).ConfigureAwait(false);
    }

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
