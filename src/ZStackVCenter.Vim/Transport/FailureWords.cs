using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.ServiceModel;
using System.Xml;

namespace ZStackVCenter.Vim.Transport;

/// <summary>Turns whatever went wrong on the way into the one exception that says so.</summary>
internal static class FailureWords
{
    public static Exception Explain(Exception caught, CallScope scope, Uri endpoint, CertificateCheck certificates)
    {
        if (scope.Caller.IsCancellationRequested)
        {
            return new OperationCanceledException("The call was cancelled.", caught, scope.Caller);
        }

        var result = ExplainCore(caught, scope, endpoint, certificates);
        result.AnswerBegan = scope.Answer is { Received: > 0 };
        return result;
    }

    private static VimTransportException ExplainCore(Exception caught, CallScope scope, Uri endpoint, CertificateCheck certificates)
    {
        var host = endpoint.Authority;
        if (scope.TimedOut)
        {
            return TimedOut(scope, host, caught);
        }

        var cause = scope.Failure ?? caught;
        if (Find<VimTransportException>(caught) is { } own)
        {
            return own;
        }

        if (Find<VimTransportException>(cause) is { } below)
        {
            return below;
        }

        if (Find<HttpRequestException>(cause) is { } http)
        {
            return Explain(http, scope, endpoint, certificates);
        }

        if (Find<XmlException>(cause) is { } xml)
        {
            return scope.Answer is { AtEnd: true }
                ? Truncated(host, xml)
                : VimTransportException.Malformed($"The answer of {host} is not valid: {xml.Message}", xml);
        }

        if (Find<HttpIOException>(cause) is { } io)
        {
            return scope.Answer is { Received: > 0 } ? Truncated(host, io) : Reset(host, io);
        }

        if (Find<SocketException>(cause) is not null || cause is IOException or ObjectDisposedException)
        {
            return scope.Answer is { Received: > 0 } ? Truncated(host, cause) : Reset(host, cause);
        }

        return cause is ProtocolException or CommunicationException
            ? new(VimTransportError.NotVSphere, $"{endpoint} is not a vSphere service: its answer is no SOAP message. Check the address and the port.", cause)
            : new(VimTransportError.Unspecified, $"The call to {host} failed: {cause.Message}", cause);
    }

    private static VimTransportException Explain(HttpRequestException http, CallScope scope, Uri endpoint, CertificateCheck certificates)
    {
        var host = endpoint.Authority;
        var socket = Find<SocketException>(http)?.SocketErrorCode;
        return http.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new(
                VimTransportError.HostNotFound, $"The name {endpoint.DnsSafeHost} has no address. Check its spelling and this machine's DNS.", http),
            HttpRequestError.ConnectionError when socket == SocketError.ConnectionRefused => new(
                VimTransportError.Refused, $"{endpoint.DnsSafeHost} has nothing listening on port {endpoint.Port}. Check the port, and that the service runs.", http),
            HttpRequestError.ConnectionError when socket is SocketError.HostUnreachable or SocketError.NetworkUnreachable => new(
                VimTransportError.Unreachable, $"There is no way to {host} from this machine.", http),
            HttpRequestError.ConnectionError when socket == SocketError.TimedOut || Find<OperationCanceledException>(http) is not null => TimedOut(scope, host, http),
            HttpRequestError.SecureConnectionError when certificates.Rejected is { } certificate => new VimCertificateException(host, certificate, http),
            HttpRequestError.SecureConnectionError => new(
                VimTransportError.TlsFailed, $"{host} did not begin a TLS conversation: the port may speak plain HTTP, or only an outdated TLS. {Find<AuthenticationException>(http)?.Message}".TrimEnd(), http),
            HttpRequestError.ProxyTunnelError => new(
                VimTransportError.Proxy, $"The proxy did not open a way to {host}: {http.Message}", http),
            HttpRequestError.ResponseEnded when scope.Answer is { Received: > 0 } => Truncated(host, http),
            HttpRequestError.InvalidResponse => new(
                VimTransportError.NotVSphere, $"What listens at {host} does not speak HTTP. Check the port and the protocol.", http),
            _ when scope.Answer is { Received: > 0 } => Truncated(host, http),
            _ => Reset(host, http),
        };
    }

    private static VimTransportException TimedOut(CallScope scope, string host, Exception inner)
    {
        var began = scope.Answer is not null;
        var limit = began ? scope.Options.PauseTimeout : scope.AnswerTimeout;
        var what = began ? "paused in the middle of its answer for" : "gave no answer within";
        return new(VimTransportError.TimedOut, $"{host} {what} {limit.TotalSeconds:0.#} seconds.", inner);
    }

    private static VimTransportException Truncated(string host, Exception inner) =>
        new(VimTransportError.Truncated, $"The answer of {host} ended in the middle; nothing of it counts.", inner);

    private static VimTransportException Reset(string host, Exception inner) =>
        new(VimTransportError.Reset, $"{host} closed the connection before it had answered.", inner);

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }
}
