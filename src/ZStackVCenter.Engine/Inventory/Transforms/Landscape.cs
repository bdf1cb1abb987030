using System.Diagnostics.CodeAnalysis;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>
/// Everything of a vCenter that is not a VM, as it was seen: folders, datacenters, clusters, hosts, datastores and networks, by managed
/// object id. Answers who stands under whom.
/// </summary>
internal sealed class Landscape
{
    private readonly Dictionary<string, SeenObject> _objects = new(StringComparer.Ordinal);

    /// <summary>Adds an object, or puts it in the place of what was there.</summary>
    public void Add(SeenObject seen) => _objects[seen.Id] = seen;

    /// <summary>Takes an object out.</summary>
    public bool Remove(string id) => _objects.Remove(id);

    /// <summary>Finds an object.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out SeenObject? seen) => _objects.TryGetValue(id, out seen);

    /// <summary>All objects of some types, ordered by id so that a run is like the one before.</summary>
    public IEnumerable<SeenObject> Of(params string[] types) =>
        _objects.Values.Where(o => types.Contains(o.Reference.Type, StringComparer.Ordinal)).OrderBy(o => o.Id, StringComparer.Ordinal);

    public IEnumerable<SeenObject> Clusters => Of("ClusterComputeResource");

    public IEnumerable<SeenObject> Hosts => Of("HostSystem");

    public IEnumerable<SeenObject> Datastores => Of("Datastore");

    public IEnumerable<SeenObject> DistributedSwitches => Of("VmwareDistributedVirtualSwitch", "DistributedVirtualSwitch");

    public IEnumerable<SeenObject> DistributedPortGroups => Of("DistributedVirtualPortgroup");

    /// <summary>The managed object id of a host's cluster; null for a host outside one.</summary>
    public static string? ClusterOf(SeenObject host) =>
        host.Link(LandscapePaths.Parent) is { Type: "ClusterComputeResource", Value: var id } ? id : null;

    /// <summary>The datacenter above an object; null when none can be seen.</summary>
    public SeenObject? DatacenterOf(SeenObject seen)
    {
        // A parent that the user may not see ends the walk; the bound ends it where a broken server makes a ring.
        for (var depth = 0; depth < 100 && seen.Link(LandscapePaths.Parent) is { } parent && _objects.TryGetValue(parent.Value, out var above); depth++)
        {
            if (above.Reference.Type == "Datacenter")
            {
                return above;
            }
            seen = above;
        }
        return null;
    }

    /// <summary>The name of the datacenter above an object; empty when none can be seen.</summary>
    public string DatacenterName(SeenObject seen) => DatacenterOf(seen) is { } datacenter ? VmTransform.Name(datacenter) : "";

    /// <summary>The name of the datastore cluster that a datastore is in; null when it is in none.</summary>
    public string? DatastoreClusterOf(SeenObject datastore) =>
        datastore.Link(LandscapePaths.Parent) is { Type: "StoragePod", Value: var id }
            ? _objects.TryGetValue(id, out var pod) ? VmTransform.Name(pod) : id
            : null;

    /// <summary>Where hosts, datastores and networks are.</summary>
    public Places Places()
    {
        var places = new Places();
        foreach (var host in Hosts)
        {
            if (DatacenterOf(host) is { } datacenter)
            {
                places.AddHost(host.Id, datacenter.Id);
            }
        }
        foreach (var datastore in Datastores)
        {
            if (DatacenterOf(datastore) is { } datacenter)
            {
                places.AddDatastore(datacenter.Id, VmTransform.Name(datastore), datastore.Id);
            }
        }
        foreach (var network in Of("Network", "DistributedVirtualPortgroup", "OpaqueNetwork"))
        {
            places.Networks.Set(network.Id, VmTransform.Name(network));
        }
        return places;
    }
}
