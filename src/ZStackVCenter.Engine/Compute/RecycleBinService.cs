using System.Collections.Concurrent;
using System.Globalization;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Compute;

/// <summary>
/// The recycle bin (domain.md §25): VMs that were removed and can be had back. What is in it for longer than the setting
/// <c>RecycleBin.ExpiryHours</c> is removed for good by whatever works with its vCenter next. Safe for use from many threads at once.
/// </summary>
public sealed class RecycleBinService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(10);

    private readonly CloudEngine _engine;
    private readonly ConcurrentDictionary<Guid, long> _looked = new();

    internal RecycleBinService(CloudEngine engine) => _engine = engine;

    /// <summary>What is in it, ordered by vCenter and name.</summary>
    public async Task<IReadOnlyList<ZsRecycleBinItem>> ListAsync(ResourceQuery query, DateTime? before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var expiry = await ExpiryAsync(cancellationToken).ConfigureAwait(false);
        return await _engine.Records.VmsAsync(new VmQuery { Names = query.Names, Ids = query.Ids, VCenterIds = query.VCenterIds, Life = VmLifeScope.RecycleBin }, cancellationToken)
            .Where(v => before is null || v.DeletedAt < before)
            .Select(v => new ZsRecycleBinItem
            {
                Id = v.Id,
                Type = ZsRecycleBinType.Vm,
                Name = v.Name,
                VCenter = v.VCenter,
                DeletedAt = v.DeletedAt ?? default,
                ExpiresAt = expiry is { } time ? v.DeletedAt + time : null,
                Size = v.CommittedSize,
                Owner = v.Owner,
            })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes for good what has expired in a vCenter that is connected.</summary>
    /// <returns>How many were removed. One that could not be is tried again the next time.</returns>
    public async Task<int> ExpireAsync(Guid vCenterId, CancellationToken cancellationToken)
    {
        _looked[vCenterId] = _engine.Options.Time.GetTimestamp();
        var removed = 0;
        foreach (var id in await ExpiredAsync(vCenterId, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await _engine.Vms.RunAsync(new ExpungeVmRequest(id), Caller.Module, null, cancellationToken).ConfigureAwait(false);
                removed++;
            }
            catch (ZsException e) when (!e.IsTerminating)
            {
                // Its audit tells; it stays in the bin, and the command that came by has other work.
                Failed(id.ToString(), e);
            }
        }
        return removed;
    }

    /// <summary>True when nobody of this process has looked at a vCenter's recycle bin for a while; whoever is told so looks.</summary>
    internal bool IsDue(Guid vCenterId)
    {
        var now = _engine.Options.Time.GetTimestamp();
        return _looked.TryAdd(vCenterId, now)
            || (_looked[vCenterId] is var last && _engine.Options.Time.GetElapsedTime(last, now) >= LookAgain && _looked.TryUpdate(vCenterId, now, last));
    }

    /// <summary>
    /// Begins to remove for good what has expired in a vCenter that is connected: each is a task in the background, which the next process
    /// finishes when this one ends. It never fails: what came by has other work.
    /// </summary>
    internal async Task BeginExpiryAsync(Guid vCenterId, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var id in await ExpiredAsync(vCenterId, cancellationToken).ConfigureAwait(false))
            {
                await BeginAsync(id, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ZsException e)
        {
            Failed("what has expired", e);
        }
        catch (OperationCanceledException)
        {
            // The process ends; the next one looks again.
        }
    }

    private async Task BeginAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await _engine.Vms.StartAsync(new ExpungeVmRequest(id), Caller.Module, cancellationToken).ConfigureAwait(false);
        }
        catch (ZsException e) when (!e.IsTerminating)
        {
            // Somebody works on it, or it is gone already.
            Failed(id.ToString(), e);
        }
    }

    private async Task<IReadOnlyList<Guid>> ExpiredAsync(Guid vCenterId, CancellationToken cancellationToken) =>
        _engine.VCenters.IsConnected(vCenterId) && await ExpiryAsync(cancellationToken).ConfigureAwait(false) is { } time
            ? [.. await _engine.VmRecords.DeletedBeforeAsync(vCenterId, _engine.Options.Time.GetUtcNow().UtcDateTime - time, cancellationToken).ConfigureAwait(false)]
            : [];

    private void Failed(string what, ZsException failure) => _engine.Options.Trace?.Invoke($"Recycle bin: {what} could not be removed: {failure.Message}");

    private async Task<TimeSpan?> ExpiryAsync(CancellationToken cancellationToken)
    {
        var hours = int.Parse((await _engine.Settings.GetAsync("RecycleBin.ExpiryHours", cancellationToken).ConfigureAwait(false)).Value, CultureInfo.InvariantCulture);
        return hours == 0 ? null : TimeSpan.FromHours(hours);
    }
}
