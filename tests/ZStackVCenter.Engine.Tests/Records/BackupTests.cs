using ZStackVCenter.Engine.Operations;
using Microsoft.Data.Sqlite;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Store;
using ZStackVCenter.Engine.Tests.Operations;
using ZStackVCenter.Engine.Tests.Support;

namespace ZStackVCenter.Engine.Tests.Records;

/// <summary>Copies of all records, and copies put back.</summary>
public sealed class BackupTests
{
    [Theory]
    [InlineData(StoreKind.Sqlite, StoreKind.Sqlite)]
    [InlineData(StoreKind.Sqlite, StoreKind.PostgreSql)]
    [InlineData(StoreKind.PostgreSql, StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql, StoreKind.PostgreSql)]
    public async Task A_backup_carries_all_records_into_a_store_of_either_kind(StoreKind from, StoreKind to)
    {
        await using var source = await StorePlace.CreateAsync(from);
        await using var target = await StorePlace.CreateAsync(to);
        var engine = source.Open();
        var lab = await FillAsync(engine);
        await engine.Settings.SetAsync("Vm.ShutdownTimeoutSec", "77", Caller.Module, default);
        var file = source.Folder.File("copy.db");

        await engine.Store.BackupAsync(file, false, default);
        var other = target.Open();
        await new Rows(other).VCenterAsync("goes");
        var store = await other.Store.RestoreAsync(file);

        Assert.Equal([lab], (await other.VCenters.ListAsync(default)).Select(v => v.Id));
        Assert.Equal(await VmsAsync(engine), await VmsAsync(other));
        Assert.Equal("77", (await other.Settings.GetAsync("vm.shutdowntimeoutsec", default)).Value);
        Assert.Equal((to == StoreKind.Sqlite ? "SQLite" : "PostgreSQL", Migration.Latest, 1L, 2L), (store.Engine, store.SchemaVersion, store.Counts["vcenters"], store.Counts["vms"]));
        Assert.Equal([file], Directory.GetFiles(source.Folder.Path, "copy*"));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_only_when_that_was_asked_for()
    {
        await using var place = await StorePlace.CreateAsync(StoreKind.Sqlite);
        var engine = place.Open();
        await FillAsync(engine);
        var file = place.Folder.File("copy.db");
        await File.WriteAllTextAsync(file, "notes");

        Assert.Equal(ZsErrorId.FileExists, (await Refusal(() => engine.Store.BackupAsync(file, false, default))).ErrorId);
        Assert.Equal("notes", await File.ReadAllTextAsync(file));
        await engine.Store.BackupAsync(file, true, default);
        await engine.Store.RestoreAsync(file);
        Assert.Equal(2, (await VmsAsync(engine)).Count);
    }

    [Fact]
    public async Task A_backup_to_where_nothing_can_be_written_is_refused_in_words_and_leaves_nothing()
    {
        await using var place = await StorePlace.CreateAsync(StoreKind.Sqlite);
        var engine = place.Open();
        foreach (var path in new[] { place.Folder.File("none/copy.db"), place.Folder.Path, place.Path })
        {
            Assert.Equal(ZsErrorId.BackupFailed, (await Refusal(() => engine.Store.BackupAsync(path, true, default))).ErrorId);
        }
        Assert.Empty(Directory.GetFiles(place.Folder.Path, "*.part*"));
    }

    [Fact]
    public async Task Rubbish_is_not_restored_and_the_records_stay()
    {
        await using var place = await StorePlace.CreateAsync(StoreKind.Sqlite);
        var engine = place.Open();
        await FillAsync(engine);
        var file = place.Folder.File("copy.db");
        await engine.Store.BackupAsync(file, false, default);
        var cut = place.Folder.File("cut.db");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(file))[..20_000]);
        var notes = place.Folder.File("notes.db");
        await File.WriteAllTextAsync(notes, string.Join('\n', Enumerable.Repeat("these are notes", 500)));
        var empty = place.Folder.File("empty.db");
        await File.WriteAllBytesAsync(empty, []);
        var songs = place.Folder.File("songs.db");
        await ChangeAsync(songs, "CREATE TABLE songs (title TEXT)");

