using System.Data.Common;
using System.Text.Json;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>An operation as it stands in the records.</summary>
internal sealed record OperationRow
{
    public required Guid Id { get; init; }
    public required string Action { get; init; }
    public required Subject Subject { get; init; }
    public required Caller Caller { get; init; }
    public required ProcessIdentity Owner { get; init; }
    public ZsTaskState State { get; init; }

    /// <summary>The index of the step that is being done or undone.</summary>
    public int Step { get; init; }

    public string StepName { get; init; } = "";

    /// <summary>JSON that the operation's own class reads.</summary>
    public string Memory { get; init; } = "{}";

    public int Progress { get; init; }
    public bool Background { get; init; }
    public bool StopRequested { get; init; }
    public DateTime StartedAt { get; init; }
    public DateTime? FinishedAt { get; init; }
    public string? ErrorId { get; init; }
    public string? Error { get; init; }
    public string? LeftOver { get; init; }

    /// <summary>True when its last heartbeat is so old by the database's clock that no process can be at it.</summary>
    public bool IsStale { get; init; }

    /// <summary>True when nobody works on it: its process is gone, or left it.</summary>
    public bool IsAbandoned => FinishedAt is null && (Owner.OwnerId == Guid.Empty || (Owner.IsRunning() ?? !IsStale) == false);

    /// <summary>As a user sees it.</summary>
    public ZsTask ToTask() => new()
    {
        Id = Id,
        Action = Action,
        ResourceType = Subject.Type,
        ResourceId = Subject.Id,
        Resource = Subject.Name,
        VCenter = Subject.VCenter,
        State = State,
        Step = StepName,
        Progress = Progress,
        Background = Background,
        Abandoned = IsAbandoned,
        StopRequested = StopRequested,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        OsUser = Caller.OsUser,
        Account = Caller.Account,
        Process = $"{Owner.Computer}/{Owner.ProcessId}",
        ErrorId = ErrorId,
        Error = Error,
        LeftOver = LeftOver,
    };

    /// <summary>The columns that <see cref="Read"/> reads, in its order; <c>@stale</c> is the oldest heartbeat that still counts.</summary>
    public static string Columns(string clock) => $"""
        id, action, resource_type, resource_id, resource_name, vcenter_id, vcenter_name, state, step, step_name, memory, progress,
        background, stop_requested, os_user, account, command, arguments, owner_id, process_id, process_started_at, computer,
        process_scope, started_at, finished_at, error_id, error, left_over, heartbeat_at < {clock} - @stale AS stale
        """;

    public static OperationRow Read(DbDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Action = reader.GetString(1),
        Subject = new Subject(EnumText<ZsResourceType>.Read(reader.GetString(2)), reader.GetGuid(3), reader.GetString(4), reader.Uuid(5), reader.Text(6)),
        State = EnumText<ZsTaskState>.Read(reader.GetString(7)),
        Step = reader.GetInt32(8),
        StepName = reader.GetString(9),
        Memory = reader.GetString(10),
        Progress = reader.GetInt32(11),
        Background = reader.GetBoolean(12),
        StopRequested = reader.GetBoolean(13),
        Caller = new Caller(reader.GetString(14), reader.GetString(15), reader.GetString(16), ReadArguments(reader.GetString(17))),
        Owner = new ProcessIdentity(reader.GetGuid(18), reader.GetInt32(19), reader.GetInt64(20), reader.GetString(21), reader.GetString(22)),
        StartedAt = reader.Time(23),
        FinishedAt = reader.IsDBNull(24) ? null : reader.Time(24),
        ErrorId = reader.Text(25),
        Error = reader.Text(26),
        LeftOver = reader.Text(27),
        IsStale = reader.GetBoolean(28),
    };

    public static string WriteArguments(IReadOnlyDictionary<string, string> arguments) => JsonSerializer.Serialize(arguments);

    public static IReadOnlyDictionary<string, string> ReadArguments(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
}
