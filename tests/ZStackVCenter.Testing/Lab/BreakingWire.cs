using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ZStackVCenter.Testing.Lab;

/// <summary>A way along a <see cref="BreakingWire"/>.</summary>
public enum WireWay
{
    /// <summary>From the client to the server.</summary>
    Up,

    /// <summary>From the server to the client.</summary>
    Down,
}

/// <summary>How a <see cref="BreakingWire"/> breaks.</summary>
public enum WireBreak
{
    /// <summary>Both ends are told that the other one has ended the connection.</summary>
    Closed,

    /// <summary>Both ends are told that the connection is reset.</summary>
    Reset,

    /// <summary>No end is told anything, and nothing passes any more.</summary>
    Silent,
}

/// <summary>
/// A port on this machine's loopback that leads to another one, by a wire that breaks where a test wants it: after so many bytes of one way. It counts what
/// passes.
/// </summary>
public sealed class BreakingWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private readonly long[] _passed = new long[2];
    private Plan? _next;

    /// <summary>Lays a wire to a port of the loopback.</summary>
    public BreakingWire(int target)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(target);
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>How many connections there were.</summary>
    public int Connections => _connections.Count;

    /// <summary>How many bytes of the newest connection have passed on a way.</summary>
    public long Passed(WireWay way) => Interlocked.Read(ref _passed[(int)way]);

    /// <summary>The next connection, and none after it, breaks when so many bytes have passed on a way.</summary>
    public void BreakNext(WireWay way, long bytes, WireBreak how) => _next = new Plan(way, bytes, how);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync(int target)
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptSocketAsync(_stop.Token);
                _connections.Add(CarryAsync(client, target, Interlocked.Exchange(ref _next, null)));
            }
        }
        catch (OperationCanceledException)
        {
            // The wire is taken away.
        }
    }

    private async Task CarryAsync(Socket client, int target, Plan? plan)
    {
        using Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using CancellationTokenSource broken = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target, broken.Token);
                _passed.AsSpan().Clear();
                Task<bool>[] ways = [PassAsync(client, server, WireWay.Up, plan, broken.Token), PassAsync(server, client, WireWay.Down, plan, broken.Token)];
                bool breaks = await await Task.WhenAny(ways);
                await broken.CancelAsync();
                await Task.WhenAll(ways);
                if (breaks && plan?.How == WireBreak.Silent)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
                }

                if (breaks && plan?.How == WireBreak.Reset)
                {
                    client.LingerState = server.LingerState = new LingerOption(true, 0);
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // One end broke off: so does the other.
            }
        }
    }

    /// <summary>Carries what comes on a way; true when the wire breaks there, false when the sender ended.</summary>
    private async Task<bool> PassAsync(Socket from, Socket to, WireWay way, Plan? plan, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[65536];
        long left = plan?.Way == way ? plan.Bytes : long.MaxValue;
        try
        {
            while (left > 0)
            {
                int count = await from.ReceiveAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken);
                if (count == 0)
                {
                    return false;
                }

                await to.SendAsync(buffer.AsMemory(0, count), cancellationToken);
                Interlocked.Add(ref _passed[(int)way], count);
                left -= count;
            }

            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private sealed record Plan(WireWay Way, long Bytes, WireBreak How);
}
