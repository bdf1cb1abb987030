using System.Diagnostics;
using System.Runtime.InteropServices;
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
        string host = await PublishHostAsync(cancellationToken);
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

    // PowerShell ships its engine compiled ahead of time; the engine's package does not. A host that compiles it while it runs would be measured instead.
    private static async Task<string> PublishHostAsync(CancellationToken cancellationToken)
    {
        string folder = Repository.PathOf("artifacts", "bench", "PowerShellHost");
        string[] arguments =
        [
            "publish", Repository.PathOf("tests", "PowerShellHost", "PowerShellHost.csproj"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier,
            "--self-contained", "false", "-p:PublishReadyToRun=true", "-o", folder, "--nologo", "-v", "quiet",
        ];
        await RunAsync(arguments, cancellationToken);
        return Path.Combine(folder, "PowerShellHost.dll");
    }

    private static async Task<double> TimeAsync(string host, string command, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        await RunAsync([host, "-NonInteractive", "-Command", command], cancellationToken);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{output}");
        }
    }
}
