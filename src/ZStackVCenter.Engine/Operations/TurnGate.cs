namespace ZStackVCenter.Engine.Operations;

/// <summary>Lets so many in at once; the others wait their turn, and who came first goes first. Safe for use from many threads at once.</summary>
internal sealed class TurnGate
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private int _inside;
    private int _limit = 1;

    /// <summary>Takes a place in the line.</summary>
    /// <param name="limit">How many may be inside at once from now on.</param>
    /// <returns>The place; whoever took it gives it back, also when his turn never came.</returns>
    public Turn Enter(int limit)
    {
        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _limit = limit;
            _waiting.Enqueue(place);
            Admit();
        }
        return new Turn(this, place);
    }

    private void Leave(TaskCompletionSource place)
    {
        lock (_lock)
        {
            // One whose turn has not come gives up its place; Admit passes it over.
            if (!place.TrySetCanceled())
            {
                _inside--;
                Admit();
            }
        }
    }

    private void Admit()
    {
        while (_inside < _limit && _waiting.TryDequeue(out var next))
        {
            _inside += next.TrySetResult() ? 1 : 0;
        }
    }

    /// <summary>A place in the line, and later inside.</summary>
    internal sealed class Turn(TurnGate gate, TaskCompletionSource place) : IDisposable
    {
        private int _left;

        /// <summary>Ends when the turn has come.</summary>
        public Task Comes => place.Task;

        /// <summary>True when the turn has come.</summary>
        public bool HasCome => place.Task.IsCompletedSuccessfully;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                gate.Leave(place);
            }
        }
    }
}
