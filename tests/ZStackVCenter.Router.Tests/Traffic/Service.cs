using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>What runs behind a listener, and how a client uses it: over TCP a connection, over HTTP and HTTPS a request, over UDP a datagram.</summary>
internal sealed class Service(ListenerProtocol protocol, string address, int port)
{
    /// <summary>Starts a server of the listener's kind in a guest.</summary>
    public IAsyncDisposable Serve(Machine guest, int backendPort) =>
        protocol is ListenerProtocol.Tcp or ListenerProtocol.Udp ? new EchoServer(guest, backendPort) : new WebServer(guest, backendPort);

    /// <summary>Hears who serves, with a connection or a datagram of its own.</summary>
    public async Task<Greeting> AskAsync(Machine client, string? from = null) => protocol switch
    {
        ListenerProtocol.Tcp => await client.AskAsync(address, port, from),
        ListenerProtocol.Udp => await client.AskUdpAsync(address, port, from),
        _ => new Greeting((await client.BrowseAsync(Page("/"), from)).Server, new System.Net.IPEndPoint(System.Net.IPAddress.None, 0)),
    };

    /// <summary>Begins a connection or a request that lasts, and hears who serves it.</summary>
    public async Task<(string Name, IDisposable Held)> HoldAsync(Machine client)
    {
        if (protocol == ListenerProtocol.Tcp)
        {
            System.Net.Sockets.Socket socket = await client.ConnectAsync(address, port);
            return ((await socket.GreetingAsync()).Name, socket);
        }

        EndlessPage page = await client.HoldAsync(Page(WebServer.Endless));
        return (page.Server, page);
    }

    private Uri Page(string path) => new UriBuilder(protocol == ListenerProtocol.Https ? "https" : "http", address, port, path).Uri;
}

/// <summary>Connections or requests that last, until they are ended or this is.</summary>
internal sealed class Holding : IDisposable
{
    private readonly List<(string Name, IDisposable Held)> _held = [];

    /// <summary>Who serves them.</summary>
    public IEnumerable<string> Names => _held.Select(one => one.Name);

    public async Task AddAsync(Service service, Machine client) => _held.Add(await service.HoldAsync(client));

    /// <summary>Ends those that one server has.</summary>
    public void End(string name)
    {
        _held.FindAll(one => one.Name == name).ForEach(one => one.Held.Dispose());
        _held.RemoveAll(one => one.Name == name);
    }

    public void Dispose() => _held.ForEach(one => one.Held.Dispose());
}
