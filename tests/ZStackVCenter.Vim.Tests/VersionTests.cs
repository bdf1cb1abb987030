using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;
using ZStackVCenter.Vim.Sessions;

namespace ZStackVCenter.Vim.Tests;

public sealed class VersionTests(VersionTests.Plain fixture) : IClassFixture<VersionTests.Plain>
{
    private readonly SimulatedVCenter _server = fixture.VCenter;

    [Theory]
    [InlineData("5.5", "5.5", "5.1", "5.0", "4.1", "4.0", "2.5u2")]
    [InlineData("6.0", "6.0", "5.5", "5.1")]
    [InlineData("6.5", "6.5", "6.0", "5.5")]
    [InlineData("6.7.3", "6.7.3", "6.7.2", "6.7", "6.5")]
    [InlineData("7.0.3.0", "7.0.3.0", "7.0.2.0", "6.9.1", "6.7.3")]
    [InlineData("8.0.2.0", "8.0.2.0", "8.0.1.0", "8.0.0.1", "7.0.3.0")]
    [InlineData("8.0.3.0", "9.9.0.0", "9.0.0.0", "8.0.3.0", "8.0.2.0")]
    [InlineData("9.0.0.0", "9.9.0.0", "9.0.0.0")]
    public async Task The_newest_version_that_both_know_is_spoken(string expected, string newest, params string[] prior)
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        proxy.On("GET /sdk/vimServiceVersions.xml", Weather.ServiceVersions(newest, prior));
        await using var client = await _server.ConnectAsync(proxy.Uri, login: false);
        Assert.Equal(expected, client.Version);
    }

    [Fact]
    public async Task The_version_is_in_the_action_of_every_call()
    {
        var actions = new List<string?>();
        await using var proxy = FaultProxy.Start(_server.Uri);
        proxy.On("GET /sdk/vimServiceVersions.xml", Weather.ServiceVersions("7.0.3.0", "6.7"));
        proxy.On("RetrieveServiceContent", Weather.Custom((exchange, next, _) =>
        {
            actions.AddRange(exchange.Request.Headers.Where(h => h.Name.Equals("SOAPAction", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value));
            return next();
        }));
        await using var client = await _server.ConnectAsync(proxy.Uri, login: false);
        Assert.Equal("\"urn:vim25/7.0.3.0\"", Assert.Single(actions));
    }

    [Fact]
    public async Task A_server_without_the_list_is_spoken_to_as_the_oldest()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        proxy.On("GET /sdk/vimServiceVersions.xml", Weather.Html(404));
        await using var client = await _server.ConnectAsync(proxy.Uri, login: false);
        Assert.Equal(ServiceVersions.Oldest, client.Version);
        Assert.Equal("VirtualCenter", client.About.ApiType);
    }

    [Fact]
    public async Task An_esxi_host_says_that_it_is_one()
    {
        await using var server = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Esx = true });
        await using var client = await server.ConnectAsync(login: false);
        Assert.Equal("HostAgent", client.About.ApiType);
    }

    public sealed class Plain : VCenterFixture
    {
        protected override SimulatedVCenterOptions Options => new() { Tls = false };
    }
}
