using System.Collections.Concurrent;
using System.Management.Automation;
using ZStackVCenter.Errors;
using ZStackVCenter.Session;

namespace ZStackVCenter.Commands;

/// <summary>
/// A cmdlet whose work is asynchronous: its bodies run on the pipeline's thread (<see cref="PipelinePump"/>), are cancelled by Ctrl+C, and
/// every failure of theirs becomes an error record.
/// </summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _late = new();
    private PipelinePump? _pump;

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <summary>The body before the first object arrives.</summary>
    protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>The body for each object, or the only one without a pipeline.</summary>
    protected virtual Task ProcessAsync() => Task.CompletedTask;

    /// <summary>The body after the last object.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>True when the failure leaves nothing for the command to go on with.</summary>
    protected virtual bool IsFatal(Exception failure) => ZsErrors.IsTerminating(failure);

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Run(BeginAsync);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(EndAsync);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Writes one object; null writes nothing.</summary>
    protected new void WriteObject(object? sendToPipeline)
    {
        if (sendToPipeline is not null)
        {
            Outside(() => base.WriteObject(sendToPipeline));
        }
    }

    /// <summary>Writes a failure that the command outlives.</summary>
    protected void WriteError(Exception failure) => Outside(() => base.WriteError(ZsErrors.From(failure)));

    /// <summary>Writes a warning.</summary>
    protected new void WriteWarning(string text) => Outside(() => base.WriteWarning(text));

    /// <summary>Writes how far the work is.</summary>
    protected new void WriteProgress(ProgressRecord progressRecord) => Outside(() => base.WriteProgress(progressRecord));

    /// <summary>Asks whether to go on, as <c>-WhatIf</c> and <c>-Confirm</c> want it.</summary>
    protected new bool ShouldProcess(string target, string action) => Outside(() => base.ShouldProcess(target, action));

    /// <summary>The same, and tells whether the answer is no because of <c>-WhatIf</c>: a command may then show what would happen.</summary>
    private protected bool ShouldProcess(string target, string action, out bool whatIf)
    {
        var text = $"Performing the operation \"{action}\" on target \"{target}\".";
        var reason = ShouldProcessReason.None;
        var answer = Outside(() => ShouldProcess(text, $"Are you sure you want to perform this action?\n{text}", "Confirm", out reason));
        whatIf = reason == ShouldProcessReason.WhatIf;
        return answer;
    }

    /// <summary>Calls into PowerShell or its host.</summary>
    private protected static T Outside<T>(Func<T> call) => PipelinePump.Outside(call);

    /// <summary>Has something done on the pipeline's thread, from any thread; dropped when no body runs any more.</summary>
    private protected void Post(Action action) => Volatile.Read(ref _pump)?.Post(static state =>
    {
        try
        {
            ((Action)state!)();
        }
        catch (PipelineStoppedException)
        {
            // Thrown on, it would take the thread from the body, which has to let go of what it holds and sees the stop itself.
        }
    }, action);

    /// <summary>Writes a verbose line, from any thread; when no body runs, at the beginning of the next.</summary>
    private protected void Trace(string line)
    {
        _late.Enqueue(line);
        Post(WriteLate);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what is held between the first object and the last.</summary>
    protected virtual void Dispose(bool disposing)
    {
        // The source of the stop token holds nothing, and a late Ctrl+C may still cancel it.
    }

    private protected static void Outside(Action call) => PipelinePump.Outside(() =>
    {
        call();
        return true;
    });

    private void Run(Func<Task> body)
    {
        var listener = CallTrace.Listener;
        try
        {
            CallTrace.Listener = Trace;
            PipelinePump.Run(pump =>
            {
                Volatile.Write(ref _pump, pump);
                WriteLate();
                return body();
            });
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (IsPowerShells(e))
        {
            throw;
        }
        catch (Exception e) when (!IsFatal(e))
        {
            WriteError(e);
        }
        catch (Exception e)
        {
            ThrowTerminatingError(ZsErrors.From(e));
        }
        finally
        {
            Volatile.Write(ref _pump, null);
            CallTrace.Listener = listener;
        }
    }

    private void WriteLate()
    {
        while (_late.TryDequeue(out var line))
        {
            Outside(() => WriteVerbose(line));
        }
    }

    // What a cmdlet downstream, a prompt or a preference such as -ErrorAction Stop threw through us is not ours to translate.
    private static bool IsPowerShells(Exception e) => e is RuntimeException or FlowControlException;
}
