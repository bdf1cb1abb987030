using System.Globalization;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Compute;

/// <summary>
/// The recycle bin (domain.md §25): VMs that were removed and can be had back. What is in it for longer than the setting
/// <c>RecycleBin.ExpiryHours</c> is removed for good by whatever runs next. Safe for use from many threads at once.
/// </summary>
public sealed class RecycleBinService
{
    private readonly CloudEngine _engine;

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
        if (await ExpiryAsync(cancellationToken).ConfigureAwait(false) is not { } time || !_engine.VCenters.IsConnected(vCenterId))
        {
            return 0;
        }
        var removed = 0;
        foreach (var id in await _engine.VmRecords.DeletedBeforeAsync(vCenterId, _engine.Options.Time.GetUtcNow().UtcDateTime - time, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await _engine.Vms.RunAsync(new ExpungeVmRequest(id), Caller.Module, null, cancellationToken).ConfigureAwait(false);
                removed++;
            }
            catch (ZsException e) when (!e.IsTerminating)
            {
                // Its audit tells; it stays in the bin, and the command that came by has other work.
                _engine.Options.Trace?.Invoke($"Recycle bin: {id} could not be removed: {e.Message}");
            }
        }
        return removed;
    }

    private async Task<TimeSpan?> ExpiryAsync(CancellationToken cancellationToken)
    {
        var hours = int.Parse((await _engine.Settings.GetAsync("RecycleBin.ExpiryHours", cancellationToken).ConfigureAwait(false)).Value, CultureInfo.InvariantCulture);
        return hours == 0 ? null : TimeSpan.FromHours(hours);
    }
}
