using System.Globalization;
using System.Net.Sockets;
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
    /// <summary>What is true of a router that did not say how an apply ended.</summary>
    public const string Unknown =
        "What was asked may have been applied or not: the router ends with the old or the new configuration by itself, never between. Look at it, or apply again, which changes nothing that is there.";

    /// <summary>How long to wait for the end of a connection that is given up.</summary>
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private SshClient? _client;

    /// <summary>
    /// Runs a command, gives it the input, and waits for its end. A kept connection that has died, as after a restart of the router, is made anew for a
    /// command that cannot have done anything yet: one that only reads, or one whose input had not left whole.
    /// </summary>
    /// <param name="command">The shell's text.</param>
    /// <param name="input">What it reads; a command with an input does nothing before it has all of it.</param>
    /// <param name="reads">Whether it changes nothing.</param>
    /// <param name="cancellationToken">Ends the wait; what has begun on the router ends by itself.</param>
    /// <exception cref="RouterException">The router was not reached, is not the pinned one, refused the key, hung or broke off.</exception>
    public async Task<RouterReply> RunAsync(string command, ReadOnlyMemory<byte> input, bool reads, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_client is { IsConnected: true } kept)
            {
                try
                {
                    return await RunAsync(kept, command, input, cancellationToken).ConfigureAwait(false);
                }
                catch (RouterException error) when (error.Error == RouterError.UploadCut || (reads && error.Error == RouterError.ConnectionLost))
                {
                    // On to a fresh one.
                }
            }

            await DropAsync().ConfigureAwait(false);
            _client = await SshLogin.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return await RunAsync(_client, command, input, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Part()?.Wait(Parting);
        _turn.Dispose();
    }

    private async Task<RouterReply> RunAsync(SshClient client, string command, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            var (reply, isUsable) = await ExecuteAsync(client, command, input, cancellationToken).ConfigureAwait(false);
            if (!isUsable)
            {
                await DropAsync().ConfigureAwait(false);
            }

            return reply;
        }
        catch
        {
            // What is left of a conversation that went wrong is not used for another one.
            await DropAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<(RouterReply Reply, bool IsUsable)> ExecuteAsync(SshClient client, string command, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(endpoint.AnswerTimeout);
        // On a network that has gone silent the library waits where it takes no token; what is given up ends with its connection. The library's own way
        // to give a command up would send it a signal, in the middle of whatever it does.
        var talk = Task.Run(() => TalkAsync(client, command, input), CancellationToken.None);
        try
        {
            return await talk.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RouterException(RouterError.TimedOut, string.Create(CultureInfo.InvariantCulture,
                $"The router at {endpoint} did not answer within {endpoint.AnswerTimeout.TotalSeconds:0.#} s. {Unknown}"), error);
        }
    }

    private async Task<(RouterReply Reply, bool IsUsable)> TalkAsync(SshClient client, string command, ReadOnlyMemory<byte> input)
    {
        var sending = Task.FromResult(false);
        try
        {
            // The library tells a command that its input ends only when there was some.
            using var running = client.CreateCommand(input.IsEmpty ? "exec </dev/null\n" + command : command, Encoding.UTF8);
            var ended = running.ExecuteAsync(CancellationToken.None);
            // The write blocks while the router's window is full, so it has a thread of its own.
            sending = Task.Run(() => Send(running, input, ended));
            await ended.ConfigureAwait(false);
            // It may have ended before it took its input. The library then tells a channel that is no more of the input's end, for which sshd breaks off
            // the connection: the next command has one of its own.
            return (new RouterReply(running.ExitStatus, running.Result, running.Error), input.IsEmpty || (running.ExitStatus == 0 && sending.IsCompleted));
        }
        catch (Exception error) when (IsBreak(error))
        {
            var isAsItWas = !input.IsEmpty && !await sending.ConfigureAwait(false);
            throw isAsItWas
                ? new RouterException(RouterError.UploadCut,
                    $"The connection to the router at {endpoint} broke before all of the upload had left ({Words(error)}). None of it was used, and the router is as it was: apply again.", error)
                : new RouterException(RouterError.ConnectionLost, $"The connection to the router at {endpoint} broke before its answer came ({Words(error)}). {Unknown}", error);
        }
    }

    /// <summary>Sends the input and its end; false when not all of it can have left.</summary>
    private static bool Send(SshCommand running, ReadOnlyMemory<byte> input, Task ended)
    {
        if (input.IsEmpty)
        {
            return true;
        }

        try
        {
            using var stream = running.CreateInputStream();
            var rest = input;
            while (rest.Length > 0 && !ended.IsCompleted)
            {
                stream.Write(rest.Span[..Math.Min(rest.Length, 32 * 1024)]);
                rest = rest[Math.Min(rest.Length, 32 * 1024)..];
            }

            return rest.IsEmpty;
        }
        catch (Exception error) when (IsBreak(error))
        {
            // The command has ended, or its connection has: that end says more than an input that nobody takes.
            return false;
        }
    }

    private static bool IsBreak(Exception error) => error is SshException or IOException or SocketException or InvalidOperationException;

    private static string Words(Exception error) => error.Message.TrimEnd('.');

    private async Task DropAsync()
    {
        if (Part() is { } parting)
        {
            await Task.WhenAny(parting, Task.Delay(Parting)).ConfigureAwait(false);
        }
    }

    // The library says good-bye, for which it may wait until TCP gives the network up.
    private Task? Part() => Interlocked.Exchange(ref _client, null) is { } client ? Task.Run(client.Dispose) : null;
}
