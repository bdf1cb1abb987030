using System.Text.Json;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Benchmarks;

/// <summary>The same synchronization against a bare download of the same answers.</summary>
internal sealed class SyncFloorBenchmark : IBenchmark
{
    // Enough for the median to be one of a settled process on both sides: in the first three the compiler of .NET and the server warm up.
    private const int Rounds = 9;
    private const double Limit = 1.2;

    public string Name => "sync-floor";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using SimulatedVCenter vcenter = await Scale.StartAsync(10_000, cancellationToken);
        RecordedCalls calls = await RecordedCalls.OverhearAsync(vcenter);
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(calls.Calls), cancellationToken);
            List<double> ours = [];
            List<double> floor = [];
            Console.WriteLine($"10,000 VMs, {Rounds} rounds in turns ({calls.Calls.Count} calls):");
            await using Side own = Scale.StartSync(vcenter);
            await using Side bare = Side.StartOwn("download", "floor", vcenter.Uri.AbsoluteUri, vcenter.User, vcenter.Password, vcenter.Thumbprint, file);
            for (int i = 0; i < Rounds; i++)
            {
                floor.Add((await bare.RunAsync(cancellationToken)).Wall);
                ours.Add((await own.RunAsync(cancellationToken)).Wall);
            }

            return [Figure.Ratio(Name, ours.Median() / floor.Median(), Limit)];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
