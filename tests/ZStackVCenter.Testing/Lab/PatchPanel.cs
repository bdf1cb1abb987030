using System.Diagnostics;
using System.Globalization;

namespace ZStackVCenter.Testing.Lab;

/// <summary>The wires between machines: a bridge for each network, where everything that passes can be looked at.</summary>
public sealed class PatchPanel : IAsyncDisposable
{
    private readonly Machine _panel;
    private int _ports;

    private PatchPanel(Machine panel) => _panel = panel;

    /// <summary>The machine whose bridges the networks are.</summary>
    public Machine Machine => _panel;

    /// <summary>Starts a panel without any network.</summary>
    public static async Task<PatchPanel> StartAsync(CancellationToken cancellationToken = default) =>
        new(await Machine.StartAsync("panel", cancellationToken));

    /// <summary>
    /// Adds a network; <paramref name="name"/> is the name of its bridge, at most 15 characters. With an <paramref name="address"/> (10.0.0.1/24) the
    /// panel itself stands on the network, and <see cref="Machine"/> reaches what is on it.
    /// </summary>
    public async Task AddNetworkAsync(string name, string? address = null)
    {
        await _panel.RunAsync("ip", "link", "add", name, "type", "bridge", "forward_delay", "0");
        await _panel.RunAsync("ip", "link", "set", name, "up");
        if (address is not null)
        {
            await _panel.RunAsync("ip", "address", "add", address, "dev", name);
        }
    }

    /// <summary>Puts a card into a machine and plugs it into a network.</summary>
    public async Task ConnectAsync(Machine machine, string card, string mac, string network)
    {
        string port = string.Create(CultureInfo.InvariantCulture, $"port{Interlocked.Increment(ref _ports)}");
        await MakeAsync(_panel, port, machine, card, mac);
        await _panel.RunAsync("ip", "link", "set", port, "master", network, "up");
        await machine.RunAsync("ip", "link", "set", card, "up");
    }

    /// <summary>Puts a card into each of two machines, and a cable between them, with no panel on the way.</summary>
    public static async Task JoinAsync(Machine left, string leftCard, string leftMac, Machine right, string rightCard, string rightMac)
    {
        await MakeAsync(left, leftCard, right, rightCard, rightMac);
        await left.RunAsync("ip", "link", "set", leftCard, "address", leftMac, "up");
        await right.RunAsync("ip", "link", "set", rightCard, "up");
    }

    private static async Task MakeAsync(Machine left, string leftCard, Machine right, string rightCard, string rightMac)
    {
        // Not from inside a machine: it does not see the processes of another.
        using Process making = left.StartOutside(
            "ip", "link", "add", leftCard, "type", "veth", "peer", "name", rightCard, "address", rightMac,
            "netns", right.ProcessId.ToString(CultureInfo.InvariantCulture));
        CommandResult made = await CommandResult.OfAsync(making);
        if (!made.Ok)
        {
            throw new InvalidOperationException($"The card {rightCard} of {right.Name} could not be made: {made.Errors}");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _panel.DisposeAsync();
}
