using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ZStackVCenter.Testing.Lab;

/// <summary>How a <see cref="LongDownload"/> ended.</summary>
/// <param name="Sent">Bytes that the server sent.</param>
/// <param name="Received">Bytes that the client got.</param>
/// <param name="Same">True when they are the same bytes.</param>
public sealed record DownloadResult(long Sent, long Received, bool Same);

/// <summary>
/// One connection over which a server sends random bytes without a pause until it is told to stop; both ends hash what they see.
/// </summary>
public sealed class LongDownload : IAsyncDisposable
{
    private static readonly byte[] Request = "send\n"u8.ToArray();
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);
    private readonly Socket _listener;
    private readonly Socket _client;
    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Task<(long Count, byte[] Hash)> _sending;
    private readonly Task<(long Count, byte[] Hash)> _receiving;

    private LongDownload(Socket listener, Socket client, Task<(long Count, byte[] Hash)> sending, CancellationTokenSource enough, CancellationTokenSource abort)
    {
        _listener = listener;
        _client = client;
        _sending = sending;
        _enough = enough;
        _abort = abort;
        _receiving = ReceiveAsync();
    }

    /// <summary>Bytes that the client got so far.</summary>
    public long Received { get; private set; }

    /// <summary>
    /// Starts a server on a port of <paramref name="server"/>, and connects to it from <paramref name="client"/> by the address and port that lead there.
    /// </summary>
    public static async Task<LongDownload> StartAsync(Machine server, int port, Machine client, string address, int addressPort)
    {
        Socket listener = server.Network.Listen(new IPEndPoint(IPAddress.Any, port));
        CancellationTokenSource enough = new();
        CancellationTokenSource abort = new();
        Task<(long Count, byte[] Hash)> sending = ServeAsync(listener, enough.Token, abort.Token);
        try
        {
            Socket socket = await client.ConnectAsync(address, addressPort);
            return new LongDownload(listener, socket, sending, enough, abort);
        }
        catch
        {
            await abort.CancelAsync();
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Tells the server that it is enough, waits for the end of the connection and compares.</summary>
    /// <exception cref="SocketException">The connection was reset on the way.</exception>
    public async Task<DownloadResult> EndAsync()
    {
        await _enough.CancelAsync();
        _abort.CancelAfter(TimeSpan.FromMinutes(1));
        (long received, byte[] gotHash) = await _receiving;
        (long sent, byte[] sentHash) = await _sending;
        return new DownloadResult(sent, received, gotHash.AsSpan().SequenceEqual(sentHash));
    }

    // A load balancer looks whether the port is open: only a connection that asks is the download.
    private static async Task<(long Count, byte[] Hash)> ServeAsync(Socket listener, CancellationToken enough, CancellationToken abort)
    {
        while (true)
        {
            using Socket connection = await listener.AcceptAsync(abort);
            byte[] asked = new byte[Request.Length];
            if (await ReadAsync(connection, asked, abort))
            {
                return await SendAsync(connection, enough, abort);
            }
        }
    }

    private static async Task<bool> ReadAsync(Socket connection, byte[] buffer, CancellationToken abort)
    {
        try
        {
            int count = await connection.ReceiveAsync(buffer, abort);
            return count == buffer.Length;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<(long Count, byte[] Hash)> SendAsync(Socket connection, CancellationToken enough, CancellationToken abort)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[16384];
        long count = 0;
        while (!enough.IsCancellationRequested)
        {
            RandomNumberGenerator.Fill(chunk);
            hash.AppendData(chunk);
            for (int sent = 0; sent < chunk.Length;)
            {
                sent += await connection.SendAsync(chunk.AsMemory(sent), abort);
            }

            count += chunk.Length;
            await Task.Delay(Pace, abort);
        }

        connection.Shutdown(SocketShutdown.Send);
        // Until the other side has all of it and closes too: closing at once could take back what is still under way.
        while (await connection.ReceiveAsync(chunk, abort) > 0)
        {
        }

        return (count, hash.GetHashAndReset());
    }

    private async Task<(long Count, byte[] Hash)> ReceiveAsync()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await _client.SendAsync(Request, _abort.Token);
        byte[] buffer = new byte[65536];
        int count;
        while ((count = await _client.ReceiveAsync(buffer, _abort.Token)) > 0)
        {
            hash.AppendData(buffer, 0, count);
            Received += count;
        }

        _client.Shutdown(SocketShutdown.Both);
        return (Received, hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _abort.CancelAsync();
        await Task.WhenAny(Task.WhenAll(_sending, _receiving));
        _client.Dispose();
        _listener.Dispose();
        _enough.Dispose();
        _abort.Dispose();
    }
}
