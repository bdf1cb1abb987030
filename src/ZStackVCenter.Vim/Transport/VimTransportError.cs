namespace ZStackVCenter.Vim.Transport;

/// <summary>Why a conversation with a server failed.</summary>
public enum VimTransportError
{
    /// <summary>Something else went wrong on the way; the inner exception says what.</summary>
    Unspecified,

    /// <summary>The host's name has no address.</summary>
    HostNotFound,

    /// <summary>The host has nothing listening on the port.</summary>
    Refused,

    /// <summary>There is no way to the host.</summary>
    Unreachable,

    /// <summary>The server's certificate was not accepted; the exception is a <see cref="VimCertificateException"/>.</summary>
    CertificateRejected,

    /// <summary>No TLS conversation came about: the port may speak plain HTTP, or an outdated TLS.</summary>
    TlsFailed,

    /// <summary>Plain HTTP was spoken to a port that wants HTTPS.</summary>
    HttpsExpected,

    /// <summary>The proxy could not be used.</summary>
    Proxy,

    /// <summary>Nothing came within the time-out.</summary>
    TimedOut,

    /// <summary>The connection was reset or closed before an answer began.</summary>
    Reset,

    /// <summary>The answer ended in the middle.</summary>
    Truncated,

    /// <summary>The answer, or one element of it, is longer than what is allowed.</summary>
    TooLarge,

    /// <summary>The answer is not the XML it should be.</summary>
    Malformed,

    /// <summary>Something answers that is not a vSphere service: a web page, another program, a wrong path.</summary>
    NotVSphere,

    /// <summary>The server answers that it cannot serve just now (HTTP 502, 503 or 504).</summary>
    Unavailable,
}
