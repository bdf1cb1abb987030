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
    private readonly HashSet<ManagedObjectReference> _told = [];
    private readonly HashSet<ManagedObjectReference> _done = [];

    // The server tells of a task when something moves: whoever comes to one that it watches already must hear of it from here.
    private readonly Dictionary<ManagedObjectReference, TaskInfo> _last = [];

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
        TaskInfo? last;
        lock (_guard)
        {
            _waits.Add(followed);
            _done.Remove(task);
            if (!_told.Contains(task))
            {
                _new.Add(task);
            }
            last = _last.GetValueOrDefault(task);
        }

        if (last is not null)
        {
            followed.Moved(last);
        }

        return followed;
    }

    public void Remove(FollowedTask followed)
    {
        lock (_guard)
        {
            _waits.Remove(followed);
            if (_waits.Exists(w => w.Task == followed.Task))
            {
                return;
            }

            _new.Remove(followed.Task);
            if (_told.Contains(followed.Task))
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
            _told.UnionWith(_new);
            _done.ToList().ForEach(Forget);
            _new.Clear();
            return changes;
        }
    }

    /// <summary>All tasks that somebody waits for, to tell a server that knows of none.</summary>
    public List<ManagedObjectReference> TakeAll()
    {
        lock (_guard)
        {
            _told.ToList().ForEach(Forget);
            _new.Clear();
            _told.UnionWith(_waits.Select(w => w.Task));
            return [.. _told];
        }
    }

    public void Moved(ManagedObjectReference task, TaskInfo info)
    {
        lock (_guard)
        {
            if (_told.Contains(task))
            {
                _last[task] = info;
            }
        }

        foreach (var wait in Waits(task))
        {
            wait.Moved(info);
        }
    }

    public void Fail(ManagedObjectReference task, Exception reason)
    {
        lock (_guard)
        {
            Forget(task);
        }

        foreach (var wait in Waits(task))
        {
            wait.Failed(reason);
        }
    }

    public void FailAll(Exception reason)
    {
        lock (_guard)
        {
            _told.ToList().ForEach(Forget);
        }

        foreach (var wait in Waits(null))
        {
            wait.Failed(reason);
        }
    }

    private void Forget(ManagedObjectReference task)
    {
        _told.Remove(task);
        _done.Remove(task);
        _last.Remove(task);
    }

    private List<FollowedTask> Waits(ManagedObjectReference? task)
    {
        lock (_guard)
        {
            return _waits.FindAll(w => task is null || w.Task == task);
        }
    }
}
