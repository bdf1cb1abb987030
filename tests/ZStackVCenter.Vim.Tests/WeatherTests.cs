using System.Net;
using System.Net.Sockets;
using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tests;

/// <summary>Each kind of bad weather is one clear error within its time-out.</summary>
public sealed class WeatherTests(WeatherTests.Paged fixture) : IClassFixture<WeatherTests.Paged>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly VimClientOptions Quick = new() { AnswerTimeout = TimeSpan.FromSeconds(1.5), PauseTimeout = TimeSpan.FromSeconds(1) };
    private readonly SimulatedVCenter _server = fixture.VCenter;

    [Fact]
    public async Task A_page_of_html_is_not_a_vsphere_service()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        proxy.On("*", Weather.Html());
        var e = await FailsAsync(() => VimClient.ConnectAsync(proxy.Uri));
        Assert.Equal(VimTransportError.NotVSphere, e.Error);
        Assert.Contains("text/html", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_another_program_is_not_a_vsphere_service()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        proxy.On("*", Weather.Answer(404, "application/json", "{}"));
        Assert.Equal(VimTransportError.NotVSphere, (await FailsAsync(() => VimClient.ConnectAsync(proxy.Uri))).Error);
    }

    [Fact]
    public async Task Garbage_is_malformed()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        proxy.On("RetrievePropertiesEx", Weather.Garbage());
        Assert.Equal(VimTransportError.Malformed, (await FailsAsync(() => NamesAsync(client))).Error);
    }

    [Fact]
    public async Task A_page_cut_in_the_middle_is_truncated()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        proxy.On("ContinueRetrievePropertiesEx", call: 1, Weather.CutAfter(700));
        Assert.Equal(VimTransportError.Truncated, (await FailsAsync(() => NamesAsync(client))).Error);
    }

    [Fact]
    public async Task A_page_reset_in_the_middle_is_truncated()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        proxy.On("ContinueRetrievePropertiesEx", call: 1, Weather.ResetAfter(700));
        Assert.Contains((await FailsAsync(() => NamesAsync(client))).Error, new[] { VimTransportError.Truncated, VimTransportError.Reset });
    }

    [Fact]
    public async Task A_read_whose_connection_broke_before_the_answer_is_sent_again()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        proxy.On("RetrievePropertiesEx", call: 1, Weather.ResetAfter(0));
        Assert.Equal(9, (await NamesAsync(client)).Count);
    }

    [Fact]
    public async Task Ten_megabytes_of_one_element_are_too_much()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        proxy.On("RetrievePropertiesEx", Weather.Soap(
            $"<RetrievePropertiesExResponse xmlns=\"urn:vim25\"><returnval><objects><obj type=\"VirtualMachine\">vm-1</obj><propSet><name>name</name><val xsi:type=\"xsd:string\">{new string('x', 10 << 20)}</val></propSet></objects></returnval></RetrievePropertiesExResponse>"));
        Assert.Equal(VimTransportError.TooLarge, (await FailsAsync(() => NamesAsync(client))).Error);
    }

    [Fact]
    public async Task An_answer_longer_than_allowed_is_too_large()
    {
        await using var client = await _server.ConnectAsync(options: new VimClientOptions { LongestAnswer = 12_000 });
        var paths = new[] { "config", "summary", "runtime", "guest" };
        Assert.Equal(VimTransportError.TooLarge, (await FailsAsync(() => ReadAsync(client, paths))).Error);
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_within_the_time_out()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri, options: Quick);
        proxy.On("RetrievePropertiesEx", Weather.Hang());
        Assert.Equal(VimTransportError.TimedOut, (await FailsAsync(() => NamesAsync(client))).Error);
    }

    [Fact]
    public async Task An_answer_that_stops_in_the_middle_is_given_up_within_the_time_out()
    {
        using var server = new StallingServer();
        var e = await FailsAsync(() => VimClient.ConnectAsync(server.Uri, Quick));
        Assert.Equal(VimTransportError.TimedOut, e.Error);
        Assert.Contains("middle", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_while_the_answer_streams_ends_at_once()
    {
        using var server = new StallingServer();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => VimClient.ConnectAsync(server.Uri, cancellationToken: stop.Token).WaitAsync(Limit));
    }

    [Fact]
    public async Task A_session_that_ends_between_two_pages_is_said_so_and_renewed_for_the_next_reading()
    {
        await using var server = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Vms = 9, MaxObjects = 2 });
        await using var proxy = FaultProxy.Start(server.Uri);
        await using var client = await server.ConnectAsync(proxy.Uri);
        proxy.On("ContinueRetrievePropertiesEx", call: 2, Weather.First(_ => server.Control.TerminateSessionsAsync()));
        await Assert.ThrowsAsync<SessionLostException>(() => NamesAsync(client).WaitAsync(Limit));
        Assert.Equal(9, (await NamesAsync(client)).Count);
        Assert.Equal(2, proxy.Calls("Login"));
    }

    [Fact]
    public async Task An_expired_session_is_renewed_and_the_call_sent_again()
    {
        await using var server = await SimulatedVCenter.StartAsync();
        await using var client = await server.ConnectAsync();
        await server.Control.TerminateSessionsAsync();
        await using var view = await client.Views.CreateContainerViewAsync(null, ["HostSystem"]);
        Assert.Equal(1, client.Session.Generation);
    }

    [Fact]
    public async Task Properties_that_may_not_be_read_are_listed_with_the_reason()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        proxy.On("RetrievePropertiesEx", Weather.Rewrite(
            "<propSet><name>name</name>.*?</propSet>",
            "<missingSet><path>name</path><fault><fault xsi:type=\"NoPermission\"><object type=\"VirtualMachine\">vm-1</object><privilegeId>System.Read</privilegeId></fault><localizedMessage>Not allowed.</localizedMessage></fault></missingSet>"));
        var rows = await ReadAsync(client, ["name", "config.uuid"]);
        var missing = Assert.Single(rows[0].Missing);
        Assert.Equal("name", missing.Path);
        Assert.Equal("System.Read", Assert.IsType<NoPermission>(missing.Fault!.Fault).PrivilegeId);
        Assert.False(rows[0]["name"].IsSet);
        Assert.True(rows[0]["config.uuid"].IsSet);
    }

    [Fact]
    public async Task A_refusal_carries_the_faults_name_and_the_servers_words()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        proxy.On("RetrievePropertiesEx", Weather.Fault("QuantumFault", "The cat is both.", "<cat>1</cat>"));
        var e = await Assert.ThrowsAsync<VimFaultException>(() => client.Properties.ReadAsync(client.Content.RootFolder, "name"));
        Assert.Equal("QuantumFault", e.FaultName);
        Assert.Equal("The cat is both.", e.Words);
    }

    [Fact]
    public async Task A_service_that_is_not_available_is_said_to_be_so()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        proxy.On("*", Weather.Answer(503, "text/plain", "starting"));
        Assert.Equal(VimTransportError.Unavailable, (await FailsAsync(() => VimClient.ConnectAsync(proxy.Uri))).Error);
    }

    private static async Task<VimTransportException> FailsAsync(Func<Task> act) =>
        await Assert.ThrowsAnyAsync<VimTransportException>(() => act().WaitAsync(Limit));

    private static async Task<List<string?>> NamesAsync(VimClient client) => [.. (await ReadAsync(client, ["name"])).Select(r => r[0].Text)];

    private static async Task<List<ObjectRow>> ReadAsync(VimClient client, IReadOnlyList<string> paths)
    {
        await using var view = await client.Views.CreateContainerViewAsync(null, ["VirtualMachine"]);
        var rows = new List<ObjectRow>();
        await foreach (var row in client.Properties.RetrieveAsync(view.Reference, [new("VirtualMachine", [.. paths])]))
        {
            rows.Add(row);
        }

        return rows;
    }

    public sealed class Paged : VCenterFixture
    {
        protected override SimulatedVCenterOptions Options => new() { Vms = 9, MaxObjects = 2, Tls = false };
    }

    /// <summary>Begins an answer and never goes on.</summary>
    private sealed class StallingServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _held = [];
        private readonly Task _serving;

        public StallingServer()
        {
            _listener.Start();
            _serving = ServeAsync();
        }

        public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

        public void Dispose()
        {
            _listener.Stop();
            _held.ForEach(c => c.Dispose());
            Assert.True(_serving.Wait(Limit));
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    _held.Add(client);
                    await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n<?xml version=\"1.0\"?><namespaces><a>"u8.ToArray());
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
