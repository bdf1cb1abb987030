using System.Net;
using System.Net.Sockets;
using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;
using ZStackVCenter.Vim.Sessions;
using ZStackVCenter.Vim.Transport;

namespace ZStackVCenter.Vim.Tests;

public sealed class ConnectionTests(VCenterFixture fixture) : IClassFixture<VCenterFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly SimulatedVCenter _server = fixture.VCenter;

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_rejected_with_the_thumbprint_to_pin()
    {
        var e = Assert.IsType<VimCertificateException>(await FailsAsync(_server.Uri));
        Assert.Equal(_server.Sha256.Replace(":", "", StringComparison.Ordinal), e.Certificate.Sha256Thumbprint, ignoreCase: true);
        Assert.Equal(_server.Thumbprint.Replace(":", "", StringComparison.Ordinal), e.Certificate.Sha1Thumbprint, ignoreCase: true);
        Assert.Contains(e.Certificate.Sha256Thumbprint, e.Message, StringComparison.Ordinal);
        Assert.Contains("issuer is not trusted", e.Certificate.Reason, StringComparison.Ordinal);
        Assert.True(e.Certificate.NotAfter > DateTime.UtcNow);
        Assert.NotEmpty(e.Certificate.Subject);
    }

    [Fact]
    public async Task A_certificate_is_accepted_by_either_thumbprint()
    {
        foreach (var thumbprint in new[] { _server.Sha256, _server.Thumbprint })
        {
            await using var client = await VimClient.ConnectAsync(_server.Uri, new VimClientOptions { Certificates = CertificatePolicy.Pin(thumbprint) });
            Assert.Equal(_server.InstanceUuid, client.About.InstanceUuid);
        }
    }

    [Fact]
    public async Task Another_certificate_than_the_pinned_one_is_rejected()
    {
        var e = await FailsAsync(_server.Uri, new VimClientOptions { Certificates = CertificatePolicy.Pin(new string('A', 64)) });
        Assert.Contains("pinned", Assert.IsType<VimCertificateException>(e).Certificate.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_certificate_is_accepted_when_one_says_so()
    {
        await using var client = await VimClient.ConnectAsync(_server.Uri, new VimClientOptions { Certificates = CertificatePolicy.AcceptAny });
        Assert.Equal(_server.InstanceUuid, client.About.InstanceUuid);
    }

    [Fact]
    public async Task A_name_without_an_address_is_said_to_have_none() =>
        Assert.Equal(VimTransportError.HostNotFound, (await FailsAsync(new Uri("https://no-such-host.invalid"))).Error);

    [Fact]
    public async Task A_closed_port_is_said_to_be_closed()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var e = await FailsAsync(new Uri($"https://127.0.0.1:{port}"));
        Assert.Equal(VimTransportError.Refused, e.Error);
        Assert.Contains($"{port}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_to_an_https_port_is_said_to_be_that()
    {
        var e = await FailsAsync(new UriBuilder(_server.Uri) { Scheme = "http" }.Uri);
        Assert.Equal(VimTransportError.HttpsExpected, e.Error);
    }

    [Fact]
    public async Task A_redirection_to_https_is_said_to_be_that()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        proxy.On("*", Weather.Custom((exchange, _, _) =>
        {
            exchange.Answer = new ProxyAnswer { Status = 301, Headers = [("Location", "https://vcenter.example.com/sdk")], Body = [] };
            return Task.CompletedTask;
        }));
        Assert.Equal(VimTransportError.HttpsExpected, (await FailsAsync(proxy.Uri)).Error);
    }

    [Fact]
    public async Task Https_to_an_http_port_is_said_to_be_that()
    {
        await using var plain = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Tls = false });
        var e = await FailsAsync(new UriBuilder(plain.Uri) { Scheme = "https" }.Uri);
        Assert.Equal(VimTransportError.TlsFailed, e.Error);
        Assert.Contains("plain HTTP", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_is_reached_through_a_proxy()
    {
        await using var plain = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Tls = false });
        // To a proxy a plain request is the same request with the whole address in it, which the simulator serves too.
        var options = new VimClientOptions { Proxy = new WebProxy(new Uri($"http://127.0.0.1:{plain.Port}")) };
        await using var client = await VimClient.ConnectAsync(new Uri("http://vcenter.invalid/sdk"), options);
        Assert.Equal(plain.InstanceUuid, client.About.InstanceUuid);
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_said_to_be_the_reason()
    {
        await using var plain = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Tls = false });
        var options = new VimClientOptions { Proxy = new WebProxy(new Uri($"http://127.0.0.1:{plain.Port}")) };
        Assert.Equal(VimTransportError.Proxy, (await FailsAsync(new Uri("https://vcenter.invalid/sdk"), options)).Error);
    }

    [Fact]
    public async Task Every_call_is_traced_and_no_line_holds_the_password()
    {
        var lines = new List<string>();
        var options = new VimClientOptions { Trace = r => { lock (lines) { lines.Add(r.ToString()); } } };
        await using (var client = await _server.ConnectAsync(options: options))
        {
            await client.Properties.ReadAsync(client.Content.RootFolder, "name");
        }

        Assert.Contains(lines, l => l.StartsWith("Login(SessionManager)", StringComparison.Ordinal) && l.EndsWith("ok", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("RetrievePropertiesEx", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("Logout", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains(_server.Password, StringComparison.Ordinal));
        Assert.DoesNotContain(_server.Password, new VimCredential("user", _server.Password).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_idle_session_is_kept_alive()
    {
        await using var server = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { SessionIdle = TimeSpan.FromSeconds(2) });
        await using var client = await server.ConnectAsync(options: new VimClientOptions { KeepAlive = TimeSpan.FromSeconds(0.5) });
        await Task.Delay(TimeSpan.FromSeconds(4));
        Assert.NotNull(await client.Session.ReadCurrentAsync());
        Assert.Equal(0, client.Session.Generation);
    }

    private static async Task<VimTransportException> FailsAsync(Uri uri, VimClientOptions? options = null) =>
        await Assert.ThrowsAnyAsync<VimTransportException>(() => VimClient.ConnectAsync(uri, options).WaitAsync(Limit));
}
