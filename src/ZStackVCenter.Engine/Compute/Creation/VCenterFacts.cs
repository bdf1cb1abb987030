using System.Collections.Concurrent;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>
/// What the records do not hold and what never changes while an object lives: asked once for all the VMs that are made. Safe for use from many
/// threads at once.
/// </summary>
internal sealed class VCenterFacts
{
    private readonly ConcurrentDictionary<(Guid VCenterId, string Object), string> _known = new();

    /// <summary>The managed object id of a cluster's root resource pool.</summary>
    public Task<string> PoolAsync(SessionUse use, string clusterId, CancellationToken cancellationToken) => OnceAsync(use, clusterId, async () =>
        (await use.Client.Properties.ReadAsync(new ManagedObjectReference("ClusterComputeResource", clusterId), "resourcePool", cancellationToken).ConfigureAwait(false)
            as ManagedObjectReference)?.Value);

    /// <summary>The UUID of the switch of a distributed port group.</summary>
    public Task<string> SwitchUuidAsync(SessionUse use, string portGroupId, CancellationToken cancellationToken) => OnceAsync(use, portGroupId, async () =>
        await use.Client.Properties.ReadAsync(new ManagedObjectReference("DistributedVirtualPortgroup", portGroupId), LandscapePaths.DistributedPortGroup.Switch, cancellationToken).ConfigureAwait(false)
            is ManagedObjectReference dvs
            ? await use.Client.Properties.ReadAsync(dvs, "uuid", cancellationToken).ConfigureAwait(false) as string
            : null);

    private async Task<string> OnceAsync(SessionUse use, string id, Func<Task<string?>> ask)
    {
        var key = (use.VCenter.Id, id);
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }
        return await VimErrors.GuardAsync(use.VCenter.Name, ask).ConfigureAwait(false) is { Length: > 0 } told
            ? _known[key] = told
            : throw new ZsException(ZsErrorId.PermissionDenied, ZsErrorCategory.PermissionDenied,
                $"vCenter '{use.VCenter.Name}' does not tell what VMs need of {id}.", "Give the user the right to see it, and bring the inventory up to date with Sync-ZsVCenter.", id);
    }
}
