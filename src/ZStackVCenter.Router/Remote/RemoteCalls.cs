using System.Text.Json;
using System.Text.RegularExpressions;
using ZStackVCenter.Router.Render;
using ZStackVCenter.Router.Transport;

namespace ZStackVCenter.Router.Remote;

/// <summary>Has the script on a router do something, sends it first when it is not there, and reads its answer.</summary>
internal sealed partial class RemoteCalls(RouterEndpoint endpoint, SshTransport transport)
{
    private const string NoScript = "NoScript";

    /// <summary>One call that changes nothing and needs no upload, unless the script is not there yet.</summary>
    /// <exception cref="RouterException">Not reached, or the router's own failure.</exception>
    public Task<RouterAnswer> ReadAsync(string verb, CancellationToken cancellationToken) => CallAsync(verb, reads: true, cancellationToken);

    /// <summary>One call that needs no upload, unless the script is not there yet.</summary>
    /// <exception cref="RouterException">Not reached, or the router's own failure.</exception>
    public Task<RouterAnswer> CallAsync(string verb, CancellationToken cancellationToken) => CallAsync(verb, reads: false, cancellationToken);

    /// <summary>Sends a configuration in one stream and has it taken, in one command.</summary>
    /// <exception cref="RouterException">Not reached, or the router's own failure; it is then as it was.</exception>
    public async Task<RouterAnswer> SendAsync(RenderedConfiguration configuration, CancellationToken cancellationToken)
    {
        CheckRoot();
        var bundle = Bundle.Pack(configuration);
        var command = RemoteScript.Receive(endpoint.Root, bundle, endpoint.AnswerTimeout, $"apply \"$in/files\" {(int)endpoint.LockTimeout.TotalSeconds}");
        return Succeeded(await RunAsync(command, bundle, reads: false, cancellationToken).ConfigureAwait(false));
    }

    private async Task<RouterAnswer> CallAsync(string verb, bool reads, CancellationToken cancellationToken)
    {
        CheckRoot();
        var answer = await RunAsync(RemoteScript.Call(endpoint.Root, verb), default, reads, cancellationToken).ConfigureAwait(false);
        if (answer.Error == NoScript)
        {
            var bundle = Bundle.Pack(null);
            answer = await RunAsync(RemoteScript.Receive(endpoint.Root, bundle, endpoint.AnswerTimeout, verb), bundle, reads, cancellationToken).ConfigureAwait(false);
        }

        return Succeeded(answer);
    }

    private async Task<RouterAnswer> RunAsync(string command, ReadOnlyMemory<byte> input, bool reads, CancellationToken cancellationToken)
    {
        var reply = await transport.RunAsync(command, input, reads, cancellationToken).ConfigureAwait(false);
        return Read(reply);
    }

    private RouterAnswer Read(RouterReply reply)
    {
        var line = reply.Output.Split('\n').LastOrDefault(line => line.StartsWith('{'));
        try
        {
            if (line is not null && JsonSerializer.Deserialize(line, RouterAnswerJson.Default.RouterAnswer) is { Schema: RouterAnswer.KnownSchema } answer)
            {
                return answer;
            }
        }
        catch (JsonException error)
        {
            throw Malformed(reply, error);
        }

        throw reply.Status is null or > 128
            ? new RouterException(RouterError.ConnectionLost, $"The script on the router at {endpoint} was killed before it answered. {SshTransport.Unknown}")
            : Malformed(reply, null);
    }

    private RouterException Malformed(RouterReply reply, Exception? error) => new(
        RouterError.Malformed,
        $"The router at {endpoint} gave no answer that this version understands (exit status {reply.Status}): {Short(reply.Errors.Length > 0 ? reply.Errors : reply.Output)}",
        error);

    private RouterAnswer Succeeded(RouterAnswer answer)
    {
        if (answer.Ok)
        {
            return answer;
        }

        var words = string.IsNullOrWhiteSpace(answer.Words) ? null : answer.Words.Trim();
        throw new RouterException(
            Enum.TryParse(answer.Error, out RouterError error) ? error : RouterError.Malformed,
            $"Router {endpoint}: {answer.Message}{(words is null ? "." : $". It said: {words}")}")
        {
            Service = answer.Service,
            Words = words,
            Generation = answer.Generation,
        };
    }

    // The folder stands in a shell command.
    private void CheckRoot()
    {
        if (!PlainPath().IsMatch(endpoint.Root))
        {
            throw new ArgumentException($"The root folder {endpoint.Root} must be an absolute path of letters, digits, dots, dashes, underscores and slashes.");
        }
    }

    private static string Short(string text) => text.Length <= 500 ? text.Trim() : text[..500].Trim() + " …";

    [GeneratedRegex("^(/[A-Za-z0-9._-]+)+$")]
    private static partial Regex PlainPath();
}
