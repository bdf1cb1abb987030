using System.Globalization;
using System.Net;

namespace ZStackVCenter.Testing.Lab;

/// <summary>What an <see cref="EchoServer"/> said: who it is, and from where it saw the client come.</summary>
public sealed record Greeting(string Name, IPEndPoint Peer)
{
    /// <summary>Reads the server's line.</summary>
    public static Greeting Parse(string line)
    {
        string[] parts = line.Split(' ', StringSplitOptions.TrimEntries);
        return new Greeting(parts[0], new IPEndPoint(IPAddress.Parse(parts[1]), int.Parse(parts[2], CultureInfo.InvariantCulture)));
    }
}
