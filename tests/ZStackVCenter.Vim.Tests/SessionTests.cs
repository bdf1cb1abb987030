using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Sessions;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tests;

public sealed class SessionTests(VCenterFixture fixture) : IClassFixture<VCenterFixture>
{
    private readonly SimulatedVCenter _server = fixture.VCenter;

    [Fact]
    public async Task A_client_learns_what_the_server_is_before_anyone_logs_in()
    {
        await using var client = await _server.ConnectAsync(login: false);
        Assert.Equal("VirtualCenter", client.About.ApiType);
        Assert.Equal(_server.InstanceUuid, client.About.InstanceUuid);
        Assert.NotEmpty(client.About.FullName);
    }

    [Fact]
    public async Task A_login_gives_a_session_and_a_logout_ends_it()
    {
        await using var client = await _server.ConnectAsync();
        Assert.NotNull(await client.Session.ReadCurrentAsync());
        var cookie = Assert.IsType<string>(client.Session.Cookie);
        await client.Session.LogoutAsync();
        await using var other = await _server.ConnectAsync(login: false);
        Assert.Null(await other.Session.ResumeAsync(cookie));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_in_the_servers_words_and_is_not_repeated_in_them()
    {
        await using var client = await _server.ConnectAsync(login: false);
        var e = await Assert.ThrowsAsync<VimFaultException>(() => client.Session.LoginAsync(_ => new(new VimCredential(_server.User, "not-the-password"))));
        Assert.IsType<InvalidLogin>(e.Fault);
        Assert.DoesNotContain("not-the-password", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_is_taken_over_by_its_cookie_and_outlives_the_one_who_took_it()
    {
        await using var client = await _server.ConnectAsync();
        await using (var other = await _server.ConnectAsync(login: false))
        {
            var user = await other.Session.ResumeAsync(client.Session.Cookie!);
            Assert.Equal(client.Session.User!.Key, user!.Key);
        }

        Assert.NotNull(await client.Session.ReadCurrentAsync());
    }
}
