using Microsoft.Data.Sqlite;
using ZStackVCenter.Engine.Records.Store;
using static SQLitePCL.raw;

namespace ZStackVCenter.Engine.Records.Maintenance;

/// <summary>A file with a copy of the records: an SQLite database that is whole in one file.</summary>
internal sealed class BackupFile
{
    private readonly string _path;
    private readonly bool _overwrite;

    private BackupFile(string path, bool overwrite)
    {
        _path = path;
        _overwrite = overwrite;
    }

    /// <summary>A file to write.</summary>
    public static BackupFile Target(string path, bool overwrite, StoreLocation store)
    {
        var full = FullPath(path);
        if (store.Engine == StoreEngine.Sqlite && full == store.Connection)
        {
            throw Failed($"{full} is the file of the records themselves.", "Give another file.", full);
        }
        if (Directory.Exists(full))
        {
            throw Failed($"{full} is a folder.", "Give the name of a file in it.", full);
        }
        return File.Exists(full) && !overwrite ? throw Exists(full) : new BackupFile(full, overwrite);
    }

    /// <summary>The draft of the file.</summary>
    public DraftFile Draft()
    {
        try
        {
            return DraftFile.Beside(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(e);
        }
    }

    /// <summary>Gives a whole draft the file's name.</summary>
    public void Publish(DraftFile draft)
    {
        try
        {
            using (var file = new FileStream(draft.Path, FileMode.Open, FileAccess.ReadWrite))
            {
                file.Flush(flushToDisk: true);
            }
            if (_overwrite)
            {
                File.Move(draft.Path, _path, overwrite: true);
            }
            else if (!NewFile.TryPublish(draft.Path, _path))
            {
                throw Exists(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(e);
        }
    }

    /// <summary>The words for a file that cannot be written.</summary>
    public ZsException NotWritten(Exception inner) =>
        Failed($"The backup {_path} cannot be written: {inner.Message}", "Look whether the folder is there, may be written and has room.", _path, inner);

    /// <summary>
    /// Reads a backup into a draft in this version's schema, after a look at whether it is one and whole. What was under way in it is ended
    /// (<see cref="PastWork"/>).
    /// </summary>
    public static async Task<DraftFile> ReadAsync(string path, CloudEngineOptions options, CancellationToken cancellationToken)
    {
        var full = FullPath(path);
        if (!File.Exists(full))
        {
            throw Failed($"There is no file {full}.", "Give the file that Backup-ZsStore wrote.", full);
        }
        var draft = DraftFile.Temporary();
        try
        {
            await CopyAsync(full, draft.Path, options, cancellationToken).ConfigureAwait(false);
            await using var store = new RecordStore(StoreLocation.Resolve(draft.Path), options);
            await store.WriteAsync(
                connection => PastWork.EndAsync(connection, store.Dialect, store.Time.GetUtcNow().UtcDateTime, cancellationToken), cancellationToken).ConfigureAwait(false);
            return draft;
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    /// <summary>Copies a database, as it is at one moment, into a file that is not there or is empty. Others may write meanwhile.</summary>
    public static async Task<bool> VacuumAsync(SqliteConnection connection, string path, CancellationToken cancellationToken)
    {
        // SQLite does it in one call, which only this ends early.
        await using var stop = cancellationToken.Register(() => sqlite3_interrupt(connection.Handle!));
        await connection.ExecuteAsync("VACUUM INTO @path", cancellationToken, ("path", path)).ConfigureAwait(false);
        return true;
    }

    private static async Task CopyAsync(string path, string draft, CloudEngineOptions options, CancellationToken cancellationToken)
    {
        await using var source = new RecordStore(StoreLocation.Resolve(path), options);
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (await source.Dialect.ContentAsync(connection, cancellationToken).ConfigureAwait(false) != StoreContent.Records)
            {
                throw Failed($"{path} is no backup of records: it is a database of some other program, or empty.", "Give the file that Backup-ZsStore wrote.", path);
            }
            await new Migrator(source).AppliedAsync(connection, cancellationToken).ConfigureAwait(false);
            await using var stop = cancellationToken.Register(() => sqlite3_interrupt(connection.Handle!));
            var found = await connection.ScalarAsync<string>("PRAGMA integrity_check(1)", cancellationToken).ConfigureAwait(false);
            if (found != "ok")
            {
                throw Damaged(path, found ?? "", null);
            }
            await VacuumAsync(connection, draft, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The backup's reading was cancelled.", e, cancellationToken);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLITE_NOTADB)
        {
            throw Failed($"{path} is no backup of records: it is no SQLite database.", "Give the file that Backup-ZsStore wrote.", path, e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLITE_CORRUPT)
        {
            throw Damaged(path, e.Message, e);
        }
        catch (SqliteException e)
        {
            throw Failed($"The backup {path} cannot be read: {e.Message}", "Look whether the file may be read, and the disk of temporary files has room.", path, e);
        }
    }

    private static string FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (ArgumentException e)
        {
            throw Failed($"'{path}' is no path of a file.", "Give the path of a file.", path, e);
        }
    }

    private static ZsException Exists(string path) =>
        new(ZsErrorId.FileExists, ZsErrorCategory.ResourceExists, $"The file {path} is there already.", "Give another name, or replace it with -Force.", path);

    private static ZsException Damaged(string path, string found, Exception? inner) =>
        Failed($"The backup {path} is damaged: {found}. The records were left as they are.", "Use another backup.", path, inner);

    private static ZsException Failed(string message, string action, string path, Exception? inner = null) =>
        new(ZsErrorId.BackupFailed, ZsErrorCategory.InvalidData, message, action, path, inner);
}
