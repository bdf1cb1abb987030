using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace ZStackVCenter.Router.Transport;

/// <summary>Opens a connection to a router whose host key is known, with a key of ours.</summary>
internal static class SshLogin
{
    private const string AsItWas = "It was asked for nothing and is as it was: see that the network and sshd are well, then try again.";
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    /// <summary>Connects and logs in.</summary>
    /// <exception cref="RouterException">Unreachable, another host key, refused, or not within the time.</exception>
    public static async Task<SshClient> ConnectAsync(RouterEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(endpoint.ConnectTimeout);
        using var key = ReadKey(endpoint);
        using var method = new PrivateKeyAuthenticationMethod(endpoint.User, key);
        var connection = new ConnectionInfo(endpoint.Host, endpoint.Port, endpoint.User, method) { Timeout = endpoint.ConnectTimeout };
        var client = new SshClient(connection) { KeepAliveInterval = KeepAlive };
        string? shown = null;
        client.HostKeyReceived += (_, e) =>
        {
            e.CanTrust = Same(endpoint.HostKey, e.FingerPrintSHA256);
            shown = e.CanTrust ? null : e.FingerPrintSHA256;
        };
        try
        {
            await client.ConnectAsync(limit.Token).ConfigureAwait(false);
            return client;
        }
        catch (Exception error)
        {
            client.Dispose();
            if (cancellationToken.IsCancellationRequested)
            {
                throw;
            }

            throw Explain(endpoint, shown, error);
        }
    }

    private static PrivateKeyFile ReadKey(RouterEndpoint endpoint)
    {
        try
        {
            using var text = new MemoryStream(Encoding.UTF8.GetBytes(endpoint.Key.Reveal()));
            return new PrivateKeyFile(text);
        }
        catch (Exception error) when (error is SshException or FormatException or NotSupportedException or ArgumentException)
        {
            // The cause is left out: a parser's words may quote what it read.
            throw new RouterException(RouterError.KeyUnusable,
                $"The private key for the router at {endpoint} cannot be used ({error.GetType().Name}): it must be an OpenSSH or PEM private key without a pass phrase.");
        }
    }

    private static bool Same(string pinned, string shown)
    {
        const string Prefix = "SHA256:";
        var wanted = pinned.StartsWith(Prefix, StringComparison.Ordinal) ? pinned[Prefix.Length..] : pinned;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(wanted.TrimEnd('=')), Encoding.ASCII.GetBytes(shown.TrimEnd('=')));
    }

    private static RouterException Explain(RouterEndpoint endpoint, string? shownHostKey, Exception error) => error switch
    {
        _ when shownHostKey is not null => new RouterException(RouterError.HostKeyDiffers,
            $"What answers at {endpoint} shows the host key SHA256:{shownHostKey}, not the pinned {endpoint.HostKey}. No credential was sent. Another machine has taken the address, or the router was installed anew.", error),
        SshAuthenticationException => new RouterException(RouterError.LoginRefused,
            $"The router at {endpoint} does not accept our key for the user {endpoint.User}.", error),
        SocketException socket => new RouterException(RouterError.Unreachable,
            $"No router answers at {endpoint}: {socket.Message}. {AsItWas}", error),
        OperationCanceledException or SshOperationTimeoutException => new RouterException(RouterError.TimedOut, string.Create(CultureInfo.InvariantCulture,
            $"The router at {endpoint} did not let us in within {endpoint.ConnectTimeout.TotalSeconds:0.#} s. {AsItWas}"), error),
        _ => new RouterException(RouterError.Unreachable, $"No SSH conversation came about with {endpoint}: {error.Message.TrimEnd('.')}. {AsItWas}", error),
    };
}
