using System.Net.Sockets;
using System.Text;

namespace ZStackVCenter.Testing.Lab;

/// <summary>A talk with an <see cref="EchoServer"/> over a connection that stands.</summary>
public static class Talk
{
    /// <summary>True when what is said comes back; false when the connection is dead or silent.</summary>
    public static async Task<bool> EchoesAsync(this Socket connection, string text, TimeSpan? patience = null)
    {
        byte[] said = Encoding.UTF8.GetBytes(text);
        byte[] heard = new byte[said.Length];
        using CancellationTokenSource limit = new(patience ?? TimeSpan.FromSeconds(3));
        try
        {
            await connection.SendAsync(said, limit.Token);
            for (int count = 0; count < heard.Length;)
            {
                int more = await connection.ReceiveAsync(heard.AsMemory(count), limit.Token);
                if (more == 0)
                {
                    return false;
                }

                count += more;
            }

            return heard.AsSpan().SequenceEqual(said);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
