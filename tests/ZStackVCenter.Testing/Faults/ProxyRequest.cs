using System.Globalization;
using System.Text;
using System.Xml;

namespace ZStackVCenter.Testing.Faults;

/// <summary>One HTTP/1.1 request, read whole.</summary>
public sealed class ProxyRequest
{
    private const int LongestHead = 64 * 1024;

    private ProxyRequest(string verb, string target, List<(string Name, string Value)> headers, byte[] body)
    {
        Verb = verb;
        Target = target;
        Headers = headers;
        Body = body;
        Method = SoapMethod(body);
        Names = Method is null ? [$"{verb} {target.Split('?')[0]}"] : [Method, $"{verb} {target.Split('?')[0]}"];
    }

    /// <summary>The HTTP verb.</summary>
    public string Verb { get; }

    /// <summary>Path and query.</summary>
    public string Target { get; }

    /// <summary>The headers in the order in which they came.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; }

    /// <summary>The body without its transfer coding.</summary>
    public byte[] Body { get; }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The SOAP method that the body calls, or null when it is no SOAP envelope.</summary>
    public string? Method { get; }

    /// <summary>What a rule may call this request by: its SOAP method, and its verb with its path.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The first value of a header, or null.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    internal static async Task<ProxyRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        string? line = await ReadLineAsync(stream, cancellationToken);
        if (string.IsNullOrEmpty(line))
        {
            return null;
        }

        string[] parts = line.Split(' ');
        if (parts.Length != 3)
        {
            throw new IOException($"Not an HTTP request: {line}");
        }

        List<(string, string)> headers = [];
        while (await ReadLineAsync(stream, cancellationToken) is { Length: > 0 } header)
        {
            int colon = header.IndexOf(':', StringComparison.Ordinal);
            headers.Add((header[..colon].Trim(), header[(colon + 1)..].Trim()));
        }

        string? Value(string name) => headers.Find(h => h.Item1.Equals(name, StringComparison.OrdinalIgnoreCase)).Item2;
        if (Value("Expect") is not null)
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
        }

        byte[] body = Value("Transfer-Encoding") is "chunked"
            ? await ReadChunksAsync(stream, cancellationToken)
            : await ReadExactlyAsync(stream, int.Parse(Value("Content-Length") ?? "0", CultureInfo.InvariantCulture), cancellationToken);
        return new ProxyRequest(parts[0], parts[1], headers, body);
    }

    private static string? SoapMethod(byte[] body)
    {
        if (body.Length == 0 || body[0] != '<')
        {
            return null;
        }

        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(body));
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Body")
                {
                    while (reader.Read() && reader.NodeType != XmlNodeType.Element)
                    {
                    }

                    return reader.LocalName;
                }
            }
        }
        catch (XmlException)
        {
            return null;
        }

        return null;
    }

    private static async Task<byte[]> ReadChunksAsync(Stream stream, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        while (true)
        {
            string size = await ReadLineAsync(stream, cancellationToken) ?? throw new IOException("A chunk's size is missing.");
            int length = int.Parse(size.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            byte[] chunk = await ReadExactlyAsync(stream, length, cancellationToken);
            await ReadLineAsync(stream, cancellationToken);
            if (length == 0)
            {
                return body.ToArray();
            }

            body.Write(chunk);
        }
    }

    private static async Task<byte[]> ReadExactlyAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static async Task<string?> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        StringBuilder line = new();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, cancellationToken) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString();
            }

            if (one[0] != '\r')
            {
                line.Append((char)one[0]);
            }

            if (line.Length > LongestHead)
            {
                throw new IOException("A header line is too long.");
            }
        }

        return line.Length == 0 ? null : line.ToString();
    }
}
