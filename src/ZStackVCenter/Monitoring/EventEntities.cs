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
    private static readonly ResourceKind[] Named = [ResourceKind.Vm, ResourceKind.Host, ResourceKind.Cluster, ResourceKind.PrimaryStorage, ResourceKind.Image];

    /// <summary>The one object that an argument means.</summary>
    /// <exception cref="ZsException">There is none, there are several, or events are not about such objects.</exception>
    public async Task<EventEntity> FindAsync(ZsIdentity identity, IReadOnlyCollection<Guid> vCenterIds)
    {
        if (identity.Kind is { } kind)
        {
            return VSphereTypes.ContainsKey(kind)
                ? Entity(kind, await resolver.OneAsync<ZsInventoryResource>(kind, identity, vCenterIds))
                : throw ZsErrors.InvalidArgument($"vCenter has no events about a {kind.Word} alone.", "Ask about a virtual machine, a host, a cluster, a storage or an image.", identity.ToString());
        }
        var found = new List<(ResourceKind Kind, ZsInventoryResource Resource)>();
        foreach (var candidate in Named)
        {
            found.AddRange((await resolver.TryFindAsync(candidate, identity, vCenterIds)).Select(r => (candidate, (ZsInventoryResource)r)));
        }
        return found.Count switch
        {
            0 => throw ZsErrors.NotFound("object", identity.ToString(), "Get-ZsVm or Get-ZsHost lists them; Sync-ZsVCenter brings in what is new."),
            1 => Entity(found[0].Kind, found[0].Resource),
            _ => throw ZsErrors.Ambiguous("object", identity.ToString(), found.Select(f => $"{f.Kind.Word} {f.Resource.VCenter}/{f.Resource.Name}")),
        };
    }

    private static EventEntity Entity(ResourceKind kind, ZsInventoryResource resource) => new(resource.VCenterId, VSphereTypes[kind], resource.ManagedObjectId);
}
