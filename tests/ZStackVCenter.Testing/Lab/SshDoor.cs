using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ZStackVCenter.Testing.Lab;

/// <summary>
/// A port on this machine's loopback through which a client of the test process reaches a port in the laboratory, such as a router's sshd.
/// </summary>
public sealed class SshDoor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _visits = new();
    private readonly Task _accepting;

    /// <summary>Opens a door into <paramref name="network"/>, to <paramref name="target"/>.</summary>
    public SshDoor(NetworkNamespace network, IPEndPoint target)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(network, target);
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    private async Task AcceptAsync(NetworkNamespace network, IPEndPoint target)
    {
        try
        {
            while (true)
            {
                Socket visitor = await _listener.AcceptSocketAsync(_stop.Token);
                Task visit = VisitAsync(visitor, network, target);
                _visits[visit] = true;
                _ = visit.ContinueWith(done => _visits.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            // The door is closed.
        }
    }

    private async Task VisitAsync(Socket visitor, NetworkNamespace network, IPEndPoint target)
    {
        using Socket inside = network.Tcp();
        // A wire holds nothing back: without this each small packet waits for the answer to the one before.
        inside.NoDelay = visitor.NoDelay = true;
        using (visitor)
        {
            try
            {
                await inside.ConnectAsync(target, _stop.Token);
                using NetworkStream left = new(visitor);
                using NetworkStream right = new(inside);
                await Task.WhenAny(left.CopyToAsync(right, _stop.Token), right.CopyToAsync(left, _stop.Token)).Unwrap();
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
            {
                // One side broke off: so does the other, as on a wire.
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        await Task.WhenAll(_visits.Keys);
        _listener.Dispose();
        _stop.Dispose();
    }
}
