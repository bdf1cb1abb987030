namespace ZStackVCenter.Engine.Compute;

/// <summary>What a VM takes of the place that was chosen for it.</summary>
/// <param name="VmId">The record's id of the VM.</param>
/// <param name="HostId">The host; for a cluster with DRS the one that looked best.</param>
/// <param name="StorageId">The datastore.</param>
/// <param name="Memory">Bytes of memory; 0 for one that stays off.</param>
/// <param name="Disk">Bytes of disk.</param>
internal sealed record PlacementClaim(Guid VmId, Guid HostId, Guid StorageId, long Memory, long Disk);

/// <summary>
/// What the VMs take that this process is making: the records tell only what vCenter had when it was last read, and a hundred VMs that are made
/// side by side must not all go to the host that was the emptiest before. Safe for use from many threads at once.
/// </summary>
internal sealed class PlacementClaims(TimeProvider time)
{
    private readonly Lock _lock = new();
    // A claim that settled so long ago is in the records, or whoever uses them has no need of fresh ones.
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    private readonly Dictionary<Guid, Held> _claims = [];

    /// <summary>Chooses a place with the others' claims in view, and claims it.</summary>
    /// <param name="choose">Chooses; told what is claimed of a host's memory and of a datastore's space beyond what the records show.</param>
    public T Claim<T>(Func<ClaimedSpace, (T Chosen, PlacementClaim Claim)> choose)
    {
        lock (_lock)
        {
            var (chosen, claim) = choose(new ClaimedSpace([.. _claims.Values.Select(h => (h.Claim, h.SettledAt))]));
            _claims[claim.VmId] = new Held(claim);
            return chosen;
        }
    }

    /// <summary>Holds a VM's name in its folder, so that two that are made at once do not get one name.</summary>
    /// <returns>False when another one holds it.</returns>
    public bool TryName(Guid vmId, Guid vCenterId, string folder, string name)
    {
        lock (_lock)
        {
            var wanted = (vCenterId, folder, name.ToUpperInvariant());
            if (_claims.Any(c => c.Key != vmId && c.Value.Name == wanted))
            {
                return false;
            }
            if (_claims.TryGetValue(vmId, out var held))
            {
                held.Name = wanted;
            }
            return true;
        }
    }

    /// <summary>The VM stands: its claim holds until the records have been brought up to date.</summary>
    public void Settle(Guid vmId)
    {
        lock (_lock)
        {
            if (_claims.TryGetValue(vmId, out var held))
            {
                (held.Name, held.SettledAt) = (null, time.GetUtcNow().UtcDateTime);
            }
            foreach (var (id, _) in _claims.Where(c => c.Value.SettledAt < time.GetUtcNow().UtcDateTime - LongestLife).ToList())
            {
                _claims.Remove(id);
            }
        }
    }

    /// <summary>The VM is not made after all.</summary>
    public void Release(Guid vmId)
    {
        lock (_lock)
        {
            _claims.Remove(vmId);
        }
    }

    private sealed class Held(PlacementClaim claim)
    {
        public PlacementClaim Claim { get; } = claim;

        public (Guid VCenterId, string Folder, string Name)? Name { get; set; }

        public DateTime? SettledAt { get; set; }
    }
}

/// <summary>What claims take beyond what the records show. A claim whose VM stood before the records were read is in them.</summary>
internal sealed class ClaimedSpace(IReadOnlyList<(PlacementClaim Claim, DateTime? SettledAt)> claims)
{
    /// <summary>A host's free memory in bytes.</summary>
    public long FreeMemory(ZsHost host) => host.MemorySize - host.MemoryUsed
        - claims.Where(c => c.Claim.HostId == host.Id && !(c.SettledAt < host.LastSeenAt)).Sum(c => c.Claim.Memory);

    /// <summary>A datastore's free space in bytes.</summary>
    public long FreeSpace(ZsPrimaryStorage storage) => storage.AvailableCapacity
        - claims.Where(c => c.Claim.StorageId == storage.Id && !(c.SettledAt < storage.LastSeenAt)).Sum(c => c.Claim.Disk);
}
