using System.Net;

namespace ZStackVCenter.Testing.Faults;

/// <summary>The server behind the proxy.</summary>
internal sealed class Upstream : IDisposable
{
    // Hop-by-hop headers (RFC 9110 §7.6.1) and those that the proxy writes itself.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Content-Length", "Expect", "Host", "Date",
    };

    private readonly HttpClient _http;
    private readonly Uri _address;

    public Upstream(Uri address)
    {
        _address = address;
        SocketsHttpHandler handler = new()
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            // The server behind is a test's own, with a certificate that nobody signed.
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<ProxyAnswer> SendAsync(ProxyRequest request, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = new(new HttpMethod(request.Verb), new Uri(_address, request.Target));
        if (request.Body.Length > 0)
        {
            message.Content = new ByteArrayContent(request.Body);
        }

        foreach ((string name, string value) in request.Headers.Where(h => !Own.Contains(h.Name)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        try
        {
            using HttpResponseMessage response = await _http.SendAsync(message, cancellationToken);
            return new ProxyAnswer
            {
                Status = (int)response.StatusCode,
                Headers = [.. response.Headers.Concat(response.Content.Headers)
                    .Where(h => !Own.Contains(h.Key)).SelectMany(h => h.Value.Select(v => (h.Key, v)))],
                Body = await response.Content.ReadAsByteArrayAsync(cancellationToken),
            };
        }
        catch (HttpRequestException failure)
        {
            // The server behind is gone: the client must see a broken connection, not an answer of ours.
            throw new IOException("The server behind the proxy does not answer.", failure);
        }
    }

    public void Dispose() => _http.Dispose();
}
