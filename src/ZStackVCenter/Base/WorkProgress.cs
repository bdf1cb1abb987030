namespace ZStackVCenter.Commands;

/// <summary>Shows how far a queue of work is: one line over all of it, and below that a line for each piece that takes long.</summary>
/// <param name="activity">What is being done, such as <c>Stopping virtual machines</c>.</param>
/// <param name="lines">Makes a line, from its number, its activity, its delay and the number of the line above it.</param>
internal sealed class WorkProgress(string activity, Func<int, string, TimeSpan, int, ProgressLine> lines) : IDisposable
{
    private const int Parent = 200;

    // No screen has room for more.
    private const int MostChildren = 8;

    private readonly ProgressLine _all = lines(Parent, activity, ProgressLine.UsualDelay, -1);
    private readonly Dictionary<WorkQueue.Work, (int Slot, ProgressLine Line)> _slow = [];

    /// <summary>How often a look at the queue is worth while.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Shows how far the queue is.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="total">How many pieces of work there will be; null when more may come.</param>
    public void Show(WorkQueue queue, int? total)
    {
        var done = queue.Begun - queue.Running.Count;
        _all.Show(
            total is { } all ? $"{done} of {all}, {queue.Running.Count} under way" : $"{done} done, {queue.Running.Count} under way",
            total is > 0 ? Math.Min(100, 100 * done / total.Value) : -1);
        foreach (var work in _slow.Keys.Except(queue.Running).ToList())
        {
            _slow.Remove(work, out var ended);
            ended.Line.Dispose();
        }
        foreach (var work in queue.Running.Where(w => w.Age >= ProgressLine.UsualDelay))
        {
            if (!_slow.TryGetValue(work, out var slow) && _slow.Count < MostChildren)
            {
                var slot = Enumerable.Range(0, MostChildren).Except(_slow.Values.Select(s => s.Slot)).First();
                _slow[work] = slow = (slot, lines(Parent + 1 + slot, work.Name, TimeSpan.Zero, Parent));
            }
            slow.Line?.Show(work.Progress?.Step ?? "Waiting", work.Progress?.Percent ?? -1);
        }
    }

    /// <summary>Takes all lines away.</summary>
    public void Dispose()
    {
        foreach (var (_, line) in _slow.Values)
        {
            line.Dispose();
        }
        _slow.Clear();
        _all.Dispose();
    }
}
