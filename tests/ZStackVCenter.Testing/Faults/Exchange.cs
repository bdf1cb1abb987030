using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ZStackVCenter.Testing.Faults;

/// <summary>What goes back to the client.</summary>
public sealed record ProxyAnswer
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Headers besides the length.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [("Content-Type", "text/xml; charset=utf-8")];

    /// <summary>The body.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>One request on its way through the proxy, with the answer it will get.</summary>
public sealed class Exchange
{
    internal Exchange(ProxyRequest request) => Request = request;

    /// <summary>What the client sent.</summary>
    public ProxyRequest Request { get; }

    /// <summary>What the client will get.</summary>
    public ProxyAnswer Answer { get; set; } = new();

    /// <summary>Ends the connection after so many bytes of the body; null sends all of it.</summary>
    public int? EndAfter { get; set; }

    /// <summary>Ends with a reset (RST) instead of an orderly close.</summary>
    public bool Reset { get; set; }

    /// <summary>Waits so long between two pieces of the body; zero sends it at once.</summary>
    public TimeSpan Drip { get; set; }

    /// <summary>Writes the answer. False when the connection is over.</summary>
    internal async Task<bool> WriteAsync(Stream stream, Socket socket, CancellationToken cancellationToken)
    {
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Answer.Status} {(Answer.Status == 200 ? "OK" : "Status")}\r\n");
        foreach ((string name, string value) in Answer.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Answer.Body.Length}\r\n\r\n");
        // A cut before the first byte of the body cuts the head too: the client sees a connection that answers nothing.
        if (EndAfter is not 0)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ToString()), cancellationToken);
            await WriteBodyAsync(stream, Math.Min(EndAfter ?? int.MaxValue, Answer.Body.Length), cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }

        if (EndAfter is null)
        {
            return true;
        }

        if (Reset)
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close(0);
        }
        else
        {
            socket.Shutdown(SocketShutdown.Both);
        }

        return false;
    }

    private async Task WriteBodyAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        if (Drip == TimeSpan.Zero)
        {
            await stream.WriteAsync(Answer.Body.AsMemory(0, length), cancellationToken);
            return;
        }

        for (int sent = 0; sent < length; sent += 256)
        {
            await stream.WriteAsync(Answer.Body.AsMemory(sent, Math.Min(256, length - sent)), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(Drip, cancellationToken);
        }
    }
}
