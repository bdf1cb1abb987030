using System.Security.Cryptography;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Secrets;

/// <summary>
/// A key in a file with mode 0600. Several processes may make it at once: each writes its own under another name, one gets the name, and all
/// use that.
/// </summary>
internal sealed class KeyFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "secrets.key";

    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    private readonly string _path;

    private KeyFile(string path) => _path = path;

    /// <summary>The key file of a folder.</summary>
    public static KeyFile In(string folder) => new(Path.Combine(folder, Name));

    /// <summary>The key; made when there is none yet.</summary>
    public SecretKey Open() => Find() ?? Make();

    /// <summary>The key; null when there is none yet.</summary>
    public SecretKey? Find()
    {
        try
        {
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read);
            // Of the open file, not of its name: what is checked is what is read.
            var mode = OperatingSystem.IsWindows() ? OwnerFile : File.GetUnixFileMode(file.SafeFileHandle);
            if ((mode & ~OwnerFolder) != 0)
            {
                throw TooOpen(mode);
            }
            var key = new byte[AesKey.Length];
            return file.Length == key.Length && file.ReadAtLeast(key, key.Length, throwOnEndOfStream: false) == key.Length
                ? new AesKey(key)
                : throw Unusable("it does not hold a key", "Move the file away, and save the credentials again with -SaveCredential.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unusable("it belongs to another user, who saved the credentials", "Give the credential with -Credential, or use records of your own.", e);
        }
        catch (IOException e)
        {
            throw Unusable(e.Message, "Give the credential with -Credential.", e);
        }
    }

    private SecretKey Make()
    {
        var draft = $"{_path}.{Guid.NewGuid():N}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerFile;
                Directory.CreateDirectory(Path.GetDirectoryName(_path)!, OwnerFolder);
            }
            using (var file = new FileStream(draft, options))
            {
                file.Write(RandomNumberGenerator.GetBytes(AesKey.Length));
                file.Flush(flushToDisk: true);
            }
            // Another process may have been first: then its key is the key.
            NewFile.TryPublish(draft, _path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"it cannot be written: {e.Message}", "Make the folder writable, or leave -SaveCredential away.", e);
        }
        finally
        {
            File.Delete(draft);
        }
        return Find() ?? throw Unusable("it was removed as it was made", "Try again.");
    }

    private ZsException TooOpen(UnixFileMode mode) => Unusable(
        $"others may read or change it (mode {Convert.ToString((int)mode, 8)})",
        $"Take their rights away with chmod 600 '{_path}'; when they may have used them, change the passwords that were saved.");

    private ZsException Unusable(string why, string action, Exception? inner = null) => new(
        ZsErrorId.SecretUnavailable,
        ZsErrorCategory.SecurityError,
        $"The key of the saved credentials, {_path}, is not used: {why}.",
        action,
        _path,
        inner);
}
