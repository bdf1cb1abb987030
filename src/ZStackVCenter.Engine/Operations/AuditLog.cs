using System.Data.Common;
using System.Runtime.CompilerServices;
using ZStackVCenter.Engine.Monitoring;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Operations;

/// <summary>Who changed what, when, and how it ended. Every change has a row, also one that failed.</summary>
public sealed class AuditLog
{
    private readonly RecordStore _store;

    internal AuditLog(RecordStore store) => _store = store;

    private const string Columns =
        "id, happened_at, duration, action, command, resource_type, resource_id, resource_name, vcenter_name, os_user, account, arguments, result, error_id, error, operation_id";

    /// <summary>Makes a change that is one write of the records, and its audit in the same transaction; a change that fails is audited too.</summary>
    internal async Task<T> RunAsync<T>(string action, Subject subject, Caller caller, Func<DbConnection, Task<T>> change, CancellationToken cancellationToken, Guid? taskId = null)
    {
        var started = _store.Time.GetUtcNow().UtcDateTime;
        try
        {
            return await _store.WriteAsync(
                async connection =>
                {
                    var result = await change(connection).ConfigureAwait(false);
                    await AddAsync(connection, Audit(null), cancellationToken).ConfigureAwait(false);
                    return result;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (ZsException e) when (!e.IsTerminating)
        {
            await _store.WriteAsync(connection => AddAsync(connection, Audit(e), cancellationToken), cancellationToken).ConfigureAwait(false);
            throw;
        }

        ZsAudit Audit(ZsException? failure) => new()
        {
            Id = Guid.CreateVersion7(),
            Time = started,
            Duration = _store.Time.GetUtcNow().UtcDateTime - started,
            Action = action,
            Command = caller.Command,
            ResourceType = subject.Type,
            ResourceId = subject.Id,
            Resource = subject.Name,
            VCenter = subject.VCenter,
            Account = caller.Account,
            OsUser = caller.OsUser,
            Arguments = caller.Arguments,
            Result = failure is null ? ZsAuditResult.Succeeded : ZsAuditResult.Failed,
            ErrorId = failure?.ErrorId,
            Error = failure?.Message,
            TaskId = taskId,
        };
    }

    /// <summary>Adds an audit within a transaction.</summary>
    internal static async Task<int> AddAsync(DbConnection connection, ZsAudit audit, CancellationToken cancellationToken) => await connection.ExecuteAsync(
        $"""
        INSERT INTO audits ({Columns})
        VALUES (@id, @happened_at, @duration, @action, @command, @resource_type, @resource_id, @resource_name, @vcenter_name, @os_user, @account,
            @arguments, @result, @error_id, @error, @operation_id)
        """,
        cancellationToken,
        ("id", audit.Id), ("happened_at", RecordText.ToMicroseconds(audit.Time)), ("duration", (long)audit.Duration.TotalMicroseconds), ("action", audit.Action),
        ("command", audit.Command), ("resource_type", EnumText<ZsResourceType>.Write(audit.ResourceType)), ("resource_id", audit.ResourceId),
        ("resource_name", audit.Resource), ("vcenter_name", audit.VCenter), ("os_user", audit.OsUser), ("account", audit.Account),
        ("arguments", OperationRow.WriteArguments(audit.Arguments)), ("result", EnumText<ZsAuditResult>.Write(audit.Result)), ("error_id", audit.ErrorId),
        ("error", audit.Error), ("operation_id", audit.TaskId)).ConfigureAwait(false);

    /// <summary>The names of all changes that were made, in order.</summary>
    public Task<IReadOnlyList<string>> ActionsAsync(CancellationToken cancellationToken) =>
        _store.ReadTextsAsync("SELECT DISTINCT action FROM audits ORDER BY action", cancellationToken);

    /// <summary>Everybody who made a change: accounts and users of the operating system, in order.</summary>
    public Task<IReadOnlyList<string>> UsersAsync(CancellationToken cancellationToken) =>
        _store.ReadTextsAsync("SELECT account FROM audits UNION SELECT os_user FROM audits ORDER BY 1", cancellationToken);

    /// <summary>Audits, newest first, as they are read.</summary>
    /// <exception cref="ZsException">A pattern of the query cannot be, or the records cannot be read.</exception>
    public async IAsyncEnumerable<ZsAudit> ListAsync(AuditQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var action = query.Action is null ? null : new WildcardText(query.Action);
        var names = new NameFilter(query.ResourceNames);
        var user = query.User is null ? null : new WildcardText(query.User);
        var filter = new RowFilter(_store.Dialect).IdsInAny(["resource_id", "operation_id"], query.ResourceIds).Is("result", query.Result);
        if (query.Start is { } start)
        {
            filter.Add($"happened_at >= {filter.Parameter(RecordText.ToMicroseconds(start))}");
        }
        if (query.Finish is { } finish)
        {
            filter.Add($"happened_at < {filter.Parameter(RecordText.ToMicroseconds(finish))}");
        }
        await using var connection = await _store.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var command = connection.Command($"SELECT {Columns} FROM audits WHERE 1 = 1{filter.Conditions} ORDER BY happened_at DESC, id DESC");
        filter.Fill(command);
        await using var reader = await _store.GuardAsync(() => command.ExecuteReaderAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        var (skip, left) = (query.Skip, query.First ?? long.MaxValue);
        while (left > 0 && await _store.GuardAsync(() => reader.ReadAsync(cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            var audit = Read(reader);
            if (action?.Matches(audit.Action) == false || !names.Matches(audit.VCenter, audit.Resource) || (user is not null && !user.Matches(audit.Account) && !user.Matches(audit.OsUser)) || skip-- > 0)
            {
                continue;
            }
            left--;
            yield return audit;
        }
    }

    private static ZsAudit Read(DbDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Time = reader.Time(1),
        Duration = TimeSpan.FromMicroseconds(reader.GetInt64(2)),
        Action = reader.GetString(3),
        Command = reader.GetString(4),
        ResourceType = EnumText<ZsResourceType>.Read(reader.GetString(5)),
        ResourceId = reader.GetGuid(6),
        Resource = reader.GetString(7),
        VCenter = reader.Text(8),
        OsUser = reader.GetString(9),
        Account = reader.GetString(10),
        Arguments = OperationRow.ReadArguments(reader.GetString(11)),
        Result = EnumText<ZsAuditResult>.Read(reader.GetString(12)),
        ErrorId = reader.Text(13),
        Error = reader.Text(14),
        TaskId = reader.Uuid(15),
    };
}
