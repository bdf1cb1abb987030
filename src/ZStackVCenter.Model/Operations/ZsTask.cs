namespace ZStackVCenter;

/// <summary>How far an operation is.</summary>
public enum ZsTaskState
{
    /// <summary>Its steps are being done.</summary>
    Running,

    /// <summary>It was begun with <c>-RunAsync</c> and waits its turn: the setting <c>Task.BackgroundLimit</c> says how many go on at once.</summary>
    Waiting,

    /// <summary>A step failed or somebody stopped it: what was done is being taken back.</summary>
    Undoing,

    /// <summary>All steps were done.</summary>
    Succeeded,

    /// <summary>A step failed; the error says what was undone, and what is left for a person.</summary>
    Failed,

    /// <summary>Somebody stopped it, and it was undone.</summary>
    Cancelled,
}

/// <summary>
/// An operation: a change of one resource, done in steps of which each is written down before and after. Its row lives in the records,
/// so that any process may look at it, wait for it or stop it, and so that it is finished or undone when its process was killed.
/// </summary>
public sealed record ZsTask
{
    /// <summary>The record's id.</summary>
    public Guid Id { get; init; }

    /// <summary>What it does, such as <c>StartVm</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>The kind of the resource it changes.</summary>
    public ZsResourceType ResourceType { get; init; }

    /// <summary>The record's id of the resource.</summary>
    public Guid ResourceId { get; init; }

    /// <summary>The resource's name when the operation began.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The name of the vCenter that it works on; null when it touches none.</summary>
    public string? VCenter { get; init; }

    /// <summary>How far it is.</summary>
    public ZsTaskState State { get; init; }

    /// <summary>True when it has ended, one way or the other.</summary>
    public bool IsCompleted => FinishedAt is not null;

    /// <summary>The name of the step that is being done, or was last.</summary>
    public string Step { get; init; } = "";

    /// <summary>How much of it is done, 0 to 100.</summary>
    public int Progress { get; init; }

    /// <summary>True when it was begun with <c>-RunAsync</c>: should its process end, the next one finishes it.</summary>
    public bool Background { get; init; }

    /// <summary>True when nobody works on it now because its process is gone: whoever waits for it, synchronises or watches ends it.</summary>
    public bool Abandoned { get; init; }

    /// <summary>True when somebody asked it to stop.</summary>
    public bool StopRequested { get; init; }

    /// <summary>When it began (UTC).</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>When it ended (UTC); null while it goes on.</summary>
    public DateTime? FinishedAt { get; init; }

    /// <summary>The user of the operating system that began it.</summary>
    public string OsUser { get; init; } = "";

    /// <summary>The account that began it.</summary>
    public string Account { get; init; } = "";

    /// <summary>The computer and the process that work on it, as <c>computer/1234</c>.</summary>
    public string Process { get; init; } = "";

    /// <summary>The id of the error that ended it (<see cref="ZsErrorId"/>); null when it succeeded or goes on.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What went wrong, in words; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>What could not be undone, or what <c>-Force</c> passed over, and is left for a person; null when nothing is.</summary>
    public string? LeftOver { get; init; }

    /// <summary>What it does and on what.</summary>
    public override string ToString() => $"{Action} {Resource}";
}
