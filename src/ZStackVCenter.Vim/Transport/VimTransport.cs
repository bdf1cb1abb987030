using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Xml;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Transport;

/// <summary>
/// Sends calls to one endpoint and hands back their answers as they stream in. One channel serves all calls at once; cookies, and
/// with them the session, are kept here.
/// </summary>
internal sealed class VimTransport : IAsyncDisposable
{
    private readonly VimClientOptions _options;
    private readonly CookieContainer _cookies = new();
    private readonly CertificateCheck _certificates;
    private readonly HttpMessageHandler _handler;
    private readonly HttpClient _plain;
    private readonly IChannelFactory<IRequestChannel> _factory;
    private readonly IRequestChannel _channel;

    public VimTransport(Uri endpoint, VimClientOptions options)
    {
        Endpoint = endpoint;
        _options = options;
        _certificates = new CertificateCheck(options.Certificates);
        _handler = new AnswerHandler(CreateSocketsHandler());
        _plain = new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        _factory = CreateBinding().BuildChannelFactory<IRequestChannel>(new BindingParameterCollection
        {
            // The SOAP layer's own hook for the HTTP handler below it; its cookies, proxies and certificate checks are ours.
            (Func<HttpClientHandler, HttpMessageHandler>)UseHandler,
        });
        _factory.Open();
        _channel = _factory.CreateChannel(new EndpointAddress(endpoint));
        _channel.Open();
    }

    public Uri Endpoint { get; }

    /// <summary>The version of the API to speak, as it stands behind <c>urn:vim25/</c> in the SOAP action.</summary>
    public string Version { get; set; } = "5.5";

    public CookieContainer Cookies => _cookies;

    /// <summary>Sends a call; the answer has begun when this returns, and is not a fault.</summary>
    /// <exception cref="VimFaultException">The server refused the call.</exception>
    /// <exception cref="VimTransportException">The server was not reached, or gave no whole answer.</exception>
    public async Task<VimAnswer> SendAsync(VimCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = Stopwatch.GetTimestamp();
        var scope = new CallScope(_options, call.AnswerTimeout ?? _options.AnswerTimeout, cancellationToken);
        VimAnswer answer;
        try
        {
            CallScope.Current = scope;
            using var request = Message.CreateMessage(MessageVersion.Soap11, "urn:vim25/" + Version, new VimCallBody(call));
            var reply = await Task.Factory.FromAsync(_channel.BeginRequest(request, TimeSpan.MaxValue, null, null), _channel.EndRequest)
                .ConfigureAwait(false) ?? throw new XmlException("The answer is empty.");
            answer = new VimAnswer(this, call, scope, reply, new VimReader(reply.GetReaderAtBodyContents(), _options.LongestElement), started);
        }
        catch (Exception e)
        {
            var explained = Explain(e, scope);
            Report(call, Stopwatch.GetElapsedTime(started), scope.Answer?.Received ?? 0, VimAnswer.Outcome(explained));
            scope.Answer?.Dispose();
            scope.Dispose();
            throw explained;
        }

        if (answer.Reader.Name != "Fault")
        {
            return answer;
        }

        using (answer)
        {
            var fault = answer.Read(reader => SoapFault.Read(reader, call));
            answer.Refused(fault.FaultName);
            throw fault;
        }
    }

    /// <summary>Gets a document beside the SOAP service; null when the server has none at that path.</summary>
    public async Task<T?> GetAsync<T>(string path, Func<VimReader, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var call = new VimCall("GET " + path, VimReader.NoReference, true, null);
        var started = Stopwatch.GetTimestamp();
        using var scope = new CallScope(_options, _options.AnswerTimeout, cancellationToken);
        var outcome = "ok";
        try
        {
            CallScope.Current = scope;
            using var response = await _plain.GetAsync(new Uri(Endpoint, path), HttpCompletionOption.ResponseHeadersRead, scope.Token).ConfigureAwait(false);
            await using var body = await response.Content.ReadAsStreamAsync(scope.Token).ConfigureAwait(false);
            using var xml = XmlReader.Create(body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = false });
            xml.MoveToContent();
            return read(new VimReader(xml, _options.LongestElement));
        }
        catch (Exception e)
        {
            var explained = Explain(e, scope);
            outcome = VimAnswer.Outcome(explained);
            throw explained;
        }
        finally
        {
            Report(call, Stopwatch.GetElapsedTime(started), scope.Answer?.Received ?? 0, outcome);
        }
    }

    public Exception Explain(Exception e, CallScope scope) => FailureWords.Explain(e, scope, Endpoint, _certificates);

    public void Report(VimCall call, TimeSpan duration, long bytes, string outcome) =>
        _options.Trace?.Invoke(new VimCallReport(call.Method, call.Target.Value, duration, bytes, outcome));

    public ValueTask DisposeAsync()
    {
        _channel.Abort();
        _factory.Abort();
        _plain.Dispose();
        _handler.Dispose();
        return ValueTask.CompletedTask;
    }

    private HttpMessageHandler UseHandler(HttpClientHandler replaced)
    {
        replaced.Dispose();
        return _handler;
    }

    private SocketsHttpHandler CreateSocketsHandler() => new()
    {
        CookieContainer = _cookies,
        AllowAutoRedirect = false,
        Proxy = _options.Proxy,
        UseProxy = _options.UseProxy,
        ConnectTimeout = _options.ConnectTimeout,
        AutomaticDecompression = _options.Compression ? DecompressionMethods.GZip | DecompressionMethods.Deflate : DecompressionMethods.None,
        // An answer given up in the middle is not read to its end for the connection's sake.
        MaxResponseDrainSize = 0,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = _certificates.Accept },
    };

    private CustomBinding CreateBinding()
    {
        var transport = Endpoint.Scheme == Uri.UriSchemeHttps ? new HttpsTransportBindingElement() : new HttpTransportBindingElement();
        transport.TransferMode = TransferMode.StreamedResponse;
        // AnswerStream bounds the answer, and says so in words.
        transport.MaxReceivedMessageSize = long.MaxValue;
        transport.UseDefaultWebProxy = false;
        return new CustomBinding(new AnswerEncoding(), transport);
    }
}
