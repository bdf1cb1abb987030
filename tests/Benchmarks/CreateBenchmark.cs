using System.Globalization;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Benchmarks;

/// <summary>
/// 100 VMs from one template in one pipeline, against one at a time, with a vCenter that takes 200 ms for every answer. One at a time takes
/// as long for each as for the next: a part of them is made, and the rest reckoned.
/// </summary>
internal sealed class CreateBenchmark : IBenchmark
{
    private const int Count = 100;
    private const int OneByOne = 10;
    private const double Limit = 0.15;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);

    public string Name => "create";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using SimulatedVCenter vcenter = await SimulatedVCenter.StartAsync(new() { Demo = true }, cancellationToken);
        using ModuleSession session = new();
        session.Connect(vcenter.Server, vcenter.Port, vcenter.User, vcenter.Password, vcenter.Thumbprint);
        session.Shell.Run("""
            $null = Sync-ZsVCenter -VCenter bench
            $null = New-ZsNetwork bench-net -Flat -Switch dvs-production -Cluster Production -VlanId 900 -Cidr 10.90.0.0/22
            $null = New-ZsInstanceOffering bench 1 128MB
            $how = @{ Image = 'tpl-ubuntu-22.04'; InstanceOffering = 'bench'; Network = 'bench-net' }
            $null = New-ZsVm warm-up @how -Count 2
            """).Succeed();
        await vcenter.Control.SetDelayAsync(Delay);
        double one = Seconds(session, $"1..{OneByOne} | ForEach-Object {{ $null = New-ZsVm \"single-$_\" @how }}") / OneByOne;
        double together = Seconds(session, $"$made = 1..{Count} | ForEach-Object {{ [pscustomobject]@{{ Name = \"many-$_\" }} }} | New-ZsVm @how");
        int made = (int)session.Shell.Run("@($made).Count").Succeed().Objects[0].BaseObject;
        if (made != Count)
        {
            throw new InvalidOperationException($"{made} of {Count} VMs were made.");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"one at a time {one:0.00} s each, {one * Count:0.0} s for {Count}; {Count} in one pipeline {together:0.0} s"));
        return [Figure.Ratio(Name, together / (one * Count), Limit)];
    }

    // Timed inside the session, so that the host's own start and display do not count.
    private static double Seconds(ModuleSession session, string script) =>
        (double)session.Shell.Run($"$clock = [System.Diagnostics.Stopwatch]::StartNew(); {script}; $clock.Elapsed.TotalSeconds").Succeed().Objects[^1].BaseObject;
}
