using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ZStackVCenter.Benchmarks;

/// <summary>What one side did in one round. Times are in seconds, the peak of its memory in bytes.</summary>
internal sealed record Round(double Wall, double Cpu, int Objects, long Peak);

/// <summary>
/// A measured side: a process of its own, which does a round for every line that it is sent and answers with a line of JSON.
/// Each measures itself, its processor time by getrusage, so that neither pays for the other or for the one that counts.
/// </summary>
internal sealed class Side : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // What the preparation left to the compiler in the background begins a tenth of a second later, and is not the measured work's.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);
    private readonly Process _process;
    private readonly string _name;

    private Side(string name, Process process)
    {
        _name = name;
        _process = process;
    }

    /// <summary>Starts another program as a side.</summary>
    public static Side Start(string name, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return new Side(name, Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started."));
    }

    /// <summary>Starts this program again as one of its own sides.</summary>
    public static Side StartOwn(string name, params string[] arguments) =>
        Start(name, "dotnet", [Environment.GetCommandLineArgs()[0], "side", .. arguments]);

    /// <summary>Does one round.</summary>
    public async Task<Round> RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        await _process.StandardInput.WriteLineAsync("go".AsMemory(), limit.Token);
        await _process.StandardInput.FlushAsync(limit.Token);
        string line = await _process.StandardOutput.ReadLineAsync(limit.Token)
            ?? throw new InvalidOperationException($"{_name} ended without an answer.");
        Round round = JsonSerializer.Deserialize<Round>(line, Json) ?? throw new InvalidOperationException($"{_name} said {line}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {_name,-10} {round.Wall,7:0.000} s   cpu {round.Cpu,7:0.000} s   {round.Objects,6} objects   peak {round.Peak / 1048576.0,6:0} MB"));
        return round;
    }

    /// <summary>Answers the rounds that the parent asks for, in the side's own process.</summary>
    public static async Task<int> AnswerAsync(Func<CancellationToken, Task<Func<Task<int>>>> prepare, CancellationToken cancellationToken)
    {
        while (await Console.In.ReadLineAsync(cancellationToken) is not null)
        {
            Func<Task<int>> work = await prepare(cancellationToken);
            await Task.Delay(Settling, cancellationToken);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long started = Stopwatch.GetTimestamp();
            int objects = await work();
            double wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
            double cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            using Process self = Process.GetCurrentProcess();
            Console.WriteLine(JsonSerializer.Serialize(new Round(wall, cpu, objects, self.PeakWorkingSet64), Json));
        }

        return 0;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
