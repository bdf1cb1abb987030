using System.Management.Automation;
using ZStackVCenter.Errors;
using ZStackVCenter.Operations;

namespace ZStackVCenter.Commands;

/// <summary>Waits until tasks have ended, and writes what they made or changed.</summary>
[Cmdlet(VerbsLifecycle.Wait, "ZsTask")]
[OutputType(typeof(ZsVm), typeof(ZsNetwork), typeof(ZsSyncReport), typeof(ZsTask))]
public sealed class WaitZsTaskCommand : TaskCommand
{
    private readonly HashSet<Guid> _ids = [];

    /// <summary>Waits at most so many seconds; 0 waits for ever.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue / 1000)]
    public int TimeoutSec { get; set; }

    /// <summary>Waits for one of them, whichever ends first.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <summary>Writes the tasks instead of their results, also those that failed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync() => _ids.UnionWith((await TasksAsync()).Select(t => t.Id));

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        if (TimeoutSec > 0)
        {
            end.CancelAfter(TimeSpan.FromSeconds(TimeoutSec));
        }
        var left = new HashSet<Guid>(_ids);
        try
        {
            await foreach (var task in WaitAsync(_ids, "Waiting for tasks", end.Token))
            {
                left.Remove(task.Id);
                await WriteAsync(task);
                if (Any)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!StopToken.IsCancellationRequested)
        {
            foreach (var id in left)
            {
                WriteError(ZsErrors.StillRunning(await Cloud.Operations.GetAsync(id, StopToken), TimeoutSec));
            }
        }
    }

    private async Task WriteAsync(ZsTask task)
    {
        if (PassThru)
        {
            WriteObject(task);
        }
        else if (task.State == ZsTaskState.Succeeded)
        {
            if (task.LeftOver is { } left)
            {
                WriteWarning(left);
            }
            WriteObject(await TaskResult.OfAsync(Cloud, task, StopToken));
        }
        else
        {
            WriteError(ZsErrors.TaskEnded(task));
        }
    }
}
