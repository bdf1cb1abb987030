using System.Management.Automation;

namespace ZStackVCenter.PowerShellHost;

/// <summary>What one script gave: its objects, each stream's records, and the text that a user would have seen.</summary>
public sealed record ShellResult
{
    /// <summary>The objects that reached the end of the pipeline.</summary>
    public required IReadOnlyList<PSObject> Objects { get; init; }

    /// <summary>Error records, non-terminating and terminating.</summary>
    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    /// <summary>True when the script ended by a terminating error.</summary>
    public required bool Terminated { get; init; }

    /// <summary>Warnings.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Verbose messages.</summary>
    public required IReadOnlyList<string> Verbose { get; init; }

    /// <summary>Debug messages.</summary>
    public required IReadOnlyList<string> Debug { get; init; }

    /// <summary>Information records, such as Write-Host's.</summary>
    public required IReadOnlyList<InformationRecord> Information { get; init; }

    /// <summary>Progress records.</summary>
    public required IReadOnlyList<ProgressRecord> Progress { get; init; }

    /// <summary>The text of every prompt.</summary>
    public required IReadOnlyList<string> Prompts { get; init; }

    /// <summary>What was shown: formatted tables, errors, warnings. Empty when the session has a console of its own.</summary>
    public required string Display { get; init; }

    /// <summary>The objects' values as one type; a value of another type is an error.</summary>
    public IReadOnlyList<T> As<T>() => [.. Objects.Select(o => (T)o.BaseObject)];

    /// <summary>The result itself, when nothing went wrong.</summary>
    /// <exception cref="InvalidOperationException">There were errors; the text holds all of them.</exception>
    public ShellResult Succeed() => Errors.Count == 0 ? this : throw new InvalidOperationException(
        string.Join('\n', Errors.Select(e => $"{e.FullyQualifiedErrorId}: {e} {e.Exception.InnerException}")));

    /// <summary>The one error of the script.</summary>
    /// <exception cref="InvalidOperationException">There was none, or more than one.</exception>
    public ErrorRecord Error() => Errors.Count == 1 ? Errors[0] : throw new InvalidOperationException(
        Errors.Count == 0 ? $"No error was written. Output:\n{Display}" : $"{Errors.Count} errors were written: {string.Join('\n', Errors)}");
}
