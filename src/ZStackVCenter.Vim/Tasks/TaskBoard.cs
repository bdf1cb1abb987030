using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tasks;

/// <summary>One wait for one task.</summary>
internal sealed class FollowedTask(ManagedObjectReference task, IProgress<TaskInfo>? progress)
{
    private readonly TaskCompletionSource<TaskInfo> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ManagedObjectReference Task { get; } = task;

    public Task<TaskInfo> Ended => _ended.Task;

    public void Moved(TaskInfo info)
    {
        progress?.Report(info);
        switch (info.State)
        {
            case TaskInfoState.Success:
                _ended.TrySetResult(info);
                break;
            case TaskInfoState.Error:
                _ended.TrySetException(new VimTaskException(info));
                break;
        }
    }

    public void Failed(Exception reason) => _ended.TrySetException(reason);
}

/// <summary>The tasks that somebody waits for, and which of them the server has been told of. Safe for use by many at once.</summary>
internal sealed class TaskBoard
{
    private readonly Lock _guard = new();
    private readonly List<FollowedTask> _waits = [];
    private readonly HashSet<ManagedObjectReference> _new = [];
    private readonly HashSet<ManagedObjectReference> _done = [];

    public bool HasNew
    {
        get
        {
            lock (_guard)
            {
                return _new.Count > 0;
            }
        }
    }

    public FollowedTask Add(ManagedObjectReference task, IProgress<TaskInfo>? progress)
    {
        var followed = new FollowedTask(task, progress);
        lock (_guard)
        {
            _waits.Add(followed);
            _new.Add(task);
            _done.Remove(task);
        }

        return followed;
    }

    public void Remove(FollowedTask followed)
    {
        lock (_guard)
        {
            _waits.Remove(followed);
            if (!_waits.Exists(w => w.Task == followed.Task) && !_new.Remove(followed.Task))
            {
                _done.Add(followed.Task);
            }
        }
    }

    /// <summary>What the server has not been told yet: tasks to watch, and tasks that nobody waits for any more.</summary>
    public (List<ManagedObjectReference> Added, List<ManagedObjectReference> Removed) TakeChanges()
    {
        lock (_guard)
        {
            var changes = (_new.ToList(), _done.ToList());
            _new.Clear();
            _done.Clear();
            return changes;
        }
    }

    /// <summary>All tasks that somebody waits for, to tell a server that knows of none.</summary>
    public List<ManagedObjectReference> TakeAll()
    {
        lock (_guard)
        {
            _new.Clear();
            _done.Clear();
            return [.. _waits.Select(w => w.Task).Distinct()];
        }
    }

    public void Moved(ManagedObjectReference task, TaskInfo info)
    {
        foreach (var wait in Waits(task))
        {
            wait.Moved(info);
        }
    }

    public void Fail(ManagedObjectReference task, Exception reason)
    {
        foreach (var wait in Waits(task))
        {
            wait.Failed(reason);
        }
    }

    public void FailAll(Exception reason)
    {
        foreach (var wait in Waits(null))
        {
            wait.Failed(reason);
        }
    }

    private List<FollowedTask> Waits(ManagedObjectReference? task)
    {
        lock (_guard)
        {
            return _waits.FindAll(w => task is null || w.Task == task);
        }
    }
}
