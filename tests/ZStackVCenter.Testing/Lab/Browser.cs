using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZStackVCenter.Testing.Lab;

/// <summary>A page as a machine got it.</summary>
/// <param name="Server">The name of the <see cref="WebServer"/> that answered.</param>
/// <param name="Request">The request as it came to the server, line by line.</param>
/// <param name="Certificate">The SHA-256 fingerprint of the certificate that was shown, in hexadecimal; empty over HTTP.</param>
public sealed record Page(string Server, IReadOnlyList<string> Request, string Certificate);

/// <summary>A page that is on its way, and its connection; it comes for as long as this lives.</summary>
public sealed class EndlessPage(string server, HttpClient client, StreamReader body) : IDisposable
{
    /// <summary>The name of the <see cref="WebServer"/> that it comes from.</summary>
    public string Server => server;

    /// <inheritdoc/>
    public void Dispose()
    {
        body.Dispose();
        client.Dispose();
    }
}

/// <summary>HTTP and HTTPS from a machine.</summary>
public static class Browser
{
    /// <summary>Gets a page over a connection of its own, whatever the certificate is.</summary>
    /// <exception cref="HttpRequestException">No page.</exception>
    public static async Task<Page> BrowseAsync(this Machine machine, Uri page, string? from = null)
    {
        string shown = string.Empty;
        using HttpClient client = Open(machine, from, certificate => shown = certificate);
        string[] lines = (await client.GetStringAsync(page)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new Page(lines[0], lines[1..], shown);
    }

    /// <summary>Begins to get the page of a <see cref="WebServer"/> that has no end, over a connection of its own.</summary>
    /// <exception cref="HttpRequestException">No page.</exception>
    public static async Task<EndlessPage> HoldAsync(this Machine machine, Uri page)
    {
        HttpClient client = Open(machine, null, _ => { });
        try
        {
            using CancellationTokenSource limit = new(Client.Patience);
            StreamReader body = new(await client.GetStreamAsync(page, limit.Token));
            return new EndlessPage(await body.ReadLineAsync(limit.Token) ?? throw new HttpRequestException("The answer is empty."), client, body);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static HttpClient Open(Machine machine, string? from, Action<string> onCertificate)
    {
        SocketsHttpHandler handler = new()
        {
            // Who has enough of a page goes away, and waits for no more of it.
            ResponseDrainTimeout = TimeSpan.Zero,
            ConnectCallback = async (context, _) =>
            {
                Socket socket = await machine.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, from);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    // Whether it is the right one is for the test to say.
                    onCertificate((certificate as X509Certificate2)?.GetCertHashString(HashAlgorithmName.SHA256) ?? string.Empty);
                    return certificate is not null;
                },
            },
        };
        return new HttpClient(handler) { Timeout = Client.Patience };
    }

    /// <summary>Gets a page, or null where there is none yet: a load balancer says 503 until its backends are in.</summary>
    public static async Task<Page?> BrowseOrNothingAsync(this Machine machine, Uri page, string? from = null)
    {
        try
        {
            return await machine.BrowseAsync(page, from);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
