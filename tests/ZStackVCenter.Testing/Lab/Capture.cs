using System.Diagnostics;
using System.Text;

namespace ZStackVCenter.Testing.Lab;

/// <summary>What passed on a wire: tcpdump, with the bytes of each packet as text.</summary>
public sealed class Capture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process _process;
    private readonly StringBuilder _text = new();
    private readonly Task _reading;

    private Capture(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>Starts to look at a network of the panel, and waits until it sees.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="network">The network's name.</param>
    /// <param name="filter">A filter of pcap-filter(7), or nothing for every packet.</param>
    public static async Task<Capture> StartAsync(PatchPanel panel, string network, string filter = "")
    {
        Process process = panel.Machine.Start("tcpdump", "-i", network, "-n", "-l", "-A", "-s", "0", "--immediate-mode", filter);
        string? line;
        do
        {
            line = await process.StandardError.ReadLineAsync().WaitAsync(Patience);
        }
        while (line is not null && !line.StartsWith("listening on", StringComparison.Ordinal));
        return line is null ? throw new InvalidOperationException("tcpdump did not start.") : new Capture(process);
    }

    /// <summary>Ends the look and gives all that was seen: a line for each packet, then its bytes.</summary>
    public async Task<string> EndAsync()
    {
        // What the kernel holds for it is read within a moment; tcpdump itself cannot be asked.
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        _process.Kill(entireProcessTree: true);
        await _reading.WaitAsync(Patience);
        lock (_text)
        {
            return _text.ToString();
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_text)
            {
                _text.AppendLine(line);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _reading.WaitAsync(Patience);
        _process.Dispose();
    }
}
