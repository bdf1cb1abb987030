using System.Data.Common;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>The journal of operations: what is being changed, by which process, and how far it is.</summary>
internal sealed class OperationStore(RecordStore store)
{
    // A process that can write beats every two seconds; one that cannot for so long is taken for dead.
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(60);

    /// <summary>Opens an operation.</summary>
    /// <returns>Null when it is open; else the operation that works on the resource already.</returns>
    public async Task<OperationRow?> BeginAsync(OperationRow row, CancellationToken cancellationToken)
    {
        try
        {
            await store.WriteAsync(connection => connection.ExecuteAsync(InsertSql, cancellationToken, Values(row)), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (StoreErrors.IsDuplicate(e))
        {
            // The one that holds it may have ended just now: the caller then tries again.
            return await FindRunningAsync(row.Subject.Id, cancellationToken).ConfigureAwait(false) ?? row with { FinishedAt = row.StartedAt };
        }
    }

    /// <summary>Writes down which step begins, and what the ones before it left.</summary>
    /// <exception cref="ZsException">The operation is no longer this process's: another one took it for abandoned.</exception>
    public async Task SaveAsync(OperationRow row, CancellationToken cancellationToken)
    {
        var written = await store.WriteAsync(
            connection => connection.ExecuteAsync(
                $"""
                UPDATE operations SET state = @state, step = @step, step_name = @step_name, memory = @memory, progress = @progress,
                    error_id = @error_id, error = @error, left_over = @left_over, heartbeat_at = {store.Dialect.Clock}
                WHERE id = @id AND owner_id = @owner_id AND finished_at IS NULL
                """,
                cancellationToken,
                ("id", row.Id), ("owner_id", row.Owner.OwnerId), ("state", EnumText<ZsTaskState>.Write(row.State)), ("step", row.Step),
                ("step_name", row.StepName), ("memory", row.Memory), ("progress", row.Progress), ("error_id", row.ErrorId), ("error", row.Error), ("left_over", row.LeftOver)),
            cancellationToken).ConfigureAwait(false);
        if (written != 1)
        {
            throw OperationErrors.TakenAway(row);
        }
    }

    /// <summary>Closes an operation, and writes its audit in the same transaction.</summary>
    public Task FinishAsync(OperationRow row, CancellationToken cancellationToken) =>
        store.WriteAsync(connection => CloseAsync(connection, row, cancellationToken), cancellationToken);

    /// <summary>Closes an operation with its audit within a transaction; 0 when it is no longer its owner's.</summary>
    internal static async Task<int> CloseAsync(DbConnection connection, OperationRow row, CancellationToken cancellationToken)
    {
        var written = await connection.ExecuteAsync(
            """
            UPDATE operations SET state = @state, step_name = @step_name, memory = '{}', progress = @progress, finished_at = @finished_at, error_id = @error_id, error = @error, left_over = @left_over
            WHERE id = @id AND owner_id = @owner_id AND finished_at IS NULL
            """,
            cancellationToken,
            ("id", row.Id), ("owner_id", row.Owner.OwnerId), ("state", EnumText<ZsTaskState>.Write(row.State)), ("step_name", row.StepName), ("progress", row.Progress),
            ("finished_at", RecordText.ToMicroseconds(row.FinishedAt!.Value)), ("error_id", row.ErrorId), ("error", row.Error), ("left_over", row.LeftOver)).ConfigureAwait(false);
        if (written == 1)
        {
            await AuditLog.AddAsync(connection, Audit(row), cancellationToken).ConfigureAwait(false);
        }
        return written;
    }

    /// <summary>Closes, within a transaction, an operation that nobody can go on with: it failed for good.</summary>
    internal static Task<int> InterruptAsync(DbConnection connection, OperationRow row, DateTime now, string error, string leftOver, CancellationToken cancellationToken) =>
        CloseAsync(
            connection,
            row with { State = ZsTaskState.Failed, FinishedAt = now, ErrorId = ZsErrorId.TaskInterrupted, Error = error, LeftOver = leftOver },
            cancellationToken);

    /// <summary>Leaves an operation to the next process.</summary>
    public Task ReleaseAsync(Guid id, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync(
            "UPDATE operations SET owner_id = @nobody WHERE id = @id AND owner_id = @owner AND finished_at IS NULL",
            cancellationToken, ("id", id), ("owner", ProcessIdentity.Current.OwnerId), ("nobody", Guid.Empty)),
        cancellationToken);

    /// <summary>Takes over an operation that was abandoned; false when another process was faster.</summary>
    public async Task<bool> TakeOverAsync(OperationRow row, CancellationToken cancellationToken) => await store.WriteAsync(
        connection => connection.ExecuteAsync(
            $"""
            UPDATE operations SET owner_id = @owner, process_id = @process_id, process_started_at = @process_started_at, computer = @computer,
                process_scope = @process_scope, heartbeat_at = {store.Dialect.Clock}
            WHERE id = @id AND owner_id = @before AND finished_at IS NULL
            """,
            cancellationToken,
            [("id", row.Id), ("before", row.Owner.OwnerId), .. Owner(ProcessIdentity.Current)]),
        cancellationToken).ConfigureAwait(false) == 1;

    /// <summary>Says that this process still works on its operations, and how far they are.</summary>
    /// <returns>Those that somebody asked to stop.</returns>
    public Task<IReadOnlyList<Guid>> BeatAsync(IReadOnlyCollection<(Guid Id, int Progress)> running, CancellationToken cancellationToken) =>
        store.WriteAsync<IReadOnlyList<Guid>>(
            async connection =>
            {
                foreach (var (id, progress) in running)
                {
                    await connection.ExecuteAsync(
                        $"UPDATE operations SET heartbeat_at = {store.Dialect.Clock}, progress = @progress WHERE id = @id AND owner_id = @owner AND finished_at IS NULL",
                        cancellationToken, ("id", id), ("progress", progress), ("owner", ProcessIdentity.Current.OwnerId)).ConfigureAwait(false);
                }
                var stopped = new List<Guid>();
                await using var command = connection.Command(
                    "SELECT id FROM operations WHERE owner_id = @owner AND finished_at IS NULL AND stop_requested", ("owner", ProcessIdentity.Current.OwnerId));
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    stopped.Add(reader.GetGuid(0));
                }
                return stopped;
            },
            cancellationToken);

    /// <summary>Asks an operation to stop, wherever it runs, within a transaction; 0 when it has ended.</summary>
    public static Task<int> RequestStopAsync(DbConnection connection, Guid id, CancellationToken cancellationToken) => connection.ExecuteAsync(
        "UPDATE operations SET stop_requested = @yes WHERE id = @id AND finished_at IS NULL", cancellationToken, ("id", id), ("yes", true));

    /// <summary>The operation with an id; null when there is none.</summary>
    public async Task<OperationRow?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await ReadAsync("WHERE id = @id", cancellationToken, ("id", id)).ConfigureAwait(false) is [var row] ? row : null;

    /// <summary>The operation that works on a resource; null when none does.</summary>
    public async Task<OperationRow?> FindRunningAsync(Guid resourceId, CancellationToken cancellationToken) =>
        await ReadAsync("WHERE finished_at IS NULL AND resource_id = @id", cancellationToken, ("id", resourceId)).ConfigureAwait(false) is [var row] ? row : null;

    /// <summary>Every operation that has not ended, oldest first.</summary>
    public Task<IReadOnlyList<OperationRow>> UnfinishedAsync(CancellationToken cancellationToken) =>
        ReadAsync("WHERE finished_at IS NULL ORDER BY started_at, id", cancellationToken);

    /// <summary>The same within a transaction.</summary>
    public static Task<IReadOnlyList<OperationRow>> UnfinishedAsync(DbConnection connection, Dialect dialect, CancellationToken cancellationToken) =>
        ReadAsync(connection, dialect, "WHERE finished_at IS NULL ORDER BY started_at, id", null, cancellationToken);

    /// <summary>What has not ended in a vCenter, within a transaction, oldest first.</summary>
    public static Task<IReadOnlyList<OperationRow>> UnfinishedAsync(DbConnection connection, Dialect dialect, Guid vCenterId, CancellationToken cancellationToken) =>
        ReadAsync(connection, dialect, "WHERE finished_at IS NULL AND vcenter_id = @id ORDER BY started_at, id", null, cancellationToken, ("id", vCenterId));

    /// <summary>Operations, newest first.</summary>
    public async Task<IReadOnlyList<OperationRow>> ListAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        var filter = new RowFilter(store.Dialect).Ids("id", query.Ids).IdsInAny(["resource_id", "id"], query.ResourceIds).OneOf("state", query.States);
        if (query.Start is { } start)
        {
            filter.Add($"started_at >= {filter.Parameter(RecordText.ToMicroseconds(start))}");
        }
        var names = new NameFilter(query.ResourceNames);
        var limit = query.First is { } first && names.IsEmpty ? $"LIMIT {filter.Parameter(first)}" : "";
        var rows = await ReadAsync($"WHERE 1 = 1{filter.Conditions} ORDER BY started_at DESC, id DESC {limit}", filter, cancellationToken).ConfigureAwait(false);
        return names.IsEmpty ? rows : [.. rows.Where(r => names.Matches(r.Subject.VCenter, r.Subject.Name)).Take(query.First ?? int.MaxValue)];
    }

