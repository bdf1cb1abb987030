using ZStackVCenter.Vim.Events;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Sessions;
using ZStackVCenter.Vim.Tasks;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Views;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim;

/// <summary>
/// A client of one vSphere service. Safe for use from many threads at once. The methods of the vSphere API are extension methods in
/// <see cref="Methods"/>, with the API's names.
/// </summary>
public sealed class VimClient : IAsyncDisposable
{
    private static readonly ManagedObjectReference ServiceInstance = new("ServiceInstance", "ServiceInstance");

    private static readonly TimeSpan CleanUpLimit = TimeSpan.FromSeconds(5);

    private readonly VimTransport _transport;

    private VimClient(VimTransport transport, VimClientOptions options)
    {
        _transport = transport;
        Options = options;
        Session = new VimSession(this, transport);
        Properties = new PropertyCollector(this);
        Views = new ViewManager(this);
        Tasks = new TaskFollower(this);
        Events = new EventReader(this);
    }

    /// <summary>Where the service is.</summary>
    public Uri Endpoint => _transport.Endpoint;

    /// <summary>How the client talks to it.</summary>
    public VimClientOptions Options { get; }

    /// <summary>The version of the API that is spoken, as 7.0.3.0; never newer than what this client knows.</summary>
    public string Version => _transport.Version;

    /// <summary>The roots of the service.</summary>
    public ServiceContent Content { get; private set; } = new() { RootFolder = VimReader.NoReference, PropertyCollector = VimReader.NoReference };

    /// <summary>What the server is, and its version.</summary>
    public AboutInfo About { get; private set; } = new();

    /// <summary>Logs in and out.</summary>
    public VimSession Session { get; }

    /// <summary>Reads properties.</summary>
    public PropertyCollector Properties { get; }

    /// <summary>Makes views.</summary>
    public ViewManager Views { get; }

    /// <summary>Follows tasks.</summary>
    public TaskFollower Tasks { get; }

    /// <summary>Reads events.</summary>
    public EventReader Events { get; }

    /// <summary>Reaches a service, agrees on a version and learns what it is. No user is logged in yet.</summary>
    /// <param name="endpoint">As <c>https://vcenter.example.com</c>; the path <c>/sdk</c> is added when there is none.</param>
    /// <param name="options">How to talk to it.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="VimTransportException">The service was not reached, or is none.</exception>
    public static async Task<VimClient> ConnectAsync(Uri endpoint, VimClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= new VimClientOptions();
        var sdk = endpoint.AbsolutePath == "/" ? new Uri(endpoint, "/sdk") : endpoint;
        var transport = new VimTransport(sdk, options);
        var client = new VimClient(transport, options);
        try
        {
            transport.Version = await NegotiateAsync(transport, cancellationToken).ConfigureAwait(false);
            client.Content = await client.RetrieveServiceContent(ServiceInstance, cancellationToken).ConfigureAwait(false);
            client.About = client.Content.About ?? new AboutInfo();
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the session if this client began it, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await Tasks.DisposeAsync().ConfigureAwait(false);
        await Session.DisposeAsync().ConfigureAwait(false);
        await _transport.DisposeAsync().ConfigureAwait(false);
    }

    internal Task<DateTime> PingAsync(CancellationToken cancellationToken) => this.CurrentTime(ServiceInstance, cancellationToken);

    internal async Task<T> InvokeAsync<T>(VimCall call, Func<VimReader, T> read, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        return answer.Read(read);
    }

    internal Task InvokeAsync(VimCall call, CancellationToken cancellationToken) =>
        InvokeAsync(call, static reader => { reader.Skip(); return true; }, cancellationToken);

    /// <summary>
    /// Sends a call. When the session has ended it is renewed and the call sent again: the server refused the first, so that nothing
    /// was done. A call that changes nothing is also sent again when its connection broke before the answer began.
    /// </summary>
    internal async Task<VimAnswer> SendAsync(VimCall call, CancellationToken cancellationToken)
    {
        var session = Session.Generation;
        try
        {
            return await _transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (VimFaultException e) when (e.Fault is NotAuthenticated && !call.WithoutRenewal && Session.CanRenew)
        {
            await Session.RenewAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (VimTransportException e) when (e.Error == VimTransportError.Reset && !e.AnswerBegan && call.Repeatable)
        {
            // An idle connection that the server closed just now looks like this; a fresh one tells.
        }

        return await _transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does something with what belongs to a session; when that has ended, renewing it does not bring the thing back.</summary>
    /// <exception cref="SessionLostException">The session ended.</exception>
    internal async Task<T> OfSessionAsync<T>(int session, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (VimFaultException e) when (e.Fault is NotAuthenticated || session != Session.Generation)
        {
            throw new SessionLostException(e);
        }
    }

    /// <summary>
    /// Takes something away on the server within a few seconds. What cannot be reached any more, or went with its session, is gone
    /// or will be: the server forgets what belongs to a session when that ends.
    /// </summary>
    internal async ValueTask CleanUpAsync(int session, Func<CancellationToken, Task> remove)
    {
        if (session != Session.Generation)
        {
            return;
        }

        using var limit = new CancellationTokenSource(CleanUpLimit);
        try
        {
            await remove(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VimException or OperationCanceledException)
        {
            Options.Trace?.Invoke(new VimCallReport("CleanUp", "", CleanUpLimit, 0, e.GetType().Name));
        }
    }

    private static async Task<string> NegotiateAsync(VimTransport transport, CancellationToken cancellationToken)
    {
        try
        {
            var listed = await transport.GetAsync(ServiceVersions.Path, ServiceVersions.Read, cancellationToken).ConfigureAwait(false);
            return ServiceVersions.Choose(listed ?? []);
        }
        catch (VimTransportException e) when (e.Error == VimTransportError.NotVSphere)
        {
            // Servers before 4.0 and some proxies lack the file; whether this is vSphere at all, the next call tells.
            return ServiceVersions.Oldest;
        }
    }
}
