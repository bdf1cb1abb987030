using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Stops tasks, wherever they run, and waits until they are undone.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ZsTask", SupportsShouldProcess = true)]
[OutputType(typeof(void), typeof(ZsTask))]
public sealed class StopZsTaskCommand : TaskCommand
{
    private readonly HashSet<Guid> _ids = [];

    /// <summary>Writes each task as it ended.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var task in await TasksAsync())
        {
            // One that has ended stays as it is, and that is no error: it may have ended just now.
            if (task.IsCompleted || ShouldProcess(task.ToString(), $"Stop it at '{task.Step}' and undo it"))
            {
                await Cloud.Operations.StopAsync(task.Id, Caller, StopToken);
                _ids.Add(task.Id);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        await foreach (var ended in WaitAsync(_ids, "Stopping tasks", StopToken))
        {
            WriteObject(PassThru ? ended : null);
        }
    }
}
