using System.Globalization;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Benchmarks;

/// <summary>Stops 100 VMs through the pipeline, against the same one at a time, on a vCenter that takes 200 ms for every call.</summary>
internal sealed class BatchBenchmark : IBenchmark
{
    private const int Vms = 100;
    private const double Limit = 0.10;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);

    public string Name => "batch";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using SimulatedVCenter vcenter = await Scale.StartAsync(Vms, cancellationToken);
        using ModuleSession session = new();
        session.Connect(vcenter.Server, vcenter.Port, vcenter.User, vcenter.Password, vcenter.Thumbprint);
        session.Shell.Run("$null = Sync-ZsVCenter -VCenter bench; $vms = Get-ZsVm").Succeed();
        // Compiled and loaded before anything is measured.
        session.Shell.Run("$vms | Stop-ZsVm; $vms | Start-ZsVm").Succeed();

        await vcenter.Control.SetDelayAsync(Delay);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        double pipeline = Stop(session, "$vms | Stop-ZsVm");
        double cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        await vcenter.Control.SetDelayAsync(TimeSpan.Zero);
        session.Shell.Run("$vms | Start-ZsVm").Succeed();

        await vcenter.Control.SetDelayAsync(Delay);
        double oneByOne = Stop(session, "foreach ($vm in $vms) { Stop-ZsVm -Vm $vm }");
        await vcenter.Control.SetDelayAsync(TimeSpan.Zero);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Vms} VMs stopped: {pipeline:0.0} s through the pipeline (cpu {cpu:0.0} s), {oneByOne:0.0} s one at a time"));
        return [Figure.Ratio(Name, pipeline / oneByOne, Limit)];
    }

    // Timed inside the session, so that the host's own start and display do not count; and nothing counts that left a VM running.
    private static double Stop(ModuleSession session, string script)
    {
        double seconds = (double)session.Shell.Run($"$clock = [System.Diagnostics.Stopwatch]::StartNew(); {script}; $clock.Elapsed.TotalSeconds").Succeed().Objects[0].BaseObject;
        int stopped = session.Shell.Run("Get-ZsVm -State Stopped").Succeed().Objects.Count;
        return stopped == Vms ? seconds : throw new InvalidOperationException($"Only {stopped} of {Vms} VMs were stopped.");
    }
}
