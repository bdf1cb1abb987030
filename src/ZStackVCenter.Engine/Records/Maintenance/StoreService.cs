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
    private const int MostNamed = 3;

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

    /// <summary>Reads a backup and looks at whether it is one and whole, and brings what was read to this version's schema; the file itself stays as it is.</summary>
    /// <param name="path">The file that <see cref="BackupAsync"/> wrote, from an SQLite file or from PostgreSQL.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="ZsException">
    /// <see cref="ZsErrorId.BackupFailed"/> when the file is no backup or is damaged; <see cref="ZsErrorId.StoreTooNew"/> when a newer version wrote it.
    /// </exception>
    public async Task<StoreBackup> OpenBackupAsync(string path, CancellationToken cancellationToken) =>
        new(await BackupFile.ReadAsync(path, _store.Options, cancellationToken).ConfigureAwait(false));

    /// <summary>The tasks of the present records that have not ended, and that would not after a restore. Damaged records have none.</summary>
    /// <param name="force">Whether they may be lost.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <exception cref="ZsException"><see cref="ZsErrorId.ResourceBusy"/> when there are any that must not be lost.</exception>
    public async Task<IReadOnlyList<ZsTask>> CheckRestoreAsync(bool force, CancellationToken cancellationToken)
    {
        try
        {
            return await _store.ReadAsync(connection => RequireIdleAsync(connection, force, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (ZsException e) when (IsDamage(e))
        {
            return [];
        }
    }

    /// <summary>
    /// Puts a backup in the place of all records at once. What others ask from then on is answered from it. Records that are damaged are
    /// moved aside, and the backup takes their place. What the backup tells to be under way is ended: nothing of it is done or undone in a
    /// vCenter, and what is in the recycle bin is there as long again.
    /// </summary>
    /// <param name="backup">The backup.</param>
    /// <param name="force">Whether tasks that have not ended may be lost: what they have begun is then neither finished nor undone.</param>
    /// <param name="caller">Who asks for it: the audit stands in the records that were put back.</param>
    /// <param name="cancellationToken">Cancels it; the records are then as before.</param>
    /// <returns>The store as it is now.</returns>
    /// <exception cref="ZsException"><see cref="ZsErrorId.ResourceBusy"/> when tasks have not ended; the store cannot be written.</exception>
    public async Task<ZsStore> RestoreAsync(StoreBackup backup, bool force, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        try
        {
            await using var connection = await _store.ConnectAsync(cancellationToken).ConfigureAwait(false);
            await _store.GuardAsync(() => _store.Location.Engine == StoreEngine.Sqlite
                ? SqliteTables.LoadAsync(_store, connection, backup.Path, c => RequireIdleAsync(c, force, cancellationToken), cancellationToken)
                : PostgresTables.LoadAsync(_store, connection, backup.Path, c => RequireIdleAsync(c, force, cancellationToken), cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (ZsException e) when (IsDamage(e))
        {
            await DamagedFile.ReplaceAsync(_store, backup.Path).ConfigureAwait(false);
        }
        await _audit.RunAsync(
            "RestoreStore", new Subject(ZsResourceType.Store, Guid.Empty, _store.Location.DisplayName), caller, _ => Task.FromResult(0), cancellationToken).ConfigureAwait(false);
        return await GetAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ZsTask>> RequireIdleAsync(DbConnection connection, bool force, CancellationToken cancellationToken)
    {
        var tasks = (await OperationStore.UnfinishedAsync(connection, _store.Dialect, cancellationToken).ConfigureAwait(false)).Select(r => r.ToTask()).ToList();
        return force || tasks.Count == 0 ? tasks : throw new ZsException(ZsErrorId.ResourceBusy, ZsErrorCategory.ResourceBusy,
            $"{tasks.Count:N0} {(tasks.Count == 1 ? "task has" : "tasks have")} not ended: {string.Join(", ", tasks.Take(MostNamed).Select(t => $"{t.Action} of '{t.Resource}'"))}{(tasks.Count > MostNamed ? " and others" : "")}. Without these records what they have begun would be neither finished nor undone.",
            "Wait for them with Get-ZsTask -State Running, Waiting, Undoing | Wait-ZsTask, or stop them with Stop-ZsTask; -Force restores in spite of them.", _store.Location.DisplayName);
    }

    private static bool IsDamage(ZsException failure) => failure.InnerException is SqliteException { SqliteErrorCode: SQLITE_CORRUPT or SQLITE_NOTADB };

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
