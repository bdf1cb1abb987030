using ZStackVCenter.Vim;
using ZStackVCenter.Vim.Tasks;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Connections;

/// <summary>Runs vSphere's tasks to their end.</summary>
internal static class VimTasks
{
    /// <summary>Begins a task and waits for its end.</summary>
    /// <param name="use">The session.</param>
    /// <param name="target">The name of what it works on, for the error.</param>
    /// <param name="begin">Calls the method that returns the task.</param>
    /// <param name="report">Told how much of it is done, 0 to 100; may be null.</param>
    /// <param name="cancellationToken">Asks vCenter to cancel the task and ends the wait.</param>
    /// <returns>The task as it ended.</returns>
    /// <exception cref="ZsException"><see cref="ZsErrorId.TaskFailed"/> with vCenter's own words, or what the connection came to.</exception>
    public static async Task<TaskInfo> RunAsync(
        SessionUse use, string target, Func<VimClient, CancellationToken, Task<ManagedObjectReference>> begin, Action<int>? report, CancellationToken cancellationToken)
    {
        try
        {
            var task = await begin(use.Client, cancellationToken).ConfigureAwait(false);
            return await use.Client.Tasks.WaitAsync(task, report is null ? null : new Percent(report), cancellationToken).ConfigureAwait(false);
        }
        catch (VimTaskException e)
        {
            var words = string.IsNullOrWhiteSpace(e.Words) ? $"it said no more than {e.FaultName}" : e.Words.Trim().TrimEnd('.');
            throw new ZsException(ZsErrorId.TaskFailed, ZsErrorCategory.InvalidResult,
                $"vCenter '{use.VCenter.Name}' could not do {e.Method} on '{target}' ({e.FaultName}): {words}.", null, target, e);
        }
        catch (VimException e)
        {
            throw VimErrors.Translate(e, use.VCenter.Name);
        }
    }

    private sealed class Percent(Action<int> report) : IProgress<TaskInfo>
    {
        public void Report(TaskInfo value)
        {
            if (value.Progress is { } percent)
            {
                report(percent);
            }
        }
    }
}
