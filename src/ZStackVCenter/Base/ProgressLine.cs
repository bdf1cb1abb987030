using System.Diagnostics;
using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>
/// One line of progress of a command: shown when the work has gone on for a while, at most five times a second and only when it changed, and
/// taken away at the end.
/// </summary>
/// <param name="write">Writes a record on the pipeline's thread.</param>
/// <param name="activityId">The command's own number, the same at each run.</param>
/// <param name="activity">What is being done; at most 40 characters are shown.</param>
/// <param name="delay">How long the work goes on before the line is shown.</param>
/// <param name="parentId">The number of the line that this one stands below; -1 for none.</param>
internal sealed class ProgressLine(Action<ProgressRecord> write, int activityId, string activity, TimeSpan delay, int parentId = -1) : IDisposable
{
    /// <summary>Shorter work shows nothing, unless a command knows that its users wait for it.</summary>
    public static readonly TimeSpan UsualDelay = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _shownAt;
    private (int, string) _shown;
    private bool _ended;

    /// <summary>Tells how far the work is; to be called on the pipeline's thread.</summary>
    /// <param name="status">What is going on.</param>
    /// <param name="percent">0 to 100, or -1 when nobody knows.</param>
    public void Show(string status, int percent)
    {
        var due = _shownAt == 0 ? Stopwatch.GetElapsedTime(_started) >= delay : Stopwatch.GetElapsedTime(_shownAt) >= Interval;
        if (due && !_ended && _shown != (percent, status))
        {
            _shown = (percent, status);
            _shownAt = Stopwatch.GetTimestamp();
            write(new ProgressRecord(activityId, activity, status) { PercentComplete = percent, ParentActivityId = parentId });
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_shownAt != 0 && !_ended)
        {
            write(new ProgressRecord(activityId, activity, "Done") { RecordType = ProgressRecordType.Completed, ParentActivityId = parentId });
        }
        _ended = true;
    }
}
