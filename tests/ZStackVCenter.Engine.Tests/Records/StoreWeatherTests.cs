using ZStackVCenter.Engine.Operations;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Store;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Engine.Tests.Records;

/// <summary>What the disk and other processes do to the store: one error with its id, and the records as before.</summary>
public sealed class StoreWeatherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NeedsFact("mount", Requirement.Root)]
    public async Task A_read_only_disk_is_said_and_what_stands_on_it_can_still_be_read()
    {
        using var disk = new SmallDisk(_folder.Path, "8m");
        await using (var engine = Open())
        {
            await new Rows(engine).VCenterAsync("lab");
        }
        disk.Remount("ro");
        await using (var engine = Open())
        {
            Assert.Equal(ZsErrorId.StoreReadOnly, (await Assert.ThrowsAsync<ZsException>(() => new Rows(engine).VCenterAsync("late"))).ErrorId);
        }
        disk.Remount("rw");
        await using (var engine = Open())
        {
            Assert.Equal(["lab"], (await engine.VCenters.ListAsync(default)).Select(v => v.Name));
        }
    }

    [NeedsFact("mount", Requirement.Root)]
    public async Task A_new_store_on_a_read_only_disk_is_refused_in_words()
    {
        using var disk = new SmallDisk(_folder.Path, "1m");
        disk.Remount("ro");
        await using var engine = Open();

        var refusal = await Assert.ThrowsAsync<ZsException>(() => engine.VCenters.ListAsync(default));

        Assert.Contains(refusal.ErrorId, new[] { ZsErrorId.StoreReadOnly, ZsErrorId.StoreUnusable });
        Assert.Contains(_folder.Path, refusal.Message, StringComparison.Ordinal);
    }

    [NeedsFact("mount", Requirement.Root)]
    public async Task A_full_disk_is_said_and_the_records_are_as_before()
    {
        using var disk = new SmallDisk(_folder.Path, "4m");
        await using var engine = Open();
        var rows = new Rows(engine);
        var lab = await rows.VCenterAsync("lab");
        await File.WriteAllBytesAsync(_folder.File("ballast"), new byte[1 << 20]);

        var refusal = await Assert.ThrowsAsync<ZsException>(() => engine.RecordStore.WriteAsync(
            async connection =>
            {
                for (var i = 0; i < 10_000; i++)
                {
                    await connection.ExecuteAsync("INSERT INTO settings (name, value, changed_at) VALUES (@name, @value, 0)", default, ("name", $"n{i}"), ("value", new string('x', 4_000)));
                }
                return true;
            },
            default));

        Assert.Equal(ZsErrorId.StoreFull, refusal.ErrorId);
        File.Delete(_folder.File("ballast"));
        Assert.Equal([lab], (await engine.VCenters.ListAsync(default)).Select(v => v.Id));
        Assert.Equal(0L, await engine.RecordStore.ReadAsync(c => c.ScalarAsync<long>("SELECT count(*) FROM settings", default), default));
        await rows.VCenterAsync("more");
    }

    [NeedsFact("mount", Requirement.Root)]
    public async Task A_backup_that_does_not_fit_is_refused_and_leaves_nothing()
    {
        await using var engine = Open();
        await new Rows(engine).VCenterAsync("lab");
        Directory.CreateDirectory(_folder.File("small"));
        using var disk = new SmallDisk(_folder.File("small"), "64k");

        var refusal = await Assert.ThrowsAsync<ZsException>(() => engine.Store.BackupAsync(_folder.File("small/copy.db"), false, default));

        Assert.Equal(ZsErrorId.BackupFailed, refusal.ErrorId);
        Assert.Empty(Directory.GetFiles(_folder.File("small")));
        Assert.Single(await engine.VCenters.ListAsync(default));
    }

    [Fact]
    public async Task A_page_that_was_overwritten_is_said_as_damage()
    {
        await using (var engine = Open())
        {
            var lab = await new Rows(engine).VCenterAsync("lab");
            for (var i = 0; i < 200; i++)
            {
                await new Rows(engine).VmAsync(lab, $"vm{i:000}", $"vm-{i}");
            }
        }
        await using (var file = new FileStream(_folder.File("records.db"), FileMode.Open, FileAccess.Write))
        {
            file.Seek(4096 * 3, SeekOrigin.Begin);
            file.Write(Enumerable.Repeat((byte)0xAA, (int)(file.Length - (4096 * 3))).ToArray());
        }
        await using var later = Open();

        var failure = await Assert.ThrowsAsync<ZsException>(async () => await later.Records.VmsAsync(new VmQuery(), default).ToListAsync());

        Assert.Equal(ZsErrorId.StoreUnusable, failure.ErrorId);
        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Restore-ZsStore", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task A_write_that_waits_too_long_for_another_is_ended_and_reading_goes_on(StoreKind kind)
    {
        await using var place = await StorePlace.CreateAsync(kind);
        var holder = place.Open();
        var waiting = place.Open(lockTimeout: TimeSpan.FromSeconds(1));
        await holder.Settings.SetAsync("RecycleBin.ExpiryHours", "1", Caller.Module, default);
        await holder.RecordStore.WriteAsync(
            async connection =>
            {
                await connection.ExecuteAsync("UPDATE settings SET value = '2'", default);
                var refusal = await Assert.ThrowsAsync<ZsException>(() => waiting.Settings.SetAsync("RecycleBin.ExpiryHours", "3", Caller.Module, default));
                Assert.Equal(ZsErrorId.StoreLocked, refusal.ErrorId);
                Assert.Equal("1", (await waiting.Settings.GetAsync("RecycleBin.ExpiryHours", default)).Value);
                return true;
            },
            default);
        Assert.Equal("2", (await waiting.Settings.GetAsync("RecycleBin.ExpiryHours", default)).Value);
        await waiting.Settings.SetAsync("RecycleBin.ExpiryHours", "3", Caller.Module, default);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task A_write_that_is_cancelled_half_way_keeps_nothing(StoreKind kind)
    {
        await using var place = await StorePlace.CreateAsync(kind);
        var engine = place.Open();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.RecordStore.WriteAsync(
            async connection =>
            {
                await connection.ExecuteAsync("INSERT INTO settings (name, value, changed_at) VALUES ('half', 'x', 0)", stop.Token);
                await stop.CancelAsync();
                return await connection.ExecuteAsync("INSERT INTO settings (name, value, changed_at) VALUES ('whole', 'x', 0)", stop.Token);
            },
            stop.Token));

        Assert.Equal(0L, await engine.RecordStore.ReadAsync(c => c.ScalarAsync<long>("SELECT count(*) FROM settings", default), default));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task Several_processes_that_open_a_fresh_store_at_once_all_work_in_it(StoreKind kind)
    {
        await using var place = await StorePlace.CreateAsync(kind);
        var workers = new List<Worker>();
        try
        {
            for (var i = 0; i < 6; i++)
            {
                workers.Add(await Worker.StartAsync("set-setting", ("store", place.Path), ("name", "RecycleBin.ExpiryHours"), ("value", $"{i + 1}")));
            }
            foreach (var worker in workers)
            {
                worker.Go();
            }
            foreach (var worker in workers)
            {
                var code = await worker.EndAsync();
                Assert.True(code == 0, string.Join('\n', worker.Lines));
            }
        }
        finally
        {
            foreach (var worker in workers)
            {
                await worker.DisposeAsync();
            }
        }
        Assert.Contains((await place.Open().Settings.GetAsync("RecycleBin.ExpiryHours", default)).Value, Enumerable.Range(1, 6).Select(i => $"{i}"));
    }

    private CloudEngine Open() => CloudEngine.Open(new CloudEngineOptions { StorePath = _folder.File("records.db") });

    /// <summary>A disk of a given size over a folder; root only.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly string _folder;

        public SmallDisk(string folder, string size)
        {
            _folder = folder;
            Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder);
        }

        public void Remount(string how) => Run("mount", "-o", $"remount,{how}", _folder);

        public void Dispose()
        {
            SqliteConnection.ClearAllPools();
            Run("umount", "-l", _folder);
        }

        private static void Run(string program, params string[] arguments)
        {
            using var process = Process.Start(program, arguments);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
    }
}
