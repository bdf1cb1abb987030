using System.Net;

namespace ZStackVCenter.Vim.Transport;

/// <summary>
/// Stands between the SOAP layer and the sockets: ties each request to its call, looks at what answers before anyone parses it,
/// and hands the body on as an <see cref="AnswerStream"/>.
/// </summary>
internal sealed class AnswerHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var scope = CallScope.Current ?? throw new InvalidOperationException("A request without a call.");
        request.Headers.TryAddWithoutValidation("User-Agent", scope.Options.UserAgent);
        scope.StartClock(scope.AnswerTimeout);
        try
        {
            var response = await base.SendAsync(request, scope.Token).ConfigureAwait(false);
            scope.StopClock();
            var stream = await response.Content.ReadAsStreamAsync(scope.Token).ConfigureAwait(false);
            scope.Answer = new AnswerStream(stream, scope);
            var content = new StreamContent(scope.Answer);
            foreach (var header in response.Content.Headers)
            {
                content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            response.Content = content;
            await RefuseOthersAsync(response, request.RequestUri!, scope.Answer).ConfigureAwait(false);
            return response;
        }
        catch (Exception e)
        {
            scope.StopClock();
            scope.Failure ??= e;
            throw;
        }
    }

    private static async Task RefuseOthersAsync(HttpResponseMessage response, Uri uri, AnswerStream answer)
    {
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        var isXml = type.EndsWith("xml", StringComparison.OrdinalIgnoreCase);
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.InternalServerError && isXml)
        {
            return;
        }

        if (response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
        {
            throw new VimTransportException(
                VimTransportError.Unavailable,
                $"{uri.Host} answers that its vSphere service is not available (HTTP {(int)response.StatusCode}); it may be starting.",
                null);
        }

        if (uri.Scheme == Uri.UriSchemeHttp && (LeadsToHttps(response, uri) || (response.StatusCode == HttpStatusCode.BadRequest
            && await BeginAsync(answer).ConfigureAwait(false) is var text && text.Contains("HTTPS", StringComparison.OrdinalIgnoreCase))))
        {
            throw new VimTransportException(
                VimTransportError.HttpsExpected, $"{uri.Authority} was spoken to in plain HTTP but wants HTTPS; use the https protocol.", null);
        }

        var what = type.Length == 0 ? "an answer of no type" : $"an answer of type {type}";
        throw new VimTransportException(
            VimTransportError.NotVSphere,
            $"{uri} is not a vSphere service: it gave {what} with HTTP status {(int)response.StatusCode}. Check the address and the port.",
            null);
    }

    // vCenter's own port 80 answers so.
    private static bool LeadsToHttps(HttpResponseMessage response, Uri uri) =>
        (int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location && new Uri(uri, location).Scheme == Uri.UriSchemeHttps;

    private static async Task<string> BeginAsync(Stream stream)
    {
        var bytes = new byte[512];
        var count = await stream.ReadAsync(bytes).ConfigureAwait(false);
        return System.Text.Encoding.ASCII.GetString(bytes, 0, count);
    }
}
