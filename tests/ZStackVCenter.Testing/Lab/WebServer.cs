using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZStackVCenter.Testing.Lab;

/// <summary>
/// An HTTP server in a machine whose every answer is its name on the first line, and then the request as it came. The answer to <see cref="Endless"/>
/// has no end: more of it comes for as long as the client stays.
/// </summary>
public sealed class WebServer : IAsyncDisposable
{
    /// <summary>The page that is never all there.</summary>
    public const string Endless = "/endless";

    private const int MoreThanComes = 1_000_000;
    private readonly string _name;
    private readonly Socket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _sessions = new();
    private readonly Task _serving;

    /// <summary>Starts the server on a port of every address of the machine.</summary>
    public WebServer(Machine machine, int port, string? name = null)
    {
        _name = name ?? machine.Name;
        _socket = machine.Network.Listen(new IPEndPoint(IPAddress.Any, port));
        _serving = AcceptAsync();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket connection = await _socket.AcceptAsync(_stop.Token);
                Task session = ServeAsync(connection);
                _sessions[session] = true;
                _ = session.ContinueWith(done => _sessions.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        try
        {
            await using NetworkStream stream = new(connection, ownsSocket: true);
            using StreamReader reader = new(stream, Encoding.ASCII);
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } first)
            {
                StringBuilder body = new StringBuilder(_name).Append('\n').Append(first).Append('\n');
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } header)
                {
                    body.Append(header).Append('\n');
                }

                bool isEndless = first.Contains($" {Endless} ", StringComparison.Ordinal);
                int length = isEndless ? MoreThanComes : body.Length;
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}"), _stop.Token);
                while (isEndless)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), _stop.Token);
                    await stream.WriteAsync("more\n"u8.ToArray(), _stop.Token);
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client went away, or the server ends.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        await Task.WhenAll(_sessions.Keys);
        _socket.Dispose();
        _stop.Dispose();
    }
}