        foreach (var path in new[] { cut, notes, empty, songs, place.Folder.File("none.db"), place.Folder.Path, "a\0b" })
        {
            Assert.Equal(ZsErrorId.BackupFailed, (await Refusal(() => engine.Store.RestoreAsync(path))).ErrorId);
        }
        Assert.Equal(2, (await VmsAsync(engine)).Count);
    }

    [Fact]
    public async Task A_backup_of_a_newer_version_is_refused()
    {
        await using var place = await StorePlace.CreateAsync(StoreKind.Sqlite);
        var engine = place.Open();
        await FillAsync(engine);
        var file = place.Folder.File("copy.db");
        await engine.Store.BackupAsync(file, false, default);
        await ChangeAsync(file, "INSERT INTO zs_migrations VALUES (999, 'later', 'x', 0)");

        var refusal = await Refusal(() => engine.Store.RestoreAsync(file));

        Assert.Equal(ZsErrorId.StoreTooNew, refusal.ErrorId);
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await VmsAsync(engine)).Count);
    }

    [Fact]
    public async Task A_backup_of_an_older_version_is_brought_to_this_one_and_stays_as_it_is()
    {
        await using var place = await StorePlace.CreateAsync(StoreKind.Sqlite);
        var engine = place.Open();
        var file = place.Folder.File("old.db");
        var first = Migration.All[0];
        await ChangeAsync(file, $"""
            PRAGMA application_id = {SqliteDialect.ApplicationId};
            CREATE TABLE zs_migrations (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT;
            {engine.RecordStore.Dialect.Definition(first.Sql)}
            INSERT INTO zs_migrations VALUES (1, '{first.Name}', '{first.Checksum}', 0);
            INSERT INTO vcenters VALUES ('{Guid.NewGuid().ToString().ToUpperInvariant()}', 'old', 'old', NULL, 'old.example.com', 443, 'Https', NULL, NULL, 0, NULL, NULL,
                '{Guid.NewGuid().ToString().ToUpperInvariant()}', '6.7', '1', '6.7', 'Enabled', 1, NULL, 0);
            """);
        var before = await File.ReadAllBytesAsync(file);

        Assert.Equal(Migration.Latest, (await engine.Store.RestoreAsync(file)).SchemaVersion);

        Assert.Equal(["old"], (await engine.VCenters.ListAsync(default)).Select(v => v.Name));
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task Records_that_are_damaged_are_moved_aside_for_the_backup()
    {
        await using var place = await StorePlace.CreateAsync(StoreKind.Sqlite);
        var file = place.Folder.File("copy.db");
        var engine = place.Open();
        await FillAsync(engine);
        await engine.Store.BackupAsync(file, false, default);
        await engine.DisposeAsync();
        await File.WriteAllTextAsync(place.Path, string.Join('\n', Enumerable.Repeat("somebody wrote over it", 500)));
        var later = place.Open();
        Assert.Equal(ZsErrorId.StoreUnusable, (await Refusal(() => VmsAsync(later))).ErrorId);

        await later.Store.RestoreAsync(file);

        Assert.Equal(2, (await VmsAsync(later)).Count);
        Assert.Contains("somebody", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(place.Folder.Path, "*.damaged-*"))), StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(place.Path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task Backup_and_restore_are_of_one_moment_while_sixteen_write(StoreKind kind)
    {
        await using var place = await StorePlace.CreateAsync(kind);
        var engine = place.Open();
        await FillAsync(engine);
        using var stop = new CancellationTokenSource();
        var written = 0;
        // Each write adds a vCenter with one cluster: a copy that was torn would have one without the other.
        var writers = Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            var mine = place.Open();
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await AddPairAsync(mine, $"w{writer}-{i}");
                Interlocked.Increment(ref written);
            }
        })).ToArray();
        try
        {
            for (var round = 0; round < 3; round++)
            {
                var seen = Volatile.Read(ref written);
                while (Volatile.Read(ref written) < seen + 8 && !writers.Any(writer => writer.IsFaulted))
                {
                    await Task.Delay(5);
                }
                var file = place.Folder.File($"copy{round}.db");
                await engine.Store.BackupAsync(file, false, default);
                await using var copy = CloudEngine.Open(new CloudEngineOptions { StorePath = file });
                Assert.All((await copy.VCenters.ListAsync(default)).Where(v => v.Name != "lab"), v => Assert.Equal(1, v.ClusterCount));
                var store = await engine.Store.RestoreAsync(file);
                Assert.True(store.Counts["vcenters"] >= 1);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }
        Assert.All((await engine.VCenters.ListAsync(default)).Where(v => v.Name != "lab"), v => Assert.Equal(1, v.ClusterCount));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task A_restore_that_is_cancelled_changes_nothing(StoreKind kind)
    {
        await using var place = await StorePlace.CreateAsync(kind);
        var engine = place.Open();
        var file = place.Folder.File("copy.db");
        await engine.Store.BackupAsync(file, false, default);
        await FillAsync(engine);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.Store.RestoreAsync(file, cancellationToken: stop.Token));

        Assert.Equal(2, (await VmsAsync(engine)).Count);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task Tasks_that_have_not_ended_are_lost_by_a_restore_only_when_it_is_forced(StoreKind kind)
    {
        await using var place = await StorePlace.CreateAsync(kind);
        var engine = place.Open();
        var file = place.Folder.File("copy.db");
        await engine.Store.BackupAsync(file, false, default);
        await FillAsync(engine);
        var goOn = new TaskCompletionSource();
        var chain = new Chain { During = (name, token) => name == "two" ? goOn.Task.WaitAsync(token) : Task.CompletedTask };
        await using var worker = CloudEngine.Open(new CloudEngineOptions { StorePath = place.Path }, [chain]);
        var running = worker.Operations.RunAsync(chain, new Subject(ZsResourceType.Vm, Guid.CreateVersion7(), "web01"), new ChainMemory(), Caller.Module, null, default);
        await UntilAsync(() => chain.Log.Contains("two"));

        var refusal = await Refusal(() => engine.Store.RestoreAsync(file));
        var seen = await Refusal(() => engine.Store.CheckRestoreAsync(false, default));

        Assert.Equal((ZsErrorId.ResourceBusy, ZsErrorId.ResourceBusy), (refusal.ErrorId, seen.ErrorId));
        Assert.Contains("1 task has not ended: TestChain of 'web01'.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await VmsAsync(engine)).Count);
        Assert.Equal("web01", Assert.Single(await engine.Store.CheckRestoreAsync(true, default)).Resource);
        await engine.Store.RestoreAsync(file, force: true);
        goOn.SetResult();
        var lost = await Refusal(() => running);
        Assert.Contains("a backup was put in the place of the records", lost.Message, StringComparison.Ordinal);
        Assert.Empty(await VmsAsync(engine));
        Assert.Empty(await engine.Operations.ListAsync(new TaskQuery(), default));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<Guid> FillAsync(CloudEngine engine)
    {
        var rows = new Rows(engine);
        var lab = await rows.VCenterAsync("lab");
        var cluster = await rows.ClusterAsync(lab, "c", "domain-c1");
        var host = await rows.HostAsync(lab, "esx", "host-1", cluster);
        var datastore = await rows.DatastoreAsync(lab, "ds", "datastore-1", """["host-1"]""");
        var vm = await rows.VmAsync(lab, "web01", "vm-1", host, datastore, networks: """["VM Network"]""");
        await rows.VmAsync(lab, "Größe 😀", "vm-2");
        await rows.NicAsync(lab, vm, 0, "VM Network", "[]");
        await rows.VolumeAsync(lab, "web01", vm, datastore, "Root");
        // Made in a later migration than the table that refers to it.
        await rows.AddAsync("instance_offerings", ("name", "small"), ("name_key", "small"), ("created_at", 1L), ("cpu_count", 1), ("memory_size", 1L));
        await engine.RecordStore.WriteAsync(c => c.ExecuteAsync("UPDATE vms SET instance_offering_id = (SELECT id FROM instance_offerings) WHERE id = @id", default, ("id", vm)), default);
        return lab;
    }

    private static Task<bool> AddPairAsync(CloudEngine engine, string name) => engine.RecordStore.WriteAsync(
        async connection =>
        {
            var id = Guid.CreateVersion7();
            await connection.ExecuteAsync(
                """
                INSERT INTO vcenters (id, name, name_key, server, port, protocol, skip_certificate_check, instance_uuid, version, build, api_version, state, created_at, inventory_version)
                VALUES (@id, @name, @name, 's', 443, 'Https', FALSE, @uuid, '8', '1', '8', 'Enabled', 1, 0)
                """,
                default, ("id", id), ("name", name), ("uuid", Guid.NewGuid()));
            await connection.ExecuteAsync(
                """
                INSERT INTO clusters (id, vcenter_id, managed_object_id, name, name_key, created_at, seen_at, hash, datacenter, host_count, cpu_mhz, memory_size, drs_enabled, ha_enabled)
                VALUES (@id, @vcenter, 'c', 'c', 'c', 1, 1, 1, 'd', 0, 0, 0, FALSE, FALSE)
                """,
                default, ("id", Guid.CreateVersion7()), ("vcenter", id));
            return true;
        },
        default);

    private static async Task<List<(Guid, string, string?, string?)>> VmsAsync(CloudEngine engine) =>
        await engine.Records.VmsAsync(new VmQuery(), default).Select(vm => (vm.Id, vm.Name, vm.Cluster, vm.PrimaryStorage)).ToListAsync();

    private static Task<ZsException> Refusal(Func<Task> work) => Assert.ThrowsAsync<ZsException>(work);

    private static async Task ChangeAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
