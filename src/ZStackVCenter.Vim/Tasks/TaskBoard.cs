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
    private const int Remembered = 256;

    private readonly Lock _guard = new();
    private readonly List<FollowedTask> _waits = [];
    private readonly HashSet<ManagedObjectReference> _new = [];
    private readonly HashSet<ManagedObjectReference> _told = [];
    private readonly HashSet<ManagedObjectReference> _done = [];

    // The server is just being told that nobody waits for these. Whoever does again is told of after that, or the two calls could change places.
    private readonly HashSet<ManagedObjectReference> _leaving = [];

    // The server tells of a task when something moves: whoever comes to one that it watches already must hear of it from here.
    private readonly Dictionary<ManagedObjectReference, TaskInfo> _last = [];

    // What has ended stays as it is. The server need not be asked again, and would say nothing of one that left its view and came back meanwhile.
    private readonly Dictionary<ManagedObjectReference, TaskInfo> _ended = [];
    private readonly Queue<ManagedObjectReference> _oldest = new();

    public FollowedTask Add(ManagedObjectReference task, IProgress<TaskInfo>? progress)
    {
        var followed = new FollowedTask(task, progress);
        TaskInfo? last;
        lock (_guard)
        {
            if (!_ended.TryGetValue(task, out last))
            {
                _waits.Add(followed);
                _done.Remove(task);
                if (!_told.Contains(task))
                {
                    _new.Add(task);
                }
                last = _last.GetValueOrDefault(task);
            }
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

    /// <summary>
    /// What the server has not been told yet: tasks to watch, and tasks that nobody waits for any more, which have to be given back to
    /// <see cref="Left"/> once it has been told.
    /// </summary>
    public (List<ManagedObjectReference> Added, List<ManagedObjectReference> Removed) TakeChanges()
    {
        lock (_guard)
        {
            var added = _new.Except(_leaving).ToList();
            var removed = _done.ToList();
            _new.ExceptWith(added);
            _told.UnionWith(added);
            removed.ForEach(Forget);
            _leaving.UnionWith(removed);
            return (added, removed);
        }
    }

    /// <summary>The server watches these no longer.</summary>
    /// <returns>True when somebody waits for one of them again, of which the server has to be told.</returns>
    public bool Left(IReadOnlyCollection<ManagedObjectReference> removed)
    {
        lock (_guard)
        {
            _leaving.ExceptWith(removed);
            return _new.Overlaps(removed);
        }
    }

    /// <summary>All tasks that somebody waits for, to tell a server that knows of none.</summary>
    public List<ManagedObjectReference> TakeAll()
    {
        lock (_guard)
        {
            _told.ToList().ForEach(Forget);
            _new.Clear();
            _leaving.Clear();
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

            if (info.State is TaskInfoState.Success or TaskInfoState.Error)
            {
                Remember(task, info);
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

    private void Remember(ManagedObjectReference task, TaskInfo info)
    {
        if (!_ended.ContainsKey(task))
        {
            _oldest.Enqueue(task);
        }

        _ended[task] = info;
        if (_oldest.Count > Remembered)
        {
            _ended.Remove(_oldest.Dequeue());
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
