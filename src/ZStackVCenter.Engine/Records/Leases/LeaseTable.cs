using System.Data.Common;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>
/// Leases: what one process does at a time, over all processes that share the records. A lease whose process is gone, or has not beaten for
/// too long, is taken over.
/// </summary>
internal sealed class LeaseTable(RecordStore store)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(60);

    /// <summary>Takes a lease; waits while another holds it.</summary>
    /// <param name="resource">What the lease is of, such as <c>inventory:ID</c>.</param>
    /// <param name="what">What its holder does, as in "is being synchronised".</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ZsException"><see cref="ZsErrorId.ResourceBusy"/>, with who holds it, when it was not free within the time-out.</exception>
    public async Task<Lease> TakeAsync(string resource, string what, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var owner = Guid.CreateVersion7();
        var until = store.Time.GetTimestamp();
        while (true)
        {
            var holder = await TryAsync(resource, owner, cancellationToken).ConfigureAwait(false);
            if (holder is null)
            {
                return new Lease(store, resource, owner);
            }
            if (store.Time.GetElapsedTime(until) >= timeout)
            {
                throw new ZsException(ZsErrorId.ResourceBusy, ZsErrorCategory.ResourceBusy,
                    $"{what} by another process ({holder.Process.Computer}/{holder.Process.ProcessId}) since {holder.TakenAt.ToLocalTime():HH:mm:ss}, for longer than the {timeout.TotalSeconds:0} s that this one waits.",
                    "Try again when it is done.", resource);
            }
            await Task.Delay(LookAgain, store.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the lease when it is free; else says who holds it.</summary>
    private Task<Holder?> TryAsync(string resource, Guid owner, CancellationToken cancellationToken) => store.WriteAsync(
        async connection =>
        {
            var holder = await FindAsync(connection, resource, cancellationToken).ConfigureAwait(false);
            if (holder is not null && !holder.IsGone)
            {
                return holder;
            }
            var me = ProcessIdentity.Current;
            var written = await connection.ExecuteAsync(
                $"""
                INSERT INTO leases (resource, owner_id, process_id, process_started_at, computer, process_scope, taken_at, heartbeat_at)
                VALUES (@resource, @owner, @process, @started, @computer, @scope, {store.Dialect.Clock}, {store.Dialect.Clock})
                ON CONFLICT (resource) DO UPDATE SET owner_id = excluded.owner_id, process_id = excluded.process_id,
                    process_started_at = excluded.process_started_at, computer = excluded.computer, process_scope = excluded.process_scope,
                    taken_at = excluded.taken_at, heartbeat_at = excluded.heartbeat_at
                WHERE leases.owner_id = @before
                """,
                cancellationToken,
                ("resource", resource), ("owner", owner), ("process", me.ProcessId), ("started", me.StartedAt), ("computer", me.Computer), ("scope", me.Scope),
                ("before", holder?.Process.OwnerId ?? Guid.Empty)).ConfigureAwait(false);
            return written == 1 ? null : await FindAsync(connection, resource, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    private async Task<Holder?> FindAsync(DbConnection connection, string resource, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            $"""
            SELECT owner_id, process_id, process_started_at, computer, process_scope, taken_at, heartbeat_at < {store.Dialect.Clock} - @stale
            FROM leases WHERE resource = @resource
            """,
            ("resource", resource), ("stale", (long)Stale.TotalMicroseconds));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? new Holder(
                new ProcessIdentity(reader.GetGuid(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetString(3), reader.GetString(4)),
                reader.Time(5), reader.GetBoolean(6))
            : null;
    }

    private sealed record Holder(ProcessIdentity Process, DateTime TakenAt, bool IsStale)
    {
        public bool IsGone => !(Process.IsRunning() ?? !IsStale);
    }
}

/// <summary>A lease that is held, and beats, until it is disposed.</summary>
internal sealed class Lease : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReturnLimit = TimeSpan.FromSeconds(45);

    private readonly RecordStore _store;
    private readonly string _resource;
    private readonly Guid _owner;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beating;

    public Lease(RecordStore store, string resource, Guid owner)
    {
        _store = store;
        _resource = resource;
        _owner = owner;
        _beating = BeatAsync();
    }

    /// <summary>Gives the lease back. When the records cannot be written it stays until its process has ended, which others see.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        using var limit = new CancellationTokenSource(ReturnLimit, _store.Time);
        try
        {
            await _store.WriteAsync(
                connection => connection.ExecuteAsync("DELETE FROM leases WHERE resource = @resource AND owner_id = @owner", limit.Token, ("resource", _resource), ("owner", _owner)),
                limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ZsException or OperationCanceledException)
        {
            _store.Options.Trace?.Invoke($"Records: the lease of {_resource} could not be given back: {e.Message}");
        }
    }

    private async Task BeatAsync()
    {
        while (true)
        {
            await Task.Delay(Beat, _store.Time, _stop.Token).ConfigureAwait(false);
            try
            {
                await _store.WriteAsync(
                    connection => connection.ExecuteAsync(
                        $"UPDATE leases SET heartbeat_at = {_store.Dialect.Clock} WHERE resource = @resource AND owner_id = @owner",
                        _stop.Token, ("resource", _resource), ("owner", _owner)),
                    _stop.Token).ConfigureAwait(false);
            }
            catch (ZsException e)
            {
                // A missed beat is made up for by the next; the process itself shows that it lives.
                _store.Options.Trace?.Invoke($"Records: a heartbeat of {_resource} was missed: {e.Message}");
            }
        }
    }
}
