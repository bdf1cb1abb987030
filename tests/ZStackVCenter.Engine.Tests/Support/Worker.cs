using System.Diagnostics;

namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>A process of its own that does some work of tests/EngineWorker, and that a test may kill.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private Task _reading = Task.CompletedTask;

    private Worker(Process process) => _process = process;

    /// <summary>What it has said since it began.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Starts a worker and waits until it is ready; it does nothing before <see cref="Go"/>.</summary>
    public static async Task<Worker> StartAsync(string work, params (string Name, string Value)[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(typeof(EngineWorker.WorkArguments).Assembly.Location);
        start.ArgumentList.Add(work);
        foreach (var (name, value) in arguments)
        {
            start.ArgumentList.Add($"{name}={value}");
        }
        var worker = new Worker(Process.Start(start)!);
        using var limit = new CancellationTokenSource(Limit);
        Assert.Equal("ready", await worker._process.StandardOutput.ReadLineAsync(limit.Token));
        return worker;
    }

    /// <summary>Lets it begin.</summary>
    public void Go()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        _reading = ReadAsync();
    }

    /// <summary>Waits until it has said something.</summary>
    public async Task SaysAsync(string line)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!Lines.Contains(line))
        {
            Assert.False(_reading.IsCompleted, $"The worker ended without '{line}': {string.Join("; ", Lines)}");
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Waits until it has ended; gives its exit code, 137 when it was killed.</summary>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _reading.WaitAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Lets it begin, and waits until it has ended.</summary>
    public Task<int> RunAsync()
    {
        Go();
        return EndAsync();
    }

    /// <summary>Kills it at once (SIGKILL).</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }
}
