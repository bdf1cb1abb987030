using ZStackVCenter.Engine.Monitoring;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Monitoring;

/// <summary>Finds the objects that events are asked about.</summary>
internal sealed class EventEntities(Resolver resolver)
{
    // What vSphere calls each kind of object that its events are about.
    private static readonly Dictionary<ResourceKind, string> VSphereTypes = new()
    {
        [ResourceKind.Vm] = "VirtualMachine",
        [ResourceKind.Image] = "VirtualMachine",
        [ResourceKind.Host] = "HostSystem",
        [ResourceKind.Cluster] = "ClusterComputeResource",
        [ResourceKind.PrimaryStorage] = "Datastore",
        [ResourceKind.BackupStorage] = "Datastore",
    };

    // A name alone is looked for among these, in this order of what events are mostly about.
    private static readonly ResourceKind[] Named =
        [ResourceKind.Vm, ResourceKind.Host, ResourceKind.Cluster, ResourceKind.PrimaryStorage, ResourceKind.Image, ResourceKind.VCenter];

    /// <summary>A query narrowed to the one object that an argument means; null when that is in none of the vCenters that were named.</summary>
    /// <param name="query">The query.</param>
    /// <param name="identity">What was given.</param>
    /// <param name="vCenterIds">Where to look for a name; empty for everywhere.</param>
    /// <param name="only">True when nothing elsewhere is wanted, though it was given as an object.</param>
    /// <exception cref="ZsException">There is none, there are several, or events are not about such objects.</exception>
    public async Task<EventQuery?> NarrowAsync(EventQuery query, ZsIdentity identity, IReadOnlyCollection<Guid> vCenterIds, bool only)
    {
        var (kind, resource) = await FindAsync(identity, vCenterIds);
        if (resource is ZsVCenter vCenter)
        {
            return only && !vCenterIds.Contains(vCenter.Id) ? null : query with { VCenterIds = [vCenter.Id] };
        }
        var found = (ZsInventoryResource)resource;
        return only && !vCenterIds.Contains(found.VCenterId) ? null : query with { Entity = new EventEntity(found.VCenterId, VSphereTypes[kind], found.ManagedObjectId) };
    }

    private async Task<(ResourceKind Kind, ZsResource Resource)> FindAsync(ZsIdentity identity, IReadOnlyCollection<Guid> vCenterIds)
    {
        if (identity.Kind is { } kind)
        {
            return Named.Contains(kind) || VSphereTypes.ContainsKey(kind)
                ? (kind, await resolver.OneAsync<ZsResource>(kind, identity, vCenterIds))
                : throw ZsErrors.InvalidArgument($"vCenter has no events about a {kind.Word} alone.", "Ask about a virtual machine, a host, a cluster, a storage, an image or a vCenter.", identity.ToString());
        }
        var found = new List<(ResourceKind Kind, ZsResource Resource)>();
        foreach (var candidate in Named)
        {
            found.AddRange((await resolver.TryFindAsync(candidate, identity, vCenterIds)).Select(r => (candidate, r)));
        }
        return found.Count switch
        {
            0 => throw ZsErrors.NotFound("object", identity.ToString(), "Get-ZsVm or Get-ZsHost lists them; Sync-ZsVCenter brings in what is new."),
            1 => found[0],
            _ => throw ZsErrors.Ambiguous("object", identity.ToString(), found.Select(f => $"{f.Kind.Word} {Words(f.Resource)}")),
        };
    }

    private static string Words(ZsResource resource) => resource is ZsInventoryResource one ? $"{one.VCenter}/{one.Name}" : resource.Name;
}
