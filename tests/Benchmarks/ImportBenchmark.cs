using System.Diagnostics;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Benchmarks;

/// <summary><c>Import-Module</c> in a fresh process, less the same process without it.</summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const int Rounds = 15;
    private const double Limit = 120;

    public string Name => "import";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        string host = Path.Combine(AppContext.BaseDirectory, "PowerShellHost.dll");
        string import = $"Import-Module -Name '{Repository.ModuleManifest}'";
        List<double> with = [];
        List<double> without = [];
        for (int i = 0; i < Rounds; i++)
        {
            without.Add(await TimeAsync(host, "$null = 1", cancellationToken));
            with.Add(await TimeAsync(host, import, cancellationToken));
        }

        Console.WriteLine($"{Rounds} fresh processes each, medians: {without.Median():0} ms without, {with.Median():0} ms with Import-Module");
        return [Figure.Milliseconds(Name, with.Median() - without.Median(), Limit)];
    }

    private static async Task<double> TimeAsync(string host, string command, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("dotnet", [host, "-NonInteractive", "-Command", command]) { RedirectStandardOutput = true };
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        double elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return process.ExitCode == 0 ? elapsed : throw new InvalidOperationException($"{command} failed:\n{output}");
    }
}
