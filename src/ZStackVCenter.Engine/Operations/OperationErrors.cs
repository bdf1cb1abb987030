using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Operations;

/// <summary>The words for what can go wrong with an operation itself, whatever it does.</summary>
internal static class OperationErrors
{
    /// <summary>Another operation works on the resource.</summary>
    public static ZsException Busy(OperationRow wanted, OperationRow holder) => new(
        ZsErrorId.ResourceBusy, ZsErrorCategory.ResourceBusy,
        $"'{wanted.Subject.Name}' is being worked on: {holder.Action} by {holder.Caller.OsUser} ({holder.Owner.Computer}/{holder.Owner.ProcessId}) since {holder.StartedAt.ToLocalTime():HH:mm:ss}, now at '{holder.StepName}'.",
        $"Wait for it with Wait-ZsTask {holder.Id}, or stop it with Stop-ZsTask {holder.Id}.", wanted.Subject.Name);

    /// <summary>Another process took the operation for abandoned and works on it, or the records know it no more.</summary>
    public static ZsException TakenAway(OperationRow row) => new(
        ZsErrorId.ResourceBusy, ZsErrorCategory.OperationStopped,
        $"{row.Action} of '{row.Subject.Name}' ended at '{row.StepName}', because it is no longer this process's: another one took it over after this one did not write to the records for too long, or a backup was put in the place of the records.",
        $"Look at it with Get-ZsTask {row.Id}; when it is not there, look at '{row.Subject.Name}' itself after Sync-ZsVCenter.", row.Subject.Name);

    /// <summary>The error of an operation, as a user sees it: what happened, what was undone, what is left.</summary>
    public static ZsException Failed(OperationRow row, ZsException cause, Undoing undoing)
    {
        var message = $"{row.Action} of '{row.Subject.Name}' failed at '{row.StepName}': {cause.Message}";
        return new ZsException(cause.ErrorId, cause.Category, $"{message} {undoing.Words}".TrimEnd(), cause.RecommendedAction, cause.Target ?? row.Subject.Name, cause);
    }

    /// <summary>Whatever an operation's step threw, as one of the module's errors.</summary>
    public static ZsException AsZsException(Exception failure, string subject) => failure switch
    {
        ZsException known => known,
        OperationCanceledException => new ZsException(ZsErrorId.TaskCancelled, ZsErrorCategory.OperationStopped, "It was stopped.", null, subject, failure),
        Vim.VimException vim => Connections.VimErrors.Translate(vim, subject),
        _ => new ZsException(ZsErrorId.Unexpected, ZsErrorCategory.InvalidResult, failure.Message, null, subject, failure),
    };

    /// <summary>True when the failure says nothing about the work: what it needs is out of reach, and may be back later.</summary>
    public static bool IsOutOfReach(Exception failure) => failure is ZsException
    {
        ErrorId: ZsErrorId.NotConnected or ZsErrorId.VCenterUnreachable or ZsErrorId.VCenterTimeout or ZsErrorId.SessionExpired or ZsErrorId.LoginFailed
            or ZsErrorId.ProtocolError or ZsErrorId.StoreLocked or ZsErrorId.StoreFull or ZsErrorId.StoreReadOnly or ZsErrorId.StoreUnusable,
    };
}

/// <summary>What came of undoing an operation.</summary>
/// <param name="Undone">The names of the steps that were undone, last first.</param>
/// <param name="LeftOver">What could not be undone and is left for a person; null when nothing is.</param>
/// <param name="Postponed">True when what it needs is out of reach: the next process that reaches it goes on undoing.</param>
internal sealed record Undoing(IReadOnlyList<string> Undone, string? LeftOver, bool Postponed)
{
    /// <summary>The sentence for the user.</summary>
    public string Words => (Postponed, LeftOver, Undone.Count) switch
    {
        (true, _, _) => "What it did could not be undone yet; the next Sync-ZsVCenter undoes it.",
        (_, not null, _) => LeftOver,
        (_, _, > 0) => "Everything it did was undone.",
        _ => "Nothing was changed.",
    };
}
