using System.Globalization;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace ZStackVCenter.Router.Transport;

/// <summary>
/// Commands on one router over SSH (RFC 4254 §6.5), one at a time. The connection is made when it is first needed, kept for the next
/// command, and made anew when it has died since.
/// </summary>
internal sealed class SshTransport(RouterEndpoint endpoint) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SshClient? _client;

    /// <summary>Runs a command, gives it the input, and waits for its end.</summary>
    /// <exception cref="RouterException">The router was not reached, is not the pinned one, refused the key, hung or broke off.</exception>
    public async Task<RouterReply> RunAsync(string command, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var client = await ConnectedAsync(cancellationToken).ConfigureAwait(false);
            return await ExecuteAsync(client, command, input, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // What is left of a conversation that went wrong is not used for another one.
            Drop();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Drop();
        _turn.Dispose();
    }

    private async Task<SshClient> ConnectedAsync(CancellationToken cancellationToken)
    {
        if (_client is { IsConnected: true } connected)
        {
            return connected;
        }

        Drop();
        _client = await SshLogin.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
        return _client;
    }

    private async Task<RouterReply> ExecuteAsync(SshClient client, string command, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(endpoint.AnswerTimeout);
        // The library tells a command that its input ends only when there was some.
        using var running = client.CreateCommand(input.IsEmpty ? "exec </dev/null\n" + command : command, Encoding.UTF8);
        try
        {
            var ended = running.ExecuteAsync(limit.Token);
            await SendAsync(running, input, ended, limit.Token).ConfigureAwait(false);
            await ended.ConfigureAwait(false);
            if (running.ExitStatus != 0 && !input.IsEmpty)
            {
                // It may have ended before it took its input. The library then tells a channel that is no more of the input's end, for which sshd
                // breaks off the connection: the next command has one of its own.
                Drop();
            }

            return new RouterReply(running.ExitStatus, running.Result, running.Error);
        }
        catch (Exception error) when (error is OperationCanceledException or SshOperationTimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw new RouterException(RouterError.TimedOut, string.Create(CultureInfo.InvariantCulture,
                $"The router at {endpoint} did not answer within {endpoint.AnswerTimeout.TotalSeconds:0.#} s. It ends what it began by itself: look at it before the next change."), error);
        }
        catch (Exception error) when (error is SshException or IOException or ObjectDisposedException)
        {
            throw new RouterException(RouterError.ConnectionLost,
                $"The connection to the router at {endpoint} broke while it was at work ({error.Message}). It ends with the old or the new configuration, never between: look at it, then apply again.", error);
        }
    }

    private static async Task SendAsync(SshCommand running, ReadOnlyMemory<byte> input, Task ended, CancellationToken cancellationToken)
    {
        // The write blocks while the router's window is full, so it has a thread of its own; a command that ends early wakes it.
        var sending = Task.Run(
            () =>
            {
                try
                {
                    using var stream = running.CreateInputStream();
                    for (var rest = input; rest.Length > 0 && !ended.IsCompleted; rest = rest[Math.Min(rest.Length, 32 * 1024)..])
                    {
                        stream.Write(rest.Span[..Math.Min(rest.Length, 32 * 1024)]);
                    }
                }
                catch (InvalidOperationException)
                {
                    // The command has ended, or its connection has: that end says more than an input that nobody takes.
                }
            },
            cancellationToken);
        if (await Task.WhenAny(sending, ended).ConfigureAwait(false) == ended)
        {
            // The command's own end says more than a pipe that it closed.
            await ended.ConfigureAwait(false);
        }

        await sending.ConfigureAwait(false);
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }
}
