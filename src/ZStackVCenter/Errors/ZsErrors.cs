using System.Management.Automation;

namespace ZStackVCenter.Errors;

/// <summary>The one place where failures become PowerShell's error records.</summary>
internal static class ZsErrors
{
    private static readonly Dictionary<ZsErrorCategory, ErrorCategory> Categories =
        Enum.GetValues<ZsErrorCategory>().ToDictionary(c => c, c => Enum.Parse<ErrorCategory>(c.ToString()));

    /// <summary>The record of any failure; one that nobody foresaw gets <see cref="ZsErrorId.Unexpected"/>.</summary>
    public static ErrorRecord From(Exception failure)
    {
        var known = failure as ZsException ?? Unexpected(failure);
        return new ErrorRecord(known, known.ErrorId, Categories[known.Category], known.Target)
        {
            ErrorDetails = new ErrorDetails(known.Message) { RecommendedAction = known.RecommendedAction ?? "" },
        };
    }

    /// <summary>True when nothing else of the same command can succeed either.</summary>
    public static bool IsTerminating(Exception failure) => failure is not ZsException known || known.IsTerminating;

    /// <summary>The same failure where the command cannot go on after it.</summary>
    public static ZsException Terminating(ZsException failure) => new(
        failure.ErrorId, failure.Category, failure.Message, failure.RecommendedAction, failure.Target, failure) { IsTerminating = true };

    /// <summary>No object has that name or id.</summary>
    /// <param name="kind">What it is called.</param>
    /// <param name="given">The name or id.</param>
    /// <param name="advice">Where it can be, or how it comes to be.</param>
    /// <param name="place">Where it was looked for, as the end of a sentence; empty for everywhere.</param>
    public static ZsException NotFound(string kind, string given, string advice, string place = "") => new(
        ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound, $"The records have no {kind} '{given}'{place}.", advice, given);

    /// <summary>No vCenter has that name or id.</summary>
    public static ZsException VCenterNotFound(string given) => new(
        ZsErrorId.VCenterNotFound, ZsErrorCategory.ObjectNotFound,
        $"The records have no vCenter '{given}'.", "Get-ZsVCenter lists them; Connect-ZsVCenter -Server makes a new one known.", given);

    /// <summary>Several objects have that name.</summary>
    public static ZsException Ambiguous(string kind, string given, IEnumerable<string> candidates) => new(
        ZsErrorId.Ambiguous, ZsErrorCategory.InvalidArgument,
        $"The name '{given}' belongs to more than one {kind}: {string.Join(", ", candidates)}.",
        "Write it as vcenter/name, give the id, or pipe the object in.", given);

    /// <summary>Neither does this session have a default vCenter nor is any connected.</summary>
    public static ZsException NotConnected() => new(
        ZsErrorId.NotConnected, ZsErrorCategory.ConnectionError,
        "No vCenter is connected.", "Connect one with Connect-ZsVCenter.") { IsTerminating = true };

    /// <summary>The session's default vCenters were removed.</summary>
    public static ZsException DefaultsGone() => new(
        ZsErrorId.VCenterNotFound, ZsErrorCategory.ObjectNotFound,
        "The default vCenters of this session are no longer in the records.", "Choose others with Set-ZsContext -VCenter.") { IsTerminating = true };

    /// <summary>A credential is needed and nobody can be asked.</summary>
    public static ZsException CredentialRequired(string vCenter) => new(
        ZsErrorId.CredentialRequired, ZsErrorCategory.AuthenticationError,
        $"Logging in to '{vCenter}' needs a credential, and nobody is there to be asked.",
        "Give one with -Credential or -SecretName, or save one once with -SaveCredential.", vCenter) { IsTerminating = true };

    /// <summary>A vault's secret cannot be read or used.</summary>
    public static ZsException SecretUnavailable(string secret, string why, Exception? inner = null) => new(
        ZsErrorId.SecretUnavailable, ZsErrorCategory.AuthenticationError,
        $"The secret '{secret}' cannot be used: {why}", "Check it with Get-SecretInfo, and the vault with Test-SecretVault.", secret, inner);

    /// <summary>An argument cannot be used as it stands.</summary>
    public static ZsException InvalidArgument(string message, string? action = null, object? target = null) => new(
        ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, message, action, target);

    /// <summary>A name's wildcards cannot be read.</summary>
    public static ZsException BadPattern(string pattern, Exception inner) => new(
        ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument,
        $"The wildcard pattern '{pattern}' has a '[' without its ']', or with nothing between.", "Write `[ for a bracket that means itself.", pattern, inner);

    /// <summary>A path does not lead to a file that can be used.</summary>
    public static ZsException FileUnusable(string message, string path) => new(
        ZsErrorId.BackupFailed, ZsErrorCategory.ObjectNotFound, message, "Give the path of one file.", path) { IsTerminating = true };

    /// <summary>A change took longer than it was given, and was undone.</summary>
    public static ZsException TimedOut(string target, string words, TimeSpan limit, Exception inner) => new(
        ZsErrorId.TaskTimeout, ZsErrorCategory.OperationTimeout,
        $"'{words}' on '{target}' took longer than {limit.TotalSeconds:0} s. It was stopped and undone.", "Give it more time with -TimeoutSec.", target, inner);

    /// <summary>Somebody stopped a change from elsewhere, and it was undone.</summary>
    public static ZsException Cancelled(string target, string words, Exception inner) => new(
        ZsErrorId.TaskCancelled, ZsErrorCategory.OperationStopped,
        $"'{words}' on '{target}' was stopped by somebody else and undone.", "Get-ZsTask tells who works on what.", target, inner);

    /// <summary>A task goes on after the time that somebody had for it.</summary>
    public static ZsException StillRunning(ZsTask task, int seconds) => new(
        ZsErrorId.TaskTimeout, ZsErrorCategory.OperationTimeout,
        $"Task '{task}' has not ended within {seconds} s; it goes on, now at '{task.Step}'.", $"Wait on with Wait-ZsTask {task.Id}, or stop it with Stop-ZsTask.", task);

    /// <summary>A task failed, or was stopped.</summary>
    public static ZsException TaskEnded(ZsTask task) => new(
        task.ErrorId ?? ZsErrorId.Unexpected, task.State == ZsTaskState.Cancelled ? ZsErrorCategory.OperationStopped : ZsErrorCategory.InvalidResult,
        $"{task.Action} of '{task.Resource}' {(task.State == ZsTaskState.Cancelled ? "was stopped" : "failed")} at '{task.Step}': {task.Error} {task.LeftOver ?? "What it had done was undone."}",
        null, task);

    private static ZsException Unexpected(Exception failure) => new(
        ZsErrorId.Unexpected, ZsErrorCategory.InvalidResult,
        $"Something happened that nobody foresaw: {failure.Message} ({failure.GetType().Name})",
        "Please report it, with the output of Get-Error.", null, failure);
}
