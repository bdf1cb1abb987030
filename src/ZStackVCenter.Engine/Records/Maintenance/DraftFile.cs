namespace ZStackVCenter.Engine.Records.Maintenance;

/// <summary>A database file on its way to be something: for its owner only, and gone with what SQLite puts beside it unless it was kept.</summary>
internal sealed class DraftFile : IDisposable
{
    private readonly string? _folder;

    private DraftFile(string path, string? folder)
    {
        Path = path;
        _folder = folder;
    }

    public string Path { get; }

    /// <summary>An empty file beside another one, so that it can take its name at once.</summary>
    public static DraftFile Beside(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        new FileStream(draft, options).Dispose();
        return new DraftFile(draft, null);
    }

    /// <summary>A name for a file in a temporary folder of its own, which only its owner may enter.</summary>
    public static DraftFile Temporary()
    {
        var folder = Directory.CreateTempSubdirectory("zstackvcenter-").FullName;
        return new DraftFile(System.IO.Path.Combine(folder, "records.db"), folder);
    }

    public void Dispose()
    {
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
            return;
        }
        foreach (var end in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(Path + end);
        }
    }
}
