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

/// <summary>HTTP and HTTPS from a machine.</summary>
public static class Browser
{
    /// <summary>Gets a page over a connection of its own, whatever the certificate is.</summary>
    /// <exception cref="HttpRequestException">No page.</exception>
    public static async Task<Page> BrowseAsync(this Machine machine, Uri page, string? from = null)
    {
        string shown = string.Empty;
        using SocketsHttpHandler handler = new()
        {
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
                    shown = (certificate as X509Certificate2)?.GetCertHashString(HashAlgorithmName.SHA256) ?? string.Empty;
                    return certificate is not null;
                },
            },
        };
        using HttpClient client = new(handler) { Timeout = Client.Patience };
        string[] lines = (await client.GetStringAsync(page)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new Page(lines[0], lines[1..], shown);
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
