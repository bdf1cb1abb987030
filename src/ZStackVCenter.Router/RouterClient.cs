using System.Diagnostics;
using System.Globalization;
using System.Net;
using ZStackVCenter.Router.Look;
using ZStackVCenter.Router.Remote;
using ZStackVCenter.Router.Render;
using ZStackVCenter.Router.State;
using ZStackVCenter.Router.Transport;

namespace ZStackVCenter.Router;

/// <summary>
/// One router, over SSH: makes it what a wanted state says, and looks at it. The connection is made at the first call and kept until the
/// client is disposed; calls of one client follow each other, and a second client is told when it has to wait.
/// </summary>
/// <param name="endpoint">Where the router is and how it lets us in.</param>
public sealed class RouterClient(RouterEndpoint endpoint) : IDisposable
{
    private readonly SshTransport _transport = new(endpoint);

    private RenderOptions Places => new() { CurrentDirectory = endpoint.Root + "/current", DataDirectory = endpoint.Root };

    private RemoteCalls Calls => new(endpoint, _transport);

    /// <summary>
    /// Makes the router what the state says, as a new generation. The same state again changes nothing; what had been changed by hand is then
    /// put right. Either the whole state holds afterwards, or the router is as it was.
    /// </summary>
    /// <exception cref="RouterStateException">The state contradicts itself; the text says every reason. The router was not asked.</exception>
    /// <exception cref="RouterException">The router was not reached, refused a file, or a service did not take it and the router went back.</exception>
    public Task<RouterApplyResult> ApplyAsync(RouterState state, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        return ApplyAsync(RouterRenderer.Render(state, Places), started, cancellationToken);
    }

    /// <summary>Makes the router what rendered files say, as <see cref="ApplyAsync(RouterState, CancellationToken)"/> does.</summary>
    /// <exception cref="RouterException">The router was not reached, refused a file, or a service did not take it and the router went back.</exception>
    internal Task<RouterApplyResult> ApplyAsync(RenderedConfiguration configuration, CancellationToken cancellationToken) =>
        ApplyAsync(configuration, Stopwatch.GetTimestamp(), cancellationToken);

    /// <summary>Compares the router with its generation: files, cards, addresses, routes, kernel settings, ruleset and daemons. Changes nothing.</summary>
    /// <exception cref="RouterException">The router was not reached or could not answer.</exception>
    public async Task<RouterTestResult> TestAsync(CancellationToken cancellationToken)
    {
        var answer = await Calls.ReadAsync("test", cancellationToken).ConfigureAwait(false);
        return new RouterTestResult(answer.Generation ?? 0, [.. answer.Drift.Select(drift => new RouterDrift(drift.What, drift.Text))]);
    }

    /// <summary>How the router is: generation, services, listeners, tunnels, leases and counters, in one call.</summary>
    /// <exception cref="RouterException">The router was not reached or could not answer.</exception>
    public async Task<RouterStatus> LookAsync(CancellationToken cancellationToken) =>
        StatusReader.Read(await Calls.ReadAsync("look", cancellationToken).ConfigureAwait(false));

    /// <summary>Makes an earlier generation the current one again. The router keeps the last five.</summary>
    /// <param name="generation">One of <see cref="RouterStatus.Generations"/>.</param>
    /// <param name="cancellationToken">Ends the wait; what has begun on the router ends by itself.</param>
    /// <exception cref="RouterException">The router has no such generation, was not reached, or went back.</exception>
    public async Task<RouterApplyResult> RollbackAsync(int generation, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var verb = string.Create(CultureInfo.InvariantCulture, $"rollback {generation} {(int)endpoint.LockTimeout.TotalSeconds}");
        return Result(await Calls.CallAsync(verb, cancellationToken).ConfigureAwait(false), started);
    }

    /// <summary>The router's network cards, without the loopback.</summary>
    /// <exception cref="RouterException">The router was not reached or could not answer.</exception>
    public async Task<IReadOnlyList<RouterInterface>> GetInterfacesAsync(CancellationToken cancellationToken)
    {
        var answer = await Calls.ReadAsync("interfaces", cancellationToken).ConfigureAwait(false);
        return [.. answer.Interfaces.Where(card => card is { LinkType: "ether", Mac: not null }).Select(Card)];
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private async Task<RouterApplyResult> ApplyAsync(RenderedConfiguration configuration, long started, CancellationToken cancellationToken) =>
        Result(await Calls.SendAsync(configuration, cancellationToken).ConfigureAwait(false), started);

    private RouterApplyResult Result(RouterAnswer answer, long started) => new()
    {
        Generation = answer.Generation is > 0 and var generation ? generation : throw new RouterException(RouterError.Malformed,
            $"The router at {endpoint} says that it did as it was told, and names no generation: see whether its own programs are well."),
        Previous = answer.Previous,
        IsUnchanged = answer.Unchanged,
        ChangedServices = [.. answer.Changed.Distinct()],
        Mended = answer.Mended,
        Stages = answer.Milliseconds.ToDictionary(stage => stage.Key, stage => TimeSpan.FromMilliseconds(stage.Value)),
        Duration = Stopwatch.GetElapsedTime(started),
    };

    private static RouterInterface Card(InterfaceAnswer card) => new(
        card.Name, card.Mac!, card.State == "UP", card.Mtu,
        [.. (card.Addresses ?? []).Where(address => address.Local is not null).Select(address => new RouterInterfaceAddress(IPAddress.Parse(address.Local!), address.PrefixLength))]);
}
