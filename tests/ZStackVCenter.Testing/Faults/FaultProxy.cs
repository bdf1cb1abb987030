using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ZStackVCenter.Testing.Faults;

/// <summary>
/// An HTTP or HTTPS server on a free loopback port that passes every request on to another one, and makes bad weather
/// on the way as its rules say. It knows SOAP: a rule may name a method (<c>Login</c>) and the number of its call.
/// </summary>
/// <example>
/// <code>
/// await using FaultProxy proxy = FaultProxy.Start(vcenter.Uri);
/// proxy.On("ContinueRetrievePropertiesEx", call: 2, Weather.CutAfter(500));
/// </code>
/// </example>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly List<Rule> _rules = [];
    private readonly Lock _lock = new();
    private readonly Upstream _upstream;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    private FaultProxy(Uri upstream, X509Certificate2? certificate)
    {
        _upstream = new Upstream(upstream);
        _certificate = certificate;
        _listener.Start();
        int port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Uri = new UriBuilder(upstream) { Scheme = certificate is null ? "http" : "https", Host = "127.0.0.1", Port = port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>The proxy's own address, with the path of the server behind it.</summary>
    public Uri Uri { get; }

    /// <summary>The port that the proxy listens on.</summary>
    public int Port => Uri.Port;

    /// <summary>
    /// Starts a proxy in front of <paramref name="upstream"/>, whose certificate is not checked.
    /// With a <paramref name="certificate"/> the front speaks TLS; without one it speaks plain HTTP.
    /// </summary>
    public static FaultProxy Start(Uri upstream, X509Certificate2? certificate = null) => new(upstream, certificate);

    /// <summary>Starts a proxy that speaks TLS with a fresh self-signed certificate.</summary>
    public static FaultProxy StartTls(Uri upstream) => new(upstream, TestCertificate.SelfSigned("proxy.test"));

    /// <summary>
    /// Adds a rule. <paramref name="method"/> is a SOAP method, an HTTP request such as <c>GET /sdk/vimServiceVersions.xml</c>, or <c>*</c> for all;
    /// <paramref name="call"/> is which of its calls counted from the rule's making, from 1, or 0 for every one.
    /// Rules that match apply in the order in which they were added.
    /// </summary>
    public FaultProxy On(string method, int call, IWeather weather)
    {
        lock (_lock)
        {
            _rules.Add(new Rule(method, call, weather));
        }

        return this;
    }

    /// <summary>Adds a rule for every call of a method.</summary>
    public FaultProxy On(string method, IWeather weather) => On(method, 0, weather);

    /// <summary>Fair weather again: takes every rule away.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _rules.Clear();
        }
    }

    /// <summary>How often a SOAP method, or an HTTP request such as <c>GET /path</c>, has arrived.</summary>
    public int Calls(string method) => _calls.GetValueOrDefault(method);

    /// <summary>Every name that has arrived, with its count.</summary>
    public IReadOnlyDictionary<string, int> AllCalls => _calls;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _upstream.Dispose();
        _certificate?.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync(_stop.Token);
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            Task connection = Task.Run(() => ServeAsync(socket), CancellationToken.None);
            _connections[connection] = true;
            foreach (Task done in _connections.Keys.Where(t => t.IsCompleted))
            {
                _connections.TryRemove(done, out _);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using Socket held = socket;
        try
        {
            socket.NoDelay = true;
            await using NetworkStream plain = new(socket, ownsSocket: false);
            Stream stream = plain;
            if (_certificate is not null)
            {
                SslStream secure = new(plain);
                stream = secure;
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
            }

            await using Stream open = stream;
            while (await ProxyRequest.ReadAsync(stream, _stop.Token) is { } request)
            {
                Exchange exchange = new(request);
                await RunAsync(exchange);
                if (!await exchange.WriteAsync(stream, socket, _stop.Token))
                {
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException
            or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
        {
            // The client went, or the proxy is stopping: either way this connection is over, which closing it says.
            socket.Close(0);
        }
    }

    private async Task RunAsync(Exchange exchange)
    {
        List<IWeather> weathers = [];
        lock (_lock)
        {
            foreach (string name in exchange.Request.Names)
            {
                _calls.AddOrUpdate(name, 1, (_, count) => count + 1);
            }

            weathers.AddRange(_rules.Where(rule => rule.Matches(exchange.Request)).Select(rule => rule.Weather));
        }

        await NextAsync(0);

        Task NextAsync(int index) => index < weathers.Count
            ? weathers[index].ApplyAsync(exchange, () => NextAsync(index + 1), _stop.Token)
            : PassOnAsync(exchange);
    }

    private async Task PassOnAsync(Exchange exchange) => exchange.Answer = await _upstream.SendAsync(exchange.Request, _stop.Token);

    /// <summary>A rule and how often it was asked for.</summary>
    private sealed class Rule(string method, int call, IWeather weather)
    {
        private int _seen;

        public IWeather Weather => weather;

        public bool Matches(ProxyRequest request) => (method == "*" || request.Names.Contains(method)) && (++_seen == call || call == 0);
    }
}
