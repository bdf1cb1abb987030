using System.Diagnostics;
using System.Globalization;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Benchmarks;

/// <summary><c>Get-ZsVm</c> for all of 10,000, and for one by name, from the records.</summary>
internal sealed class GetBenchmark : IBenchmark
{
    private const int Rounds = 21;
    private const double AllLimit = 150;
    private const double OneLimit = 5;

    public string Name => "get";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        using ModuleSession session = new();
        await using (SimulatedVCenter vcenter = await Scale.StartAsync(10_000, cancellationToken))
        {
            session.Connect(vcenter.Server, vcenter.Port, vcenter.User, vcenter.Password, vcenter.Thumbprint);
            session.Shell.Run("$null = Sync-ZsVCenter -VCenter bench").Succeed();
        }

        // The vCenter is gone: the answers come from the records alone.
        int count = (int)session.Shell.Run("$all = Get-ZsVm; @($all).Count").Succeed().Objects[0].BaseObject;
        string name = session.Shell.Run("$all[5000].Name").Succeed().As<string>()[0];
        List<double> all = [];
        List<double> one = [];
        for (int i = 0; i < Rounds; i++)
        {
            all.Add(Time(session, "$all = Get-ZsVm"));
            one.Add(Time(session, $"$one = Get-ZsVm -Name {name}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:#,0} VMs in the records, medians of {Rounds}: all {all.Median():0.0} ms, one by name {one.Median():0.00} ms"));
        return [Figure.Milliseconds("get one", one.Median(), OneLimit), Figure.Milliseconds(Name, all.Median(), AllLimit)];
    }

    // Timed inside the session, so that the host's own start and display do not count.
    private static double Time(ModuleSession session, string script) =>
        (double)session.Shell.Run($"$clock = [System.Diagnostics.Stopwatch]::StartNew(); {script}; $clock.Elapsed.TotalMilliseconds").Succeed().Objects[0].BaseObject;
}
