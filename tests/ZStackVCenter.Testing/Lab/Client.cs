using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZStackVCenter.Testing.Lab;

/// <summary>What a user in a machine does with the network.</summary>
public static class Client
{
    /// <summary>How long an answer may take on a busy test machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long silence must last to be taken for a refusal.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    /// <summary>Connects from a machine, from a certain address of it when one is given; the caller owns the socket.</summary>
    /// <exception cref="OperationCanceledException">No answer.</exception>
    public static async Task<Socket> ConnectAsync(this Machine machine, string address, int port, string? from = null, TimeSpan? patience = null)
    {
        Socket socket = machine.Network.Tcp();
        try
        {
            if (from is not null)
            {
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            }

            using CancellationTokenSource limit = new(patience ?? Patience);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(address), port), limit.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects to an <see cref="EchoServer"/> over TCP, hears who it is and closes.</summary>
    public static async Task<Greeting> AskAsync(this Machine machine, string address, int port, string? from = null, TimeSpan? patience = null)
    {
        using Socket socket = await machine.ConnectAsync(address, port, from, patience);
        return await socket.GreetingAsync(patience);
    }

    /// <summary>Asks an <see cref="EchoServer"/> over UDP, again every second, as a packet may be lost.</summary>
    /// <exception cref="IOException">An empty packet came: somebody on the way says that the server is not there.</exception>
    /// <exception cref="OperationCanceledException">No answer.</exception>
    public static async Task<Greeting> AskUdpAsync(this Machine machine, string address, int port, string? from = null, TimeSpan? patience = null)
    {
        using CancellationTokenSource limit = new(patience ?? Patience);
        using Socket socket = machine.Network.Udp(from is null ? null : new IPEndPoint(IPAddress.Parse(from), 0));
        IPEndPoint server = new(IPAddress.Parse(address), port);
        await socket.ConnectAsync(server, limit.Token);
        byte[] buffer = new byte[2048];
        Task<int> answer = socket.ReceiveAsync(buffer, limit.Token).AsTask();
        do
        {
            await socket.SendAsync("who are you?"u8.ToArray(), limit.Token);
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(1), limit.Token));
        }
        while (!answer.IsCompleted);
        int count = await answer;
        return count > 0 ? Greeting.Parse(Encoding.ASCII.GetString(buffer, 0, count)) : throw new IOException("The answer is an empty packet.");
    }

    /// <summary>True when nothing answers over TCP: no connection, or one that ends without a word.</summary>
    public static Task<bool> HearsNothingAsync(this Machine machine, string address, int port, string? from = null) =>
        SilentAsync(() => machine.AskAsync(address, port, from, Silence));

    /// <summary>True when nothing answers over UDP.</summary>
    public static Task<bool> HearsNothingOverUdpAsync(this Machine machine, string address, int port, string? from = null) =>
        SilentAsync(() => machine.AskUdpAsync(address, port, from, Silence));

    /// <summary>True when the machine gets an answer to a ping.</summary>
    public static async Task<bool> PingsAsync(this Machine machine, string address) =>
        (await machine.TryAsync("ping", "-c", "1", "-W", "2", address)).Ok;

    /// <summary>Hears the greeting of an <see cref="EchoServer"/> on a connection.</summary>
    /// <exception cref="IOException">The connection ended without one.</exception>
    public static async Task<Greeting> GreetingAsync(this Socket socket, TimeSpan? patience = null)
    {
        using CancellationTokenSource limit = new(patience ?? Patience);
        byte[] one = new byte[1];
        StringBuilder line = new();
        while (await socket.ReceiveAsync(one, limit.Token) == 1)
        {
            if (one[0] == '\n')
            {
                return Greeting.Parse(line.ToString());
            }

            line.Append((char)one[0]);
        }

        throw new IOException("The connection ended before the server said who it is.");
    }

    private static async Task<bool> SilentAsync(Func<Task<Greeting>> ask)
    {
        try
        {
            await ask();
            return false;
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            return true;
        }
    }
}
