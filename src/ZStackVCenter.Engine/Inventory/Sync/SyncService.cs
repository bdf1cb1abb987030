using System.Diagnostics;
using System.Runtime.CompilerServices;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Vim;
using ZStackVCenter.Vim.PropertyCollection;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>
/// Brings the inventory of vCenters into the records. Each synchronisation reads all that the records hold and writes the difference in one
/// transaction: when it fails or is killed, the records are as before.
/// </summary>
public sealed class SyncService
{
    private const int Attempts = 2;

    private readonly VCenterService _vCenters;
    private readonly IInventoryRecords _records;
    private readonly TimeProvider _time;
    private readonly Func<Guid, CancellationToken, Task<IReadOnlyList<ZsTask>>>? _recover;

    /// <param name="vCenters">The vCenters and their sessions.</param>
    /// <param name="records">Where the inventory goes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="recover">Ends what killed processes left of their operations on a vCenter; asked before it is read. Null for nothing to end.</param>
    internal SyncService(
        VCenterService vCenters, IInventoryRecords records, TimeProvider time, Func<Guid, CancellationToken, Task<IReadOnlyList<ZsTask>>>? recover = null)
    {
        _vCenters = vCenters;
        _records = records;
        _time = time;
        _recover = recover;
    }

    /// <summary>
    /// Synchronises one vCenter. Two of the same vCenter take turns, also over processes; of different vCenters they run side by side.
    /// </summary>
    /// <param name="vCenterId">The record's id of the vCenter, which must be connected.</param>
    /// <param name="options">What to read and whether to write.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Ends it; the records are then as before.</param>
    /// <returns>What was found and written; kept in the records unless nothing was to be written.</returns>
    /// <exception cref="ZsException">The vCenter or the records failed; the records are as before.</exception>
    public async Task<ZsSyncReport> SyncAsync(
        Guid vCenterId, SyncOptions? options = null, IProgress<SyncProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new SyncOptions();
        SyncTypes.Require(options.Types);
        var name = (await _vCenters.GetAsync(vCenterId, cancellationToken).ConfigureAwait(false)).Name;
        await using var use = _vCenters.Sessions.Use(vCenterId, name);
        progress?.Report(new SyncProgress(name, SyncPhase.Waiting, 0, null));
        var recovered = options.WhatIf ? [] : await RecoverAsync(vCenterId, cancellationToken).ConfigureAwait(false);
        await using var lease = await _records.LeaseAsync(vCenterId, options.LeaseTimeout, cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunAsync(use.Session, options, recovered, progress, cancellationToken).ConfigureAwait(false);
            }
            catch (SessionLostException) when (attempt < Attempts)
            {
                // Pages belong to a session: with the next one the reading begins anew.
                progress?.Report(new SyncProgress(name, SyncPhase.Waiting, 0, null));
            }
            catch (VimException e)
            {
                throw VimErrors.Translate(e, name);
            }
        }
    }

    /// <summary>
    /// Changes of vCenters as they happen, each in the records before it is given; first what differs from the records. Goes on until
    /// cancelled and leaves nothing on the servers then. After a dropped connection or an ended session it begins again from a whole read,
    /// and gives only what differs.
    /// </summary>
    /// <param name="vCenterIds">The record's ids of the vCenters, which must be connected.</param>
    /// <param name="types">The kinds to give; empty for all. All are recorded.</param>
    /// <param name="outages">Told when a vCenter is away, and when it is back; may be null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ZsException">
    /// A vCenter is not connected, refuses the login or shows another certificate than before, or the records failed. One that is only away
    /// is waited for.
    /// </exception>
    public async IAsyncEnumerable<ZsChange> WatchAsync(
        IReadOnlyCollection<Guid> vCenterIds, IReadOnlyCollection<ZsResourceType>? types = null, IProgress<WatchOutage>? outages = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vCenterIds);
        var sources = vCenterIds.Distinct().Select(id => (Func<CancellationToken, IAsyncEnumerable<ZsChange>>)(token => WatchOneAsync(id, outages, token))).ToList();
        await foreach (var change in LiveStreams.MergeAsync(sources, cancellationToken).ConfigureAwait(false))
        {
            if (types is null || types.Count == 0 || types.Contains(change.Type))
            {
                yield return change;
            }
        }
    }

    private async IAsyncEnumerable<ZsChange> WatchOneAsync(Guid vCenterId, IProgress<WatchOutage>? outages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = (await _vCenters.GetAsync(vCenterId, cancellationToken).ConfigureAwait(false)).Name;
        await using var use = _vCenters.Sessions.Use(vCenterId, name);
        await RecoverAsync(vCenterId, cancellationToken).ConfigureAwait(false);
        var retry = new WatchRetry(name, _time, outages);
        while (true)
        {
            await using var changes = new InventoryWatch(use, _records, _time, retry.Succeeded).RunAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await retry.TryAsync(() => changes.MoveNextAsync().AsTask(), cancellationToken).ConfigureAwait(false))
            {
                yield return changes.Current;
            }
        }
    }

    private async Task<IReadOnlyList<ZsTask>> RecoverAsync(Guid vCenterId, CancellationToken cancellationToken) =>
        _recover is null ? [] : await _recover(vCenterId, cancellationToken).ConfigureAwait(false);

    private static string Words(ZsTask task) =>
        $"{task.Action} of '{task.Resource}', which a process that ended had begun, was {(task.State == ZsTaskState.Succeeded ? "finished" : "undone")}.{(task.LeftOver is null ? "" : " " + task.LeftOver)}";

    private async Task<ZsSyncReport> RunAsync(VCenterSession session, SyncOptions options, IReadOnlyList<ZsTask> recovered, IProgress<SyncProgress>? progress, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var started = _time.GetUtcNow().UtcDateTime;
        var known = await _records.ReadKnownAsync(session.VCenter.Id, cancellationToken).ConfigureAwait(false);
        await using var writer = await _records.BeginAsync(session.VCenter.Id, started, false, cancellationToken).ConfigureAwait(false);
        var context = new SyncContext(session.VCenter.Name, new InventoryReader(session.Client), known, options, writer, progress);
        await SyncRun.RunAsync(context, cancellationToken).ConfigureAwait(false);
        var difference = await writer.DifferenceAsync(cancellationToken).ConfigureAwait(false);
        if (!options.WhatIf)
        {
            await writer.CommitAsync(options.Types.Count == 0, cancellationToken).ConfigureAwait(false);
        }

        var report = new ZsSyncReport
        {
            Id = options.ReportId ?? Guid.CreateVersion7(),
            VCenterId = session.VCenter.Id,
            VCenter = session.VCenter.Name,
            StartedAt = started,
            Duration = clock.Elapsed,
            WhatIf = options.WhatIf,
            Added = difference.Counts.Sum(c => c.Added),
            Changed = difference.Counts.Sum(c => c.Changed),
            Removed = difference.Counts.Sum(c => c.Removed),
            Excluded = context.Exclusions.Count,
            Counts = difference.Counts,
            Exclusions = context.Exclusions,
            Vanished = difference.Vanished,
            Warnings = [.. recovered.Select(Words), .. context.Warnings.ToList()],
        };
        if (!options.WhatIf)
        {
            await _records.SaveReportAsync(report, cancellationToken).ConfigureAwait(false);
        }
        context.Report(SyncPhase.Done, difference.Counts.Sum(c => c.Total));
        return report;
    }
}
