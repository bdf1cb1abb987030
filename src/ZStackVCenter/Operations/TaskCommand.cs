using System.Management.Automation;
using ZStackVCenter.Completion;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that has to do with tasks until they have ended.</summary>
public abstract class TaskCommand : CloudCommand
{
    private const int ActivityId = 300;

    /// <summary>The tasks, which may have been begun in another session or by another process; or their ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public ZsTaskIdentity[]? Task { get; set; }

    /// <summary>The tasks that an argument means and that the records have.</summary>
    private protected async Task<IReadOnlyList<ZsTask>> TasksAsync()
    {
        var found = new List<ZsTask>();
        foreach (var one in Task!)
        {
            await EachAsync(async () =>
            {
                found.Add(await Cloud.Operations.GetAsync(one.Id!.Value, StopToken));
            });
        }
        return found;
    }

    /// <summary>Waits for tasks and shows how far they are.</summary>
    /// <param name="ids">The records' ids of the tasks.</param>
    /// <param name="activity">What the line of progress says.</param>
    /// <param name="cancellationToken">Ends the waiting; the tasks go on.</param>
    /// <returns>Each as it ended, the first that ended first.</returns>
    private protected async IAsyncEnumerable<ZsTask> WaitAsync(
        IReadOnlyCollection<Guid> ids, string activity, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var line = Progress(ActivityId, activity, ProgressLine.UsualDelay);
        var warned = new HashSet<Guid>();
        var away = (await Cloud.VCenters.ListAsync(cancellationToken)).Where(v => v.Status != ZsStatus.Connected).Select(v => v.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var waiting = Cloud.Operations.WaitAllAsync(ids, running => Post(() => Show(running)), cancellationToken);
        await foreach (var ended in waiting)
        {
            yield return ended;
        }

        void Show(IReadOnlyList<ZsTask> running)
        {
            foreach (var stuck in running.Where(t => t.Abandoned && t.VCenter is { } vCenter && away.Contains(vCenter) && warned.Add(t.Id)))
            {
                WriteWarning($"The process of task '{stuck}' is gone. Connect vCenter '{stuck.VCenter}' to have it ended.");
            }
            line.Show($"{ids.Count - running.Count} of {ids.Count}, {running[0]}: {running[0].Step}", 100 * (ids.Count - running.Count) / ids.Count);
        }
    }
}
