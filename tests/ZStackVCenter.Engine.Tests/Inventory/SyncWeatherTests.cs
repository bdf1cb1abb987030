using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Engine.Tests.Inventory;

/// <summary>Bad weather while an inventory is read: one clear error with its id, and the records as before.</summary>
public sealed class SyncWeatherTests(SyncWeatherTests.Paged fixture) : IClassFixture<SyncWeatherTests.Paged>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(3);

    private SimulatedVCenter VCenter => fixture.VCenter;

    public static TheoryData<string, string> Weathers => new()
    {
        { "html", ZsErrorId.NotVSphere },
        { "cut", ZsErrorId.ProtocolError },
        { "reset", ZsErrorId.ProtocolError },
        { "garbage", ZsErrorId.ProtocolError },
        { "huge", ZsErrorId.ProtocolError },
        { "hang", ZsErrorId.VCenterTimeout },
        { "fault", ZsErrorId.VCenterFault },
        { "denied", ZsErrorId.PermissionDenied },
        { "starting", ZsErrorId.VCenterUnreachable },
    };

    [Theory, MemberData(nameof(Weathers))]
    public async Task A_page_that_comes_badly_changes_nothing(string weather, string id)
    {
        await using var proxy = FaultProxy.Start(VCenter.Uri);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(VCenter, proxy.Uri, timeout: Impatient);
        await bench.SyncAsync(lab);
        var before = bench.Records.Rows;
        var reports = bench.Records.Reports.Count;

        proxy.On("ContinueRetrievePropertiesEx", weather switch
        {
            "html" => Weather.Html(),
            "cut" => Weather.CutAfter(600),
            "reset" => Weather.ResetAfter(600),
            "garbage" => Weather.Garbage(),
            "huge" => Weather.Soap($"<ContinueRetrievePropertiesExResponse xmlns=\"urn:vim25\"><returnval><objects><obj type=\"VirtualMachine\">vm-1</obj><propSet><name>name</name><val xsi:type=\"xsd:string\">{new string('x', 10 << 20)}</val></propSet></objects></returnval></ContinueRetrievePropertiesExResponse>"),
            "hang" => Weather.Hang(),
            "denied" => Weather.Fault("NoPermission", "Permission was denied.", "<object type=\"Folder\">group-d1</object><privilegeId>System.Read</privilegeId>"),
            "starting" => Weather.Answer(503, "text/plain", "starting"),
            _ => Weather.Fault("SystemError", "A general system error occurred.", "<reason>disk</reason>"),
        });
        var e = await Assert.ThrowsAsync<ZsException>(() => bench.SyncAsync(lab).WaitAsync(Limit));
        Assert.Equal(id, e.ErrorId);
        Assert.Contains("lab", e.Message, StringComparison.Ordinal);
        Assert.Same(before, bench.Records.Rows);
        Assert.Equal(reports, bench.Records.Reports.Count);

        proxy.Clear();
        var after = await bench.SyncAsync(lab);
        Assert.Equal((0, 0, 0), (after.Added, after.Changed, after.Removed));
    }

    [Fact]
    public async Task A_session_that_ends_between_two_pages_is_renewed_and_the_reading_begun_anew()
    {
        await using var server = await SimulatedVCenter.StartAsync(fixture.Settings);
        await using var proxy = FaultProxy.Start(server.Uri);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server, proxy.Uri);
        proxy.On("ContinueRetrievePropertiesEx", call: 3, Weather.First(_ => server.Control.TerminateSessionsAsync()));
        var report = await bench.SyncAsync(lab).WaitAsync(Limit);
        Assert.Equal(8, report.Counts.Single(c => c.Type == ZsResourceType.Vm).Total);
        Assert.Equal(2, proxy.Calls("Login"));
        Assert.Equal(1, await server.Control.SessionCountAsync());
    }

    [Fact]
    public async Task A_session_that_keeps_ending_is_said_to_and_changes_nothing()
    {
        await using var server = await SimulatedVCenter.StartAsync(fixture.Settings);
        await using var proxy = FaultProxy.Start(server.Uri);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server, proxy.Uri);
        proxy.On("ContinueRetrievePropertiesEx", Weather.First(_ => server.Control.TerminateSessionsAsync()));
        var e = await Assert.ThrowsAsync<ZsException>(() => bench.SyncAsync(lab).WaitAsync(Limit));
        Assert.Equal(ZsErrorId.SessionExpired, e.ErrorId);
        Assert.Empty(bench.Records.Rows);
    }

    [Fact]
    public async Task Unknown_types_and_elements_are_stepped_over()
    {
        await using var proxy = FaultProxy.Start(VCenter.Uri);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(VCenter, proxy.Uri);
        foreach (var method in new[] { "RetrievePropertiesEx", "ContinueRetrievePropertiesEx" })
        {
            proxy.On(method, Weather.Rewrite("<key>(\\d+)</key>", "<quantum><spin>up</spin></quantum><key>$1</key>"));
            proxy.On(method, Weather.Rewrite("\"VirtualE1000\"", "\"VirtualHologramCard\""));
        }

        var report = await bench.SyncAsync(lab);
        Assert.Equal(8, report.Counts.Single(c => c.Type == ZsResourceType.Vm).Total);
        Assert.All(bench.Records.All<VmRow>(), vm => Assert.NotEmpty(vm.Devices!.Volumes));
    }

    [Fact]
    public async Task What_may_not_be_read_keeps_its_record_and_is_warned_of()
    {
        await using var proxy = FaultProxy.Start(VCenter.Uri);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(VCenter, proxy.Uri);
        await bench.SyncAsync(lab);
        var datastore = bench.Records.All<DatastoreRow>().First();

        const string Denied = "<fault><fault xsi:type=\"NoPermission\"><object type=\"Datastore\">datastore-1</object><privilegeId>System.Read</privilegeId></fault><localizedMessage>Not allowed.</localizedMessage></fault>";
        foreach (var method in new[] { "RetrievePropertiesEx", "ContinueRetrievePropertiesEx" })
        {
            proxy.On(method, Weather.Rewrite(
                $"(<obj type=\"Datastore\">{datastore.ManagedObjectId}</obj>).*?</objects>",
                $"$1<missingSet><path>summary.capacity</path>{Denied}</missingSet><missingSet><path>summary.freeSpace</path>{Denied}</missingSet></objects>"));
        }

        var report = await bench.SyncAsync(lab);
        Assert.Equal(0, report.Removed);
        Assert.Equal(datastore, bench.Records.All<DatastoreRow>().Single(d => d.ManagedObjectId == datastore.ManagedObjectId));
        Assert.Contains(report.Warnings, w => w.Contains(datastore.ManagedObjectId, StringComparison.Ordinal) && w.Contains("summary.capacity", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_disk_at_the_commit_leaves_the_records_as_they_were()
    {
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(VCenter);
        bench.Records.CommitFailure = new ZsException(ZsErrorId.StoreFull, ZsErrorCategory.ResourceUnavailable, "The disk is full.");
        Assert.Equal(ZsErrorId.StoreFull, (await Assert.ThrowsAsync<ZsException>(() => bench.SyncAsync(lab))).ErrorId);
        Assert.Empty(bench.Records.Rows);
        Assert.Empty(bench.Records.Reports);
    }

    [Fact]
    public async Task A_cancelled_synchronisation_changes_nothing()
    {
        await using var proxy = FaultProxy.Start(VCenter.Uri);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(VCenter, proxy.Uri);
        using var stop = new CancellationTokenSource();
        proxy.On("ContinueRetrievePropertiesEx", call: 4, Weather.First(async cancellationToken =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Sync.SyncAsync(lab.Id, null, null, stop.Token).WaitAsync(Limit));
        Assert.Empty(bench.Records.Rows);
    }

    public sealed class Paged : VCenterFixture
    {
        public SimulatedVCenterOptions Settings => Options;

        protected override SimulatedVCenterOptions Options => new() { Vms = 8, MaxObjects = 3, Tls = false };
    }
}
