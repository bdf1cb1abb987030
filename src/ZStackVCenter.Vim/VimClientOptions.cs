using System.Net;
using ZStackVCenter.Vim.Transport;

namespace ZStackVCenter.Vim;

/// <summary>How to talk to a server.</summary>
public sealed record VimClientOptions
{
    /// <summary>Which server certificates are accepted; by default those that the system trusts.</summary>
    public CertificatePolicy Certificates { get; init; } = CertificatePolicy.System;

    /// <summary>The proxy to use; null means the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Whether a proxy is used at all. True by default.</summary>
    public bool UseProxy { get; init; } = true;

    /// <summary>How long a connection, with its TLS handshake, may take. 15 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the server may take until its answer begins. 2 minutes by default; waits for updates add their own time.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long an answer may pause once it has begun. 30 seconds by default.</summary>
    public TimeSpan PauseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one wait for updates lasts on the server when nothing changes; then the next begins. 1 minute by default.</summary>
    public TimeSpan UpdateWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest answer, in bytes after decompression. 4 GiB by default; it is streamed, so memory stays flat.</summary>
    public long LongestAnswer { get; init; } = 4L << 30;

    /// <summary>The longest text of one element, in characters. 4 Mi by default.</summary>
    public int LongestElement { get; init; } = 4 << 20;

    /// <summary>Whether answers may come compressed: worth it over a slow line only. False by default.</summary>
    public bool Compression { get; init; }

    /// <summary>How often a session in use is kept alive; zero for never. 10 minutes by default, a third of vCenter's idle limit.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What the client calls itself; vCenter shows it in its list of sessions.</summary>
    public string UserAgent { get; init; } = "ZStackVCenter.Vim";

    /// <summary>Gets a line for every remote call once it has ended. Arguments are never part of it. Must be quick and must not throw.</summary>
    public Action<VimCallReport>? Trace { get; init; }
}

/// <summary>One remote call that has ended.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The object it was called on, as <c>vm-42</c>.</param>
/// <param name="Duration">From the request to the end of the answer.</param>
/// <param name="Bytes">How long the answer's body was, as far as it was read.</param>
/// <param name="Outcome"><c>ok</c>, the name of the fault, or what went wrong on the way.</param>
public sealed record VimCallReport(string Method, string Target, TimeSpan Duration, long Bytes, string Outcome)
{
    /// <summary>The line for a log.</summary>
    public override string ToString() => $"{Method}({Target}) {Duration.TotalMilliseconds:0.0} ms, {Bytes} bytes, {Outcome}";
}