    private Task<IReadOnlyList<OperationRow>> ReadAsync(string where, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters) =>
        ReadAsync(where, null, cancellationToken, parameters);

    private Task<IReadOnlyList<OperationRow>> ReadAsync(string where, RowFilter? filter, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters) =>
        store.ReadAsync(connection => ReadAsync(connection, store.Dialect, where, filter, cancellationToken, parameters), cancellationToken);

    private static async Task<IReadOnlyList<OperationRow>> ReadAsync(
        DbConnection connection, Dialect dialect, string where, RowFilter? filter, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Command(
            $"SELECT {OperationRow.Columns(dialect.Clock)} FROM operations {where}", [("stale", (long)Stale.TotalMicroseconds), .. parameters]);
        filter?.Fill(command);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<OperationRow>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(OperationRow.Read(reader));
        }
        return rows;
    }

    private string InsertSql => $"""
        INSERT INTO operations (id, action, resource_type, resource_id, resource_name, vcenter_id, vcenter_name, state, step, step_name, memory,
            progress, background, stop_requested, os_user, account, command, arguments, owner_id, process_id, process_started_at, computer,
            process_scope, heartbeat_at, started_at)
        VALUES (@id, @action, @resource_type, @resource_id, @resource_name, @vcenter_id, @vcenter_name, @state, @step, @step_name, @memory,
            0, @background, @no, @os_user, @account, @command, @arguments, @owner, @process_id, @process_started_at, @computer,
            @process_scope, {store.Dialect.Clock}, @started_at)
        """;

    private static (string, object?)[] Values(OperationRow row) =>
    [
        ("id", row.Id), ("action", row.Action), ("resource_type", EnumText<ZsResourceType>.Write(row.Subject.Type)), ("resource_id", row.Subject.Id),
        ("resource_name", row.Subject.Name), ("vcenter_id", row.Subject.VCenterId), ("vcenter_name", row.Subject.VCenter),
        ("state", EnumText<ZsTaskState>.Write(row.State)), ("step", row.Step), ("step_name", row.StepName), ("memory", row.Memory),
        ("background", row.Background), ("no", false), ("os_user", row.Caller.OsUser), ("account", row.Caller.Account), ("command", row.Caller.Command),
        ("arguments", OperationRow.WriteArguments(row.Caller.Arguments)), ("started_at", RecordText.ToMicroseconds(row.StartedAt)), .. Owner(row.Owner),
    ];

    private static (string, object?)[] Owner(ProcessIdentity owner) =>
    [
        ("owner", owner.OwnerId), ("process_id", owner.ProcessId), ("process_started_at", owner.StartedAt), ("computer", owner.Computer), ("process_scope", owner.Scope),
    ];

    private static ZsAudit Audit(OperationRow row) => new()
    {
        Id = Guid.CreateVersion7(),
        Time = row.StartedAt,
        Duration = row.FinishedAt!.Value - row.StartedAt,
        Action = row.Action,
        Command = row.Caller.Command,
        ResourceType = row.Subject.Type,
        ResourceId = row.Subject.Id,
        Resource = row.Subject.Name,
        VCenter = row.Subject.VCenter,
        Account = row.Caller.Account,
        OsUser = row.Caller.OsUser,
        Arguments = row.Caller.Arguments,
        Result = row.State switch
        {
            ZsTaskState.Succeeded => ZsAuditResult.Succeeded,
            ZsTaskState.Cancelled => ZsAuditResult.Cancelled,
            _ => ZsAuditResult.Failed,
        },
        ErrorId = row.ErrorId,
        Error = row.LeftOver is null ? row.Error : $"{row.Error} {row.LeftOver}".TrimStart(),
        TaskId = row.Id,
    };
}
