using Microsoft.Data.Sqlite;
using Xunit;

namespace ZStackVCenter.Engine.Tests.Records;

public sealed class StoreFileTests : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_store_and_its_folder_are_for_their_owner_only()
    {
        await using (CloudEngine engine = Open(_folder.File("deep/records.db")))
        {
            await engine.VCenterRecords.SaveVCenterAsync(Samples.VCenter("lab"), null, null, default);
            string[] files = Directory.GetFiles(_folder.File("deep"));
            Assert.Equal(3, files.Length);
            Assert.All(files, file => Assert.Equal(OwnerFile, OperatingSystem.IsWindows() ? OwnerFile : File.GetUnixFileMode(file)));
        }

        Assert.Equal(
            OwnerFile | UnixFileMode.UserExecute,
            OperatingSystem.IsWindows() ? OwnerFile | UnixFileMode.UserExecute : File.GetUnixFileMode(_folder.File("deep")));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_not_touched()
    {
        string path = _folder.File("records.db");
        await MakeAsync(path, "INSERT INTO zs_migrations VALUES (999, 'later', 'x', 0)");
        byte[] before = await File.ReadAllBytesAsync(path);

        ZsException refusal = await FailureAsync(path);

        Assert.Equal(ZsErrorId.StoreTooNew, refusal.ErrorId);
        Assert.Contains("999", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task A_store_made_by_an_edited_migration_is_noticed()
    {
        string path = _folder.File("records.db");
        await MakeAsync(path, "UPDATE zs_migrations SET checksum = 'edited' WHERE version = 1");

        ZsException refusal = await FailureAsync(path);

        Assert.Equal(ZsErrorId.StoreUnusable, refusal.ErrorId);
        Assert.Contains("0001_inventory", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_programs_database_is_refused_and_not_touched()
    {
        string path = _folder.File("other.db");
        await using (var other = new SqliteConnection($"Data Source={path};Pooling=false"))
        {
            await other.OpenAsync();
            await using SqliteCommand command = other.CreateCommand();
            command.CommandText = "CREATE TABLE songs (title TEXT)";
            await command.ExecuteNonQueryAsync();
        }

        byte[] before = await File.ReadAllBytesAsync(path);

        ZsException refusal = await FailureAsync(path);

        Assert.Equal(ZsErrorId.StoreUnusable, refusal.ErrorId);
        Assert.Contains("some other program", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_in_words()
    {
        string path = _folder.File("records.db");
        await File.WriteAllTextAsync(path, string.Join('\n', Enumerable.Repeat("these are notes, not records", 200)));

        ZsException refusal = await FailureAsync(path);

        Assert.Equal(ZsErrorId.StoreUnusable, refusal.ErrorId);
        Assert.Contains("no SQLite database", refusal.Message, StringComparison.Ordinal);
    }

    private static CloudEngine Open(string path) => CloudEngine.Open(new CloudEngineOptions { StorePath = path });

    private static async Task<ZsException> FailureAsync(string path)
    {
        await using CloudEngine engine = Open(path);
        return await Assert.ThrowsAsync<ZsException>(() => engine.VCenterRecords.SaveVCenterAsync(Samples.VCenter("late"), null, null, default));
    }

    private static async Task MakeAsync(string path, string change)
    {
        await using (CloudEngine engine = Open(path))
        {
            await engine.VCenterRecords.SaveVCenterAsync(Samples.VCenter("lab"), null, null, default);
        }

        await using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = change;
        await command.ExecuteNonQueryAsync();
    }
}
