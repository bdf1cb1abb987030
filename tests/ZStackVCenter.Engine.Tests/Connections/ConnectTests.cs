using System.Net;
using System.Net.Sockets;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records.Secrets;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Engine.Tests.Connections;

/// <summary>Each way in which connecting can fail is one error with its id, and leaves no record and no session.</summary>
public sealed class ConnectTests(VCenterFixture fixture) : IClassFixture<VCenterFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(2);

    private SimulatedVCenter VCenter => fixture.VCenter;

    public static TheoryData<string, string> Weathers => new()
    {
        { "html", ZsErrorId.NotVSphere },
        { "json", ZsErrorId.NotVSphere },
        { "garbage", ZsErrorId.ProtocolError },
        { "cut", ZsErrorId.ProtocolError },
        { "hang", ZsErrorId.VCenterTimeout },
        { "starting", ZsErrorId.VCenterUnreachable },
        { "redirect", ZsErrorId.ProtocolMismatch },
    };

    [Fact]
    public async Task A_credential_that_cannot_be_saved_leaves_no_vCenter_and_no_session()
    {
        await using var cloud = new Cloud();
        // No key: nothing can be sealed with it.
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(cloud.Store)!, KeyFile.Name), "spoilt");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(Path.GetDirectoryName(cloud.Store)!, KeyFile.Name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        var sessions = await VCenter.Control.SessionCountAsync();
        var request = Bench.Request(VCenter) with { SaveCredential = true };

        var e = await Assert.ThrowsAsync<ZsException>(() => cloud.Engine.VCenters.ConnectAsync(request, Caller.Module, CancellationToken.None));

        Assert.Equal(ZsErrorId.SecretUnavailable, e.ErrorId);
        Assert.Empty(await cloud.Engine.VCenters.ListAsync(CancellationToken.None));
        Assert.Equal(sessions, await VCenter.Control.SessionCountAsync());
    }

    [Theory, MemberData(nameof(Weathers))]
    public async Task What_answers_badly_is_one_clear_error(string weather, string id)
    {
        await using var proxy = FaultProxy.Start(VCenter.Uri);
        proxy.On("*", weather switch
        {
            "html" => Weather.Html(),
            "json" => Weather.Answer(404, "application/json", "{}"),
            "garbage" => Weather.Garbage(),
            "cut" => Weather.CutAfter(150),
            "hang" => Weather.Hang(),
            "starting" => Weather.Answer(503, "text/plain", "starting"),
            _ => Weather.Custom((exchange, _, _) =>
            {
                exchange.Answer = new ProxyAnswer { Status = 301, Headers = [("Location", "https://vcenter.example.com/")], Body = [] };
                return Task.CompletedTask;
            }),
        });
        var e = await FailsAsync(Bench.Request(VCenter, proxy.Uri) with { Timeout = Impatient });
        Assert.Equal(id, e.ErrorId);
        Assert.NotNull(e.RecommendedAction);
    }

    [Fact]
    public async Task A_wrong_password_fails_the_login_and_is_in_no_text()
    {
        var e = await FailsAsync(Bench.Request(VCenter) with { Credential = new NetworkCredential(VCenter.User, "wrong-secret") });
        Assert.Equal(ZsErrorId.LoginFailed, e.ErrorId);
        Assert.DoesNotContain("wrong-secret", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_host_and_a_closed_port_cannot_be_reached()
    {
        Assert.Equal(ZsErrorId.VCenterUnreachable, (await FailsAsync(Bench.Request(VCenter) with { Server = "no-such-host.invalid" })).ErrorId);
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var e = await FailsAsync(Bench.Request(VCenter) with { Port = port });
        Assert.Equal(ZsErrorId.VCenterUnreachable, e.ErrorId);
        Assert.Contains($"{port}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_rejected_with_the_thumbprint_to_pin()
    {
        var e = await FailsAsync(Bench.Request(VCenter) with { SkipCertificateCheck = null });
        Assert.Equal(ZsErrorId.CertificateRejected, e.ErrorId);
        var thumbprint = VCenter.Sha256.Replace(":", "", StringComparison.Ordinal);
        Assert.Contains(thumbprint, e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("-Thumbprint " + thumbprint, e.RecommendedAction, StringComparison.OrdinalIgnoreCase);

        await using var bench = new Bench();
        var lab = await bench.VCenters.ConnectAsync(Bench.Request(VCenter) with { SkipCertificateCheck = null, Thumbprint = VCenter.Thumbprint }, Caller.Module, CancellationToken.None);
        Assert.Equal(ZsStatus.Connected, lab.Status);
    }

    [Fact]
    public async Task The_wrong_protocol_is_said_to_be_that()
    {
        Assert.Equal(ZsErrorId.ProtocolMismatch, (await FailsAsync(Bench.Request(VCenter) with { Protocol = ZsProtocol.Http })).ErrorId);
        await using var plain = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Tls = false });
        Assert.Equal(ZsErrorId.ProtocolMismatch, (await FailsAsync(Bench.Request(plain) with { Protocol = ZsProtocol.Https })).ErrorId);
    }

    [Fact]
    public async Task A_host_and_a_vCenter_too_old_are_refused_in_words()
    {
        await using var host = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Esx = true });
        var e = await FailsAsync(Bench.Request(host));
        Assert.Equal(ZsErrorId.NotVCenter, e.ErrorId);
        Assert.Contains("ESXi host", e.Message, StringComparison.Ordinal);

        await using var old = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { ApiVersion = "5.1", Version = "5.1.0" });
        e = await FailsAsync(Bench.Request(old));
        Assert.Equal(ZsErrorId.VersionNotSupported, e.ErrorId);
        Assert.Contains("5.1", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5.5")]
    [InlineData("6.7.3")]
    [InlineData("8.0.2.0")]
    [InlineData("12.0.0.0")]
    public async Task Every_version_from_the_oldest_supported_on_is_taken(string version)
    {
        await using var server = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { ApiVersion = version });
        await using var bench = new Bench();
        Assert.Equal(version, (await bench.ConnectAsync(server)).ApiVersion);
    }

    [Fact]
    public async Task The_same_vCenter_under_two_names_is_refused()
    {
        await using var bench = new Bench();
        await bench.ConnectAsync(VCenter, name: "lab");
        var e = await Assert.ThrowsAsync<ZsException>(() => bench.ConnectAsync(VCenter, name: "other"));
        Assert.Equal(ZsErrorId.VCenterExists, e.ErrorId);
        Assert.Contains("'lab'", e.Message, StringComparison.Ordinal);
        Assert.Equal("lab", Assert.Single(await bench.VCenters.ListAsync(CancellationToken.None)).Name);
    }

    [Fact]
    public async Task Another_vCenter_at_a_known_address_is_refused()
    {
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(VCenter);
        await using var other = await SimulatedVCenter.StartAsync();
        var e = await Assert.ThrowsAsync<ZsException>(() => bench.VCenters.ConnectAsync(Bench.Request(other) with { VCenterId = lab.Id }, Caller.Module, CancellationToken.None));
        Assert.Equal(ZsErrorId.VCenterDiffers, e.ErrorId);
    }

    [Fact]
    public async Task A_session_ends_with_its_connection()
    {
        await using var server = await SimulatedVCenter.StartAsync();
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(server);
        Assert.Equal(1, await server.Control.SessionCountAsync());
        Assert.True(await bench.VCenters.DisconnectAsync(lab.Id));
        Assert.Equal(0, await server.Control.SessionCountAsync());
        Assert.Equal(ZsErrorId.NotConnected, (await Assert.ThrowsAsync<ZsException>(() => bench.SyncAsync(lab))).ErrorId);
    }

    [Fact]
    public async Task Cancelling_ends_the_attempt()
    {
        await using var proxy = FaultProxy.Start(VCenter.Uri);
        proxy.On("*", Weather.Hang());
        await using var bench = new Bench();
        using var stop = new CancellationTokenSource();
        var attempt = bench.VCenters.ConnectAsync(Bench.Request(VCenter, proxy.Uri) with { Timeout = Limit * 2 }, Caller.Module, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => attempt.WaitAsync(Limit));
    }

    private static async Task<ZsException> FailsAsync(ConnectRequest request)
    {
        await using var bench = new Bench();
        var e = await Assert.ThrowsAsync<ZsException>(() => bench.VCenters.ConnectAsync(request, Caller.Module, CancellationToken.None).WaitAsync(Limit));
        Assert.Empty(await bench.VCenters.ListAsync(CancellationToken.None));
        Assert.Empty(bench.VCenters.Sessions.Connected);
        return e;
    }
}
