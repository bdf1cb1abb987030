using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Compute;

/// <summary>Where a new VM goes.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Host">The host; null when DRS chooses it.</param>
/// <param name="Storage">The datastore.</param>
internal sealed record Place(ZsCluster Cluster, ZsHost? Host, ZsPrimaryStorage Storage);

/// <summary>What a new VM needs of the place that it goes to.</summary>
/// <param name="VmId">The record's id that it will have.</param>
/// <param name="VCenterId">The record's id of its vCenter.</param>
/// <param name="Name">Its name, for the error.</param>
/// <param name="MemorySize">Its memory in bytes.</param>
/// <param name="IsStarted">False when it stays off, and takes no memory yet.</param>
/// <param name="DiskSize">The bytes that its disks may take.</param>
/// <param name="PortGroups">The port groups that it is on.</param>
/// <param name="ClusterId">The cluster that was asked for.</param>
/// <param name="HostId">The host that was asked for.</param>
/// <param name="StorageId">The datastore that was asked for.</param>
internal sealed record PlacementNeeds(
    Guid VmId, Guid VCenterId, string Name, long MemorySize, bool IsStarted, long DiskSize, IReadOnlyCollection<string> PortGroups, Guid? ClusterId, Guid? HostId, Guid? StorageId);

/// <summary>
/// Chooses cluster, host and datastore as an administrator of vSphere would: never a host in maintenance or out of reach, never a datastore
/// that is full or that the host does not reach, never a host without one of the port groups; shared storage before local, and then where
/// most is free. In a cluster with DRS the host is left to DRS.
/// </summary>
internal sealed class Placement(IRecordReader records, PlacementClaims claims)
{
    /// <summary>The best place, which is claimed for the VM until its claim is released.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.NoHostFits"/>, with what is wrong with the nearest one.</exception>
    public async Task<Place> ChooseAsync(PlacementNeeds needs, CancellationToken cancellationToken)
    {
        var clusters = await records.ClustersAsync(
            new ResourceQuery { VCenterIds = [needs.VCenterId], Ids = needs.ClusterId is { } id ? [id] : [] }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var hosts = await records.HostsAsync(
            new HostQuery { VCenterIds = [needs.VCenterId], Ids = needs.HostId is { } host ? [host] : [] }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var storages = await records.PrimaryStoragesAsync(
            new StorageQuery { VCenterIds = [needs.VCenterId], Ids = needs.StorageId is { } storage ? [storage] : [] }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var switches = await records.SwitchesAsync(new SwitchQuery { VCenterIds = [needs.VCenterId] }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        return claims.Claim(space =>
        {
            var best = Choose(needs, clusters, hosts, storages, switches, space);
            var claim = new PlacementClaim(needs.VmId, best.Host!.Id, best.Storage.Id, needs.IsStarted ? needs.MemorySize : 0, needs.DiskSize);
            return (best.Cluster.DrsEnabled && needs.HostId is null ? best with { Host = null } : best, claim);
        });
    }

    private static Place Choose(
        PlacementNeeds needs, List<ZsCluster> clusters, List<ZsHost> hosts, List<ZsPrimaryStorage> storages, List<ZsSwitch> switches, ClaimedSpace space)
    {
        var refusals = new List<string>();
        Place? best = null;
        foreach (var candidate in hosts.Where(h => clusters.Exists(c => c.Id == h.ClusterId)).OrderByDescending(space.FreeMemory))
        {
            if (RefuseHost(candidate, needs, switches, space) is { } refusal)
            {
                refusals.Add(refusal);
                continue;
            }
            var reached = storages.Where(s => s.Hosts.Contains(candidate.Name)).OrderByDescending(s => s.Shared).ThenByDescending(space.FreeSpace).ToList();
            if (reached.Find(s => RefuseStorage(s, needs, space) is null) is not { } usable)
            {
                refusals.Add(reached.Count == 0
                    ? $"host '{candidate.Name}' {(needs.StorageId is null || storages.Count == 0 ? "reaches no datastore" : $"does not reach datastore '{storages[0].Name}'")}"
                    : $"on host '{candidate.Name}' {RefuseStorage(reached[0], needs, space)}");
                continue;
            }
            // Hosts come with the most free memory first: only shared storage is better than that.
            if (best is null || (usable.Shared && !best.Storage.Shared))
            {
                best = new Place(clusters.Find(c => c.Id == candidate.ClusterId)!, candidate, usable);
            }
        }
        return best ?? throw new ZsException(ZsErrorId.NoHostFits, ZsErrorCategory.LimitsExceeded,
            refusals.Count == 0
                ? $"There is no host for VM '{needs.Name}' where it was asked for."
                : $"No host fits VM '{needs.Name}': {string.Join("; ", refusals.Take(3))}{(refusals.Count > 3 ? $"; and {refusals.Count - 3} more" : "")}.",
            "Free memory or space, or ask for another cluster, host or datastore.", needs.Name);
    }

    private static string? RefuseHost(ZsHost host, PlacementNeeds needs, List<ZsSwitch> switches, ClaimedSpace space)
    {
        if (host.MaintenanceMode)
        {
            return $"host '{host.Name}' is in maintenance mode";
        }
        if (host.Status != ZsStatus.Connected)
        {
            return $"host '{host.Name}' is not connected";
        }
        var groups = switches.SelectMany(s => s.PortGroupsOn(host.Name)).Select(g => g.Name).ToHashSet(StringComparer.Ordinal);
        if (needs.PortGroups.FirstOrDefault(g => !groups.Contains(g)) is { } missing)
        {
            return $"host '{host.Name}' has no port group '{missing}'";
        }
        return space.FreeMemory(host) is var free && free < needs.MemorySize
            ? $"host '{host.Name}' has {Math.Max(free, 0) >> 20:N0} MB of memory free, and {needs.MemorySize >> 20:N0} MB are needed"
            : null;
    }

    private static string? RefuseStorage(ZsPrimaryStorage storage, PlacementNeeds needs, ClaimedSpace space) => storage switch
    {
        { State: ZsState.Disabled } => $"datastore '{storage.Name}' is disabled",
        { MaintenanceMode: true } => $"datastore '{storage.Name}' is in maintenance mode",
        { Status: not ZsStatus.Connected } => $"datastore '{storage.Name}' is not accessible",
        _ when space.FreeSpace(storage) < needs.DiskSize =>
            $"datastore '{storage.Name}' has {Math.Max(space.FreeSpace(storage), 0) >> 30:N0} GB free, and {(needs.DiskSize >> 30) + 1:N0} GB may be needed",
        _ => null,
    };
}
