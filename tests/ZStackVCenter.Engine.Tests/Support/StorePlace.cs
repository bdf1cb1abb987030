using ZStackVCenter.Engine.Records.Store;
using ZStackVCenter.Engine.Tests.Records;

namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>The two engines that hold records.</summary>
public enum StoreKind
{
    Sqlite,
    PostgreSql,
}

/// <summary>A place for records that is empty at first, and gone when the test ends.</summary>
internal sealed class StorePlace : IAsyncDisposable
{
    private readonly List<CloudEngine> _engines = [];

    private StorePlace(string path, TemporaryFolder folder)
    {
        Path = path;
        Folder = folder;
    }

    /// <summary>A file or a connection string, as <see cref="CloudEngineOptions.StorePath"/> takes it.</summary>
    public string Path { get; }

    /// <summary>A folder for the test's own files.</summary>
    public TemporaryFolder Folder { get; }

    public static async Task<StorePlace> CreateAsync(StoreKind kind)
    {
        var folder = new TemporaryFolder();
        return new StorePlace(kind == StoreKind.Sqlite ? folder.File("records.db") : await PostgresServer.CreateDatabaseAsync(), folder);
    }

    /// <summary>An engine over the place, as a process of its own would have it.</summary>
    public CloudEngine Open(TimeSpan? lockTimeout = null, Action<string>? trace = null)
    {
        var engine = CloudEngine.Open(new CloudEngineOptions { StorePath = Path, StoreLockTimeout = lockTimeout ?? TimeSpan.FromSeconds(60), Trace = trace });
        _engines.Add(engine);
        return engine;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in _engines)
        {
            await engine.DisposeAsync();
        }
        Folder.Dispose();
    }
}
