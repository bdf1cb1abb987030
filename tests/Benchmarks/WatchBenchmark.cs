using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using ZStackVCenter.PowerShellHost;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Benchmarks;

/// <summary>From a power change on the server to the changed record on the pipeline.</summary>
internal sealed class WatchBenchmark : IBenchmark
{
    private const int Changes = 200;
    private const int WarmUp = 5;
    private const double Limit = 100;
    private static readonly TimeSpan Lost = TimeSpan.FromSeconds(30);

    public string Name => "watch";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using SimulatedVCenter vcenter = await Scale.StartAsync(1_000, cancellationToken);
        using ModuleSession session = new();
        session.Connect(vcenter.Server, vcenter.Port, vcenter.User, vcenter.Password, vcenter.Thumbprint);
        session.Shell.Run("$null = Sync-ZsVCenter -VCenter bench").Succeed();
        string[] names = [.. session.Shell.Run("(Get-ZsVm | Select-Object -First 20).Name").Succeed().As<string>()];

        using RunningScript watch = session.Shell.Start("Watch-ZsVCenter -VCenter bench");
        while (await vcenter.Control.WatcherCountAsync() == 0)
        {
            await Task.Delay(50, cancellationToken);
        }

        List<double> times = [];
        for (int i = 0; i < Changes + WarmUp; i++)
        {
            string name = names[i % names.Length];
            string state = i / names.Length % 2 == 0 ? "off" : "on";
            // The clock starts before the server is asked to change anything: what is measured is never too short.
            long started = Stopwatch.GetTimestamp();
            Task changing = vcenter.Control.PowerVmAsync(name, state);
            await ArrivalAsync(watch, name, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await changing;
        }

        watch.Stop();
        double[] measured = [.. times.Skip(WarmUp)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Changes} power changes among 1,000 VMs: median {measured.Median():0.0} ms, worst {measured.Max():0.0} ms"));
        return [Figure.Milliseconds(Name, measured.Percentile(0.95), Limit)];
    }

    private static async Task ArrivalAsync(RunningScript watch, string name, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Lost);
        while (true)
        {
            PSObject change = await watch.NextAsync(limit.Token) ?? throw new InvalidOperationException($"The watch ended: {string.Join('\n', watch.Wait().Errors)}");
            if (change.Properties.Any(p => p.Value is string text && text == name))
            {
                return;
            }
        }
    }
}
