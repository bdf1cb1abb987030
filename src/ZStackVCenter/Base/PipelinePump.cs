using System.Collections.Concurrent;

namespace ZStackVCenter.Commands;

/// <summary>
/// Runs an asynchronous body on the thread that calls: what follows an <c>await</c> in the body comes back to that thread, which is the one
/// that PowerShell allows to write to its pipeline. Work that others post from their threads runs there too.
/// </summary>
internal sealed class PipelinePump : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _work = [];

    /// <summary>Runs the body to its end and throws what it throws.</summary>
    public static void Run(Func<PipelinePump, Task> body)
    {
        var before = Current;
        var pump = new PipelinePump();
        SetSynchronizationContext(pump);
        try
        {
            var running = body(pump);
            if (!running.IsCompleted)
            {
                running.ContinueWith(static (_, state) => ((PipelinePump)state!)._work.CompleteAdding(), pump,
                    CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                foreach (var (callback, state) in pump._work.GetConsumingEnumerable())
                {
                    callback(state);
                }
            }
            // It has ended: this only throws what it threw.
            running.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>
    /// Calls into PowerShell without this context in force: what runs downstream or in a host must not take the pump for a message loop
    /// of its own and wait for it.
    /// </summary>
    public static T Outside<T>(Func<T> call)
    {
        var current = Current;
        SetSynchronizationContext(null);
        try
        {
            return call();
        }
        finally
        {
            SetSynchronizationContext(current);
        }
    }

    /// <summary>Queues work for the pipeline's thread; work that comes after the end is dropped.</summary>
    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _work.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The body has ended: only late reports of progress come now, and nobody looks at them any more.
        }
    }

    /// <summary>Not to be used: nothing of ours waits for the pipeline's thread.</summary>
    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();
}
