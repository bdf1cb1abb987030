using System.Diagnostics;
using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>
/// One line of progress of a command: shown when the work has gone on for a while, at most five times a second and only when it changed, and
/// taken away at the end. What comes too soon after another is shown a little later, so that no line stays that is no longer true.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    /// <summary>Shorter work shows nothing, unless a command knows that its users wait for it.</summary>
    public static readonly TimeSpan UsualDelay = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Action<ProgressRecord> _write;
    private readonly int _activityId;
    private readonly string _activity;
    private readonly int _parentId;
    private readonly Timer _later;
    private long _freeAt;
    private (string Status, int Percent)? _waiting;
    private (string Status, int Percent)? _shown;
    private bool _ended;

    /// <param name="write">Writes a record on the pipeline's thread.</param>
    /// <param name="post">Has something done on the pipeline's thread, from any thread.</param>
    /// <param name="activityId">The command's own number, the same at each run.</param>
    /// <param name="activity">What is being done; at most 40 characters are shown.</param>
    /// <param name="delay">How long the work goes on before the line is shown.</param>
    /// <param name="parentId">The number of the line that this one stands below; -1 for none.</param>
    public ProgressLine(Action<ProgressRecord> write, Action<Action> post, int activityId, string activity, TimeSpan delay, int parentId = -1)
    {
        _write = write;
        _activityId = activityId;
        _activity = activity;
        _parentId = parentId;
        _later = new Timer(_ => post(ShowDue));
        WaitFrom(delay);
    }

    /// <summary>Tells how far the work is; to be called on the pipeline's thread.</summary>
    /// <param name="status">What is going on.</param>
    /// <param name="percent">0 to 100, or -1 when nobody knows.</param>
    public void Show(string status, int percent)
    {
        _waiting = (status, percent);
        ShowDue();
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_ended)
        {
            return;
        }
        _ended = true;
        _later.Dispose();
        if (_shown is not null)
        {
            ShowWaiting();
            _write(new ProgressRecord(_activityId, _activity, "Done") { RecordType = ProgressRecordType.Completed, ParentActivityId = _parentId });
        }
    }

    private void ShowDue()
    {
        if (_ended)
        {
            return;
        }
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _freeAt);
        if (left > TimeSpan.Zero)
        {
            _later.Change(left + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
        else if (ShowWaiting())
        {
            WaitFrom(Interval);
        }
    }

    private bool ShowWaiting()
    {
        if (_waiting is not { } state || _waiting == _shown)
        {
            return false;
        }
        _shown = state;
        _write(new ProgressRecord(_activityId, _activity, state.Status) { PercentComplete = state.Percent, ParentActivityId = _parentId });
        return true;
    }

    private void WaitFrom(TimeSpan delay) => _freeAt = Stopwatch.GetTimestamp() + (long)(delay.TotalSeconds * Stopwatch.Frequency);
}
