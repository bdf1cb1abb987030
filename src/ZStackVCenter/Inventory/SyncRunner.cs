using ZStackVCenter.Engine;
using ZStackVCenter.Engine.Inventory;

namespace ZStackVCenter.Commands;

/// <summary>Synchronises vCenters side by side and shows how far it is.</summary>
internal sealed class SyncRunner(CloudEngine engine, Func<int, string, ProgressLine> lines, Action<Action> post)
{
    private const int FirstActivity = 100;

    /// <summary>The report of one vCenter.</summary>
    /// <param name="vCenter">The vCenter, which must be connected.</param>
    /// <param name="options">What to read, and whether to write.</param>
    /// <param name="number">Its place among the vCenters of the command, from 0.</param>
    /// <param name="cancellationToken">Ends it; the records are then as before.</param>
    public async Task<ZsSyncReport> RunAsync(ZsVCenter vCenter, SyncOptions options, int number, CancellationToken cancellationToken)
    {
        using var line = lines(FirstActivity + number, $"Synchronising {vCenter.Name}");
        return await engine.Sync.SyncAsync(vCenter.Id, options, new Steps(line, post), cancellationToken);
    }

    private static string Describe(SyncProgress progress) => progress.Phase switch
    {
        SyncPhase.Waiting => "Waiting for its turn",
        SyncPhase.Landscape => "Clusters, hosts, storage and networks",
        SyncPhase.Vms => $"{progress.Done} virtual machines and templates",
        SyncPhase.Writing => "Writing the difference",
        _ => "Done",
    };

    private sealed class Steps(ProgressLine line, Action<Action> post) : IProgress<SyncProgress>
    {
        public void Report(SyncProgress value)
        {
            var (status, percent) = (Describe(value), value.Percent ?? -1);
            post(() => line.Show(status, percent));
        }
    }
}
