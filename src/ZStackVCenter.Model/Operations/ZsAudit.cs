namespace ZStackVCenter;

/// <summary>How a change ended.</summary>
public enum ZsAuditResult
{
    /// <summary>It was done.</summary>
    Succeeded,

    /// <summary>It failed, and was undone as far as its error says.</summary>
    Failed,

    /// <summary>Somebody stopped it, and it was undone.</summary>
    Cancelled,
}

/// <summary>A change that somebody made, or tried to make (guide, chapter 3 and the operations' audit pages; domain.md §23).</summary>
public sealed record ZsAudit
{
    /// <summary>The record's id.</summary>
    public Guid Id { get; init; }

    /// <summary>When it began (UTC).</summary>
    public DateTime Time { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What was done, such as <c>StartVm</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>The cmdlet it was asked by; empty when the module did it by itself.</summary>
    public string Command { get; init; } = "";

    /// <summary>The kind of the resource.</summary>
    public ZsResourceType ResourceType { get; init; }

    /// <summary>The record's id of the resource.</summary>
    public Guid ResourceId { get; init; }

    /// <summary>The resource's name at that time.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The name of its vCenter; null when it is in none.</summary>
    public string? VCenter { get; init; }

    /// <summary>The account that did it.</summary>
    public string Account { get; init; } = "";

    /// <summary>The user of the operating system, and in a remote session the connected user, as <c>user (remote)</c>.</summary>
    public string OsUser { get; init; } = "";

    /// <summary>The arguments, without secrets.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>How it ended.</summary>
    public ZsAuditResult Result { get; init; }

    /// <summary>The id of the error (<see cref="ZsErrorId"/>); null when it succeeded.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What went wrong, in words; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>The operation it was; null when the change was one write of the records.</summary>
    public Guid? TaskId { get; init; }
}
