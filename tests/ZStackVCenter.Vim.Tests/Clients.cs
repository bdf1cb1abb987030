using ZStackVCenter.Testing;
using ZStackVCenter.Vim.Sessions;
using ZStackVCenter.Vim.Transport;

namespace ZStackVCenter.Vim.Tests;

/// <summary>Clients of simulated servers.</summary>
internal static class Clients
{
    /// <summary>Connects to a server whose certificate is pinned.</summary>
    public static Task<VimClient> ConnectAsync(this SimulatedVCenter server, bool login = true, VimClientOptions? options = null) =>
        server.ConnectAsync(server.Uri, login, options);

    /// <summary>Connects to a server through an address in front of it.</summary>
    public static async Task<VimClient> ConnectAsync(this SimulatedVCenter server, Uri address, bool login = true, VimClientOptions? options = null)
    {
        options ??= new VimClientOptions();
        if (server.Sha256.Length > 0)
        {
            options = options with { Certificates = CertificatePolicy.Pin(server.Sha256) };
        }

        var client = await VimClient.ConnectAsync(address, options);
        if (login)
        {
            await client.Session.LoginAsync(_ => new(new VimCredential(server.User, server.Password)));
        }

        return client;
    }
}
