using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using static SQLitePCL.raw;

namespace ZStackVCenter.Engine.Records.Store;

/// <summary>Puts what the two engines and the file system say into words for the person at the prompt.</summary>
internal static class StoreErrors
{
    /// <summary>The words for a failure; null when it has nothing to do with the store.</summary>
    public static ZsException? Explain(Exception failure, StoreLocation location, TimeSpan waited) => failure switch
    {
        SqliteException sqlite => Explain(sqlite, location, waited),
        PostgresException postgres => Explain(postgres, location, waited),
        NpgsqlException or SocketException => Unusable(
            $"The database of the records at {location.DisplayName} cannot be reached: {failure.Message}",
            "Look whether the server runs and takes connections from here.",
            ZsErrorCategory.ResourceUnavailable,
            failure),
        UnauthorizedAccessException => ReadOnly(location, failure),
        IOException io when IsDiskFull(io) => Full(location, failure),
        IOException => Unusable(
            $"The records cannot be kept at {location.DisplayName}: {failure.Message}",
            $"Choose another place with {StoreLocation.EnvironmentVariable} or Set-ZsContext -StorePath.",
            ZsErrorCategory.ResourceUnavailable,
            failure),
        _ => null,
    };

    /// <summary>True when a row was refused because one with the same key is there.</summary>
    public static bool IsDuplicate(Exception failure) => failure
        is SqliteException { SqliteErrorCode: SQLITE_CONSTRAINT, SqliteExtendedErrorCode: SQLITE_CONSTRAINT_UNIQUE or SQLITE_CONSTRAINT_PRIMARYKEY }
        or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public static ZsException TooNew(string place, int version) => new(
        ZsErrorId.StoreTooNew,
        ZsErrorCategory.InvalidData,
        $"The records at {place} were written by a newer version of ZStackVCenter: their schema is {version}, this version knows up to {Migration.Latest}. They were left as they are.",
        "Update the module with Update-Module ZStackVCenter, or use other records.",
        place) { IsTerminating = true };

    public static ZsException NotOurs(string place) => Unusable(
        $"{place} is a database of some other program. It was left as it is.",
        "Give the path of a new file, or of the records.",
        ZsErrorCategory.InvalidData);

    public static ZsException OtherMigration(string place, string migration) => Unusable(
        $"The records at {place} were made by another build of ZStackVCenter: migration {migration} is not the one this version has.",
        "Use the build that made them, or restore a backup.",
        ZsErrorCategory.InvalidData);

    public static ZsException Damaged(string place, string found, Exception? inner = null) => Unusable(
        $"The records at {place} are damaged: {found}.",
        "Bring back the last backup with Restore-ZsStore, or move the file away and synchronise again.",
        ZsErrorCategory.InvalidData,
        inner);

    public static ZsException Locked(StoreLocation location, TimeSpan waited, Exception? inner = null) => new(
        ZsErrorId.StoreLocked,
        ZsErrorCategory.ResourceBusy,
        $"Another process has been writing to the records at {location.DisplayName} for longer than {waited.TotalSeconds:0.#} s.",
        "Try again; when it stays so, look for a process that hangs.",
        location.DisplayName,
        inner) { IsTerminating = true };

    public static ZsException Unusable(string message, string action, ZsErrorCategory category, Exception? inner = null) =>
        new(ZsErrorId.StoreUnusable, category, message, action, innerException: inner) { IsTerminating = true };

    private static ZsException? Explain(SqliteException failure, StoreLocation location, TimeSpan waited) => failure.SqliteErrorCode switch
    {
        SQLITE_BUSY or SQLITE_LOCKED => Locked(location, waited, failure),
        SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH => ReadOnly(location, failure),
        SQLITE_FULL => Full(location, failure),
        // Memory shared between processes lies on the same disk, and fails in these words when that is full.
        SQLITE_IOERR when HasNoSpace(location) => Full(location, failure),
        SQLITE_CORRUPT => Damaged(location.DisplayName, "a page of the file is not as it was written", failure),
        SQLITE_NOTADB => Damaged(location.DisplayName, "the file is no SQLite database", failure),
        SQLITE_CANTOPEN when !CanWrite(location) => ReadOnly(location, failure),
        SQLITE_CANTOPEN or SQLITE_IOERR => Unusable(
            $"The records at {location.DisplayName} cannot be opened: {failure.Message}",
            "Look whether the folder is there and may be read and written.",
            ZsErrorCategory.ResourceUnavailable,
            failure),
        _ => null,
    };

    private static ZsException? Explain(PostgresException failure, StoreLocation location, TimeSpan waited) => failure.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected => Locked(location, waited, failure),
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory => Full(location, failure),
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => ReadOnly(location, failure),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => Damaged(location.DisplayName, failure.MessageText, failure),
        ['2', '8', ..] => Unusable(
            $"The database of the records at {location.DisplayName} does not accept this user: {failure.MessageText}",
            "Give user and password in the address, or the password in ~/.pgpass.",
            ZsErrorCategory.AuthenticationError,
            failure),
        PostgresErrorCodes.InvalidCatalogName => Unusable(
            $"There is no such database for the records: {location.DisplayName}",
            "Make it with createdb.",
            ZsErrorCategory.ObjectNotFound,
            failure),
        ['0', '8', ..] or ['5', '7', 'P', ..] or ['5', '3', ..] => Unusable(
            $"The database of the records at {location.DisplayName} cannot be used now: {failure.MessageText}",
            "Try again when the server runs and has a connection to spare.",
            ZsErrorCategory.ResourceUnavailable,
            failure),
        _ => null,
    };

    private static ZsException ReadOnly(StoreLocation location, Exception inner) => new(
        ZsErrorId.StoreReadOnly,
        ZsErrorCategory.WriteError,
        $"The records at {location.DisplayName} cannot be written: they, or the place they are in, are read-only for this user.",
        $"Grant the right to write, or choose another place with {StoreLocation.EnvironmentVariable} or Set-ZsContext -StorePath.",
        location.DisplayName,
        inner) { IsTerminating = true };

    private static ZsException Full(StoreLocation location, Exception inner) => new(
        ZsErrorId.StoreFull,
        ZsErrorCategory.WriteError,
        $"The disk of the records at {location.DisplayName} is full. Nothing was changed.",
        "Make room on that disk and run the command again.",
        location.DisplayName,
        inner) { IsTerminating = true };

    private static bool HasNoSpace(StoreLocation location) =>
        location.Engine == StoreEngine.Sqlite && new DriveInfo(Path.GetDirectoryName(location.Connection)!).AvailableFreeSpace < 64 * 1024;

    // ENOSPC on Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static bool IsDiskFull(IOException failure) =>
        OperatingSystem.IsWindows() ? (failure.HResult & 0xFFFF) is 112 or 39 : failure.HResult == 28;

    private static bool CanWrite(StoreLocation location)
    {
        try
        {
            using var file = new FileStream(location.Connection, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            return e is not UnauthorizedAccessException;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
