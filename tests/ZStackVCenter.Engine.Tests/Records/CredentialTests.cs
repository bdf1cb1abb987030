using System.Net;
using System.Text;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records.Secrets;
using ZStackVCenter.Engine.Records.Store;
using ZStackVCenter.Engine.Tests.Support;

namespace ZStackVCenter.Engine.Tests.Records;

/// <summary>Saved credentials.</summary>
public sealed class CredentialTests : IDisposable
{
    private const string Password = "p4ss-wörd-😀-\"\\";

    private readonly TemporaryFolder _folder = new();

    private string KeyPath => _folder.File(KeyFile.Name);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_saved_credential_is_read_by_the_next_process()
    {
        var lab = await SaveAsync(Open());
        var engine = Open();

        var read = await new CredentialStore(engine.RecordStore).ReadCredentialAsync(lab, default);

        Assert.Equal(("root", Password, "corp"), (read!.UserName, read.Password, read.Domain));
        Assert.True((await engine.VCenters.ListAsync(default))[0].HasSavedCredential);
    }

    [Fact]
    public async Task Nothing_of_it_stands_in_the_clear()
    {
        var traces = new List<string>();
        await using (var engine = Open(traces.Add))
        {
            await SaveAsync(engine);
            await engine.Store.BackupAsync(_folder.File("copy.db"), false, default);
        }
        Assert.Contains(Directory.GetFiles(_folder.Path), file => file.EndsWith("copy.db", StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(_folder.Path))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("p4ss-w")));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("p4ss-w")));
        }
        Assert.DoesNotContain(traces, line => line.Contains("p4ss", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_credential_saved_anew_replaces_the_earlier_one_and_a_removed_one_is_none()
    {
        var engine = Open();
        var lab = await SaveAsync(engine);
        var store = new CredentialStore(engine.RecordStore);
        await SetAsync(engine, lab, new NetworkCredential("root", "second"));
        Assert.Equal("second", (await store.ReadCredentialAsync(lab, default))!.Password);
        await store.RemoveCredentialAsync(lab, default);
        Assert.Null(await store.ReadCredentialAsync(lab, default));
        await store.RemoveCredentialAsync(lab, default);
    }

    [Fact]
    public async Task The_key_is_its_owners_alone_and_refused_when_others_may_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        var engine = Open();
        var lab = await SaveAsync(engine);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var refusal = await UnavailableAsync(engine, lab);

        Assert.Contains("mode 440", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("chmod 600", refusal.RecommendedAction, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ZsException>(() => SetAsync(engine, lab, new NetworkCredential("a", "b")));
        Assert.Single(await engine.VCenters.ListAsync(default));
    }

    [Fact]
    public async Task With_a_lost_key_it_is_unavailable_until_it_is_saved_anew()
    {
        var engine = Open();
        var lab = await SaveAsync(engine);
        File.Delete(KeyPath);

        await UnavailableAsync(engine, lab);
        Assert.False((await engine.VCenters.ListAsync(default))[0].HasSavedCredential);

        var store = new CredentialStore(engine.RecordStore);
        await SetAsync(engine, lab, new NetworkCredential("root", "second"));
        Assert.Equal("second", (await store.ReadCredentialAsync(lab, default))!.Password);
    }

    [Fact]
    public async Task A_credential_moved_to_another_vcenters_row_or_changed_does_not_open()
    {
        var engine = Open();
        var lab = await SaveAsync(engine);
        var evil = await new Rows(engine).VCenterAsync("evil");
        await SqlAsync(engine, "UPDATE secrets SET vcenter_id = @evil", ("evil", evil));
        await UnavailableAsync(engine, evil);
        await SqlAsync(engine, "UPDATE secrets SET vcenter_id = @lab", ("lab", lab));
        Assert.NotNull(await new CredentialStore(engine.RecordStore).ReadCredentialAsync(lab, default));
        await SqlAsync(engine, "UPDATE secrets SET sealed = @box", ("box", new byte[5]));
        await UnavailableAsync(engine, lab);
    }

    [Fact]
    public async Task A_key_file_that_holds_no_key_is_refused()
    {
        var engine = Open();
        var lab = await SaveAsync(engine);
        await using (var key = new FileStream(KeyPath, FileMode.Open, FileAccess.Write))
        {
            key.SetLength(7);
        }
        Assert.Contains("does not hold a key", (await UnavailableAsync(engine, lab)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_who_make_the_key_at_once_get_the_same_one()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        using var start = new ManualResetEventSlim();
        var keys = Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.Wait();
                return KeyFile.In(_folder.Path).Open().Id;
            },
            default, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        start.Set();

        Assert.Single((await Task.WhenAll(keys)).Distinct());
        Assert.Equal([KeyPath], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task In_a_shared_database_each_user_has_a_credential_of_their_own()
    {
        await using var place = await StorePlace.CreateAsync(StoreKind.PostgreSql);
        var engine = place.Open();
        var lab = await new Rows(engine).VCenterAsync("lab");
        await SqlAsync(engine, "INSERT INTO secrets VALUES (@lab, 'credential', 'aes-somebody', @box, 1)", ("lab", lab), ("box", new byte[64]));
        Assert.Contains("another user", (await UnavailableAsync(engine, lab)).Message, StringComparison.Ordinal);

        await new CredentialStore(engine.RecordStore).RemoveCredentialAsync(lab, default);

        Assert.Equal(1L, await engine.RecordStore.ReadAsync(c => c.ScalarAsync<long>("SELECT count(*) FROM secrets", default), default));
    }

    private CloudEngine Open(Action<string>? trace = null) => CloudEngine.Open(new CloudEngineOptions { StorePath = _folder.File("records.db"), Trace = trace });

    private static async Task<Guid> SaveAsync(CloudEngine engine)
    {
        var lab = await new Rows(engine).VCenterAsync("lab");
        await SetAsync(engine, lab, new NetworkCredential("root", Password, "corp"));
        return lab;
    }

    private static Task<ZsVCenter> SetAsync(CloudEngine engine, Guid vCenter, NetworkCredential credential) =>
        engine.VCenters.SetAsync(vCenter, new VCenterChange { Credential = credential }, Caller.Module, default);

    private static async Task<ZsException> UnavailableAsync(CloudEngine engine, Guid vCenter)
    {
        var refusal = await Assert.ThrowsAsync<ZsException>(() => new CredentialStore(engine.RecordStore).ReadCredentialAsync(vCenter, default));
        Assert.Equal(ZsErrorId.SecretUnavailable, refusal.ErrorId);
        return refusal;
    }

    private static Task<int> SqlAsync(CloudEngine engine, string sql, params (string, object?)[] parameters) =>
        engine.RecordStore.WriteAsync(connection => connection.ExecuteAsync(sql, default, parameters), default);
}
