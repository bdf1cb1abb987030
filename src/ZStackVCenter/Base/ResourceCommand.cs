using System.Management.Automation;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>
/// A cmdlet that changes resources, many side by side. Each object of the pipeline is checked and its change begun, and the pipeline goes on
/// without waiting; what has ended is written when the next object comes, the rest at the end, each as soon as it has ended. The failure of
/// one does not stop the others. Whatever ends the command early cancels what is under way and waits until it is undone.
/// </summary>
public abstract class ResourceCommand : CloudCommand
{
    private WorkQueue? _queue;
    private WorkProgress? _progress;
    private int? _expected;

    /// <summary>At most so many changes are under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Begins the changes and writes their tasks, instead of waiting for them.</summary>
    [Parameter]
    public SwitchParameter RunAsync { get; set; }

    /// <summary>How many seconds each change may take before it is stopped and undone; 0 leaves it to the change itself.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue / 1000)]
    public int TimeoutSec { get; set; }

    /// <summary>What the line of progress says, at most 40 characters: <c>Stopping virtual machines</c>.</summary>
    private protected abstract string Activity { get; }

    /// <summary>True when what a change yields is written.</summary>
    private protected virtual bool WritesResults => true;

    /// <summary>How long each change may take; null without a limit of this command's own.</summary>
    private protected virtual TimeSpan? Limit => TimeoutSec == 0 ? null : TimeSpan.FromSeconds(TimeoutSec);

    /// <summary>True when the user is told of each change before it is made, or instead: by -WhatIf, -Confirm, -Verbose, or the preferences behind them.</summary>
    private protected bool TellsBefore =>
        Bound("WhatIf") ?? Preference("WhatIfPreference") is true
        || (Bound("Confirm") ?? Preference("ConfirmPreference") is ConfirmImpact.Low or ConfirmImpact.Medium)
        || (Bound("Verbose") ?? Preference("VerbosePreference") is not (null or ActionPreference.SilentlyContinue or ActionPreference.Ignore));

    private WorkQueue Queue => _queue ??= new WorkQueue(ThrottleLimit, StopToken);

    /// <summary>Makes the changes that the bound arguments ask for, each through <see cref="ChangeAsync"/>; called for each object of the pipeline.</summary>
    private protected abstract Task ChangeAllAsync();

    /// <summary>The record's id of what an argument means that is the same for all changes; null without one.</summary>
    /// <exception cref="ZsException">There is none such, or several: no change can be made, so that the command ends.</exception>
    private protected async Task<Guid?> ArgumentAsync(ResourceKind kind, ZsIdentity? identity)
    {
        try
        {
            return identity is null ? null
                : identity.IsObject ? identity.Id
                : (await Resolver.OneAsync<ZsResource>(kind, identity, await ScopeAsync(null))).Id;
        }
        catch (ZsException e)
        {
            throw ZsErrors.Terminating(e);
        }
    }

    /// <summary>Tells how many changes the bound arguments come to. Of use to the line of progress only when nothing comes through a pipeline.</summary>
    private protected void Expect(int changes) => _expected = MyInvocation.ExpectingInput ? null : changes;

    /// <summary>
    /// Checks one change, asks the user, and begins it without waiting for its end. A check that fails is written as an error and ends
    /// nothing else.
    /// </summary>
    /// <param name="resourceId">
    /// The record's id of what is changed; null for something new. A change of the same resource that this command began before ends first.
    /// </param>
    /// <param name="check">Checks the change against the records. It must not call a vCenter: all others would wait for that.</param>
    private protected async Task ChangeAsync(Guid? resourceId, Func<Task<Change>> check)
    {
        await WriteWhileAsync(() => resourceId is { } id && Queue.Holds(id));
        Change change;
        try
        {
            change = await check();
        }
        catch (ZsException e) when (!IsFatal(e))
        {
            WriteError(e);
            return;
        }
        if (!change.IsDone && !ShouldProcess(change.Target, change.Words))
        {
            return;
        }
        await WriteWhileAsync(() => Queue.IsFull);
        Queue.Begin(change.Target, resourceId, Body(change));
    }

    /// <inheritdoc/>
    protected sealed override Task ProcessAsync() => GuardAsync(async () =>
    {
        WriteEnded();
        await ChangeAllAsync();
        WriteEnded();
    });

    /// <inheritdoc/>
    protected sealed override Task EndAsync() => GuardAsync(async () =>
    {
        _expected = Queue.Begun;
        await WriteWhileAsync(() => Queue.Running.Count > 0);
        HideProgress();
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _queue is { } queue)
        {
            // Others of the pipeline may have ended it while this command was not being called. PowerShell knows no asynchronous Dispose, and
            // whoever goes on must find what was begun undone; the works need no thread of this one, which may therefore wait.
            queue.StopAsync().GetAwaiter().GetResult();
            queue.Dispose();
            _queue = null;
        }
        base.Dispose(disposing);
    }

    private Func<IProgress<OperationProgress>, CancellationToken, Task<object?>> Body(Change change)
    {
        if (RunAsync)
        {
            return async (_, token) => await change.Start(token).ConfigureAwait(false);
        }
        var (limit, stop) = (Limit, StopToken);
        return async (progress, token) =>
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(token);
            if (limit is { } time)
            {
                end.CancelAfter(time);
            }
            try
            {
                return await change.Run(progress, end.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (!token.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                throw end.IsCancellationRequested ? ZsErrors.TimedOut(change.Target, change.Words, limit!.Value, e) : ZsErrors.Cancelled(change.Target, change.Words, e);
            }
        };
    }

    private bool? Bound(string name) =>
        MyInvocation.BoundParameters.TryGetValue(name, out var value) && LanguagePrimitives.TryConvertTo<SwitchParameter>(value, out var given) ? given.IsPresent : null;

    private object? Preference(string name) => SessionState.PSVariable.GetValue(name) is PSObject wrapped ? wrapped.BaseObject : SessionState.PSVariable.GetValue(name);

    // Waits as long as the condition holds, writes what ends meanwhile, and shows how far all of it is.
    private async Task WriteWhileAsync(Func<bool> condition)
    {
        while (condition())
        {
            await Queue.WaitAsync(WorkProgress.Interval);
            WriteEnded();
            _progress ??= new WorkProgress(Activity, Progress);
            _progress.Show(Queue, _expected);
        }
    }

    private void WriteEnded()
    {
        if (_queue is null)
        {
            return;
        }
        foreach (var work in _queue.TakeEnded())
        {
            Write(work.Task);
        }
    }

    private void Write(Task<object?> ended)
    {
        if (ended.IsCompletedSuccessfully)
        {
            var noted = ended.Result as Noted;
            if (noted is not null)
            {
                WriteWarning(noted.Warning);
            }
            WriteObject(WritesResults || RunAsync ? noted is null ? ended.Result : noted.Result : null);
            return;
        }
        StopToken.ThrowIfCancellationRequested();
        var failure = ended.Exception?.InnerException ?? new TaskCanceledException(ended);
        if (failure is ZsException && IsFatal(failure))
        {
            throw failure;
        }
        WriteError(failure);
    }

    // An error of one object leaves the others under way; whatever ends the command ends them first.
    private async Task GuardAsync(Func<Task> body)
    {
        try
        {
            await body();
        }
        catch (Exception e) when (e is not ZsException || IsFatal(e))
        {
            await Queue.StopAsync();
            HideProgress();
            throw;
        }
    }

    private void HideProgress()
    {
        try
        {
            _progress?.Dispose();
        }
        catch (PipelineStoppedException)
        {
            // The host itself takes away the lines of a pipeline that was stopped.
        }
    }
}
