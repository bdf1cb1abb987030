using System.Text.Json;

namespace ZStackVCenter.Session;

/// <summary>
/// What <c>Set-ZsContext -Scope User</c> keeps for the sessions to come: a JSON file in the user's application data that only the user can read.
/// </summary>
internal sealed record UserContext
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Where the records are; null for the default place.</summary>
    public string? StorePath { get; init; }

    /// <summary>The record ids of the default vCenters.</summary>
    public IReadOnlyList<Guid> VCenterIds { get; init; } = [];

    /// <summary>The file. <c>ZSTACKVCENTER_CONTEXT</c> puts it elsewhere.</summary>
    public static string FilePath =>
        Environment.GetEnvironmentVariable("ZSTACKVCENTER_CONTEXT") is { Length: > 0 } path
            ? path
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "ZStackVCenter", "context.json");

    /// <summary>What is saved; nothing when there is no file.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SettingInvalid"/> when the file cannot be read.</exception>
    public static UserContext Load()
    {
        try
        {
            using var file = File.OpenRead(FilePath);
            return JsonSerializer.Deserialize<UserContext>(file, Json) ?? new UserContext();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new UserContext();
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ZsException(ZsErrorId.SettingInvalid, ZsErrorCategory.ReadError, $"The saved context {FilePath} cannot be read: {e.Message}",
                "Correct or delete the file; Set-ZsContext -Scope User writes a new one.", FilePath, e) { IsTerminating = true };
        }
    }

    /// <summary>Saves this in the place of what was saved; a reader sees the one or the other, never a half.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.SettingInvalid"/> when the file cannot be written.</exception>
    public void Save()
    {
        var path = FilePath;
        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var file = new FileStream(draft, OwnerOnly()))
            {
                JsonSerializer.Serialize(file, this, Json);
            }
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
            throw new ZsException(ZsErrorId.SettingInvalid, ZsErrorCategory.WriteError, $"The context cannot be saved in {path}: {e.Message}",
                "Make the folder writable, or use -Scope Session.", path, e) { IsTerminating = true };
        }
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // Windows keeps the folder's own rules, which give application data to its user alone.
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return options;
    }
}
