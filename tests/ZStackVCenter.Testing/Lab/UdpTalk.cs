using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZStackVCenter.Testing.Lab;

/// <summary>A talk with an <see cref="EchoServer"/> over UDP from one port of a machine, as of a program that keeps its socket.</summary>
public sealed class UdpTalk(Machine machine, int fromPort, string address, int port) : IDisposable
{
    private readonly Socket _socket = machine.Network.Udp(new IPEndPoint(IPAddress.Any, fromPort));
    private readonly IPEndPoint _server = new(IPAddress.Parse(address), port);

    /// <summary>Asks who is there, again every second, as a packet may be lost; what answers to an earlier question is not heard.</summary>
    /// <exception cref="OperationCanceledException">No answer.</exception>
    public async Task<Greeting> AskAsync()
    {
        using CancellationTokenSource limit = new(Client.Patience);
        byte[] buffer = new byte[2048];
        while (_socket.Available > 0)
        {
            await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), limit.Token);
        }

        Task<SocketReceiveFromResult> answer = _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), limit.Token).AsTask();
        do
        {
            await _socket.SendToAsync("who are you?"u8.ToArray(), SocketFlags.None, _server, limit.Token);
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(1), limit.Token));
        }
        while (!answer.IsCompleted);
        return Greeting.Parse(Encoding.ASCII.GetString(buffer, 0, (await answer).ReceivedBytes));
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
