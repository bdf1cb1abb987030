using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZStackVCenter.Testing.Lab;

/// <summary>
/// A server in a machine that says who it is and whom it sees: over TCP a line <c>name peer-address peer-port</c> as soon as a connection is there,
/// then every byte back; over UDP that line for each packet, from the machine's first address towards whoever asks.
/// </summary>
public sealed class EchoServer : IAsyncDisposable
{
    private readonly string _name;
    private readonly Socket _tcp;
    private readonly Socket _udp;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _sessions = new();
    private readonly Task[] _serving;

    /// <summary>Starts the server on a port of every address of the machine.</summary>
    public EchoServer(Machine machine, int port, string? name = null)
    {
        _name = name ?? machine.Name;
        IPEndPoint local = new(IPAddress.Any, port);
        _tcp = machine.Network.Listen(local);
        _udp = machine.Network.Udp(local);
        _serving = [AcceptAsync(), AnswerAsync()];
    }

    private string Greeting(EndPoint? peer) => peer is IPEndPoint ip ? $"{_name} {ip.Address} {ip.Port}\n" : $"{_name}\n";

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket connection = await _tcp.AcceptAsync(_stop.Token);
                Task session = EchoAsync(connection);
                _sessions[session] = true;
                _ = session.ContinueWith(done => _sessions.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    private async Task EchoAsync(Socket connection)
    {
        using (connection)
        {
            try
            {
                await connection.SendAsync(Encoding.ASCII.GetBytes(Greeting(connection.RemoteEndPoint)), _stop.Token);
                byte[] buffer = new byte[65536];
                int count;
                while ((count = await connection.ReceiveAsync(buffer, _stop.Token)) > 0)
                {
                    await connection.SendAsync(buffer.AsMemory(0, count), _stop.Token);
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // The client went away, or the server ends.
            }
        }
    }

    private async Task AnswerAsync()
    {
        byte[] buffer = new byte[2048];
        try
        {
            while (true)
            {
                SocketReceiveFromResult packet = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                await _udp.SendToAsync(Encoding.ASCII.GetBytes(Greeting(packet.RemoteEndPoint)), packet.RemoteEndPoint, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_serving);
        await Task.WhenAll(_sessions.Keys);
        _tcp.Dispose();
        _udp.Dispose();
        _stop.Dispose();
    }
}
