namespace ZStackVCenter.Engine.Inventory;

/// <summary>
/// Where things are in one vCenter: which datacenter a host is in, which datastore has a name there, and what networks are called.
/// A datastore's name is unique within its datacenter only.
/// </summary>
internal sealed class Places
{
    private readonly Dictionary<string, string> _datacenterOfHost = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Datacenter, string Name), string> _datastores = [];

    /// <summary>The networks' names.</summary>
    public NetworkNames Networks { get; } = new();

    /// <summary>Notes the datacenter of a host, by their managed object ids.</summary>
    public void AddHost(string host, string datacenter) => _datacenterOfHost[host] = datacenter;

    /// <summary>Notes a datastore under its name.</summary>
    public void AddDatastore(string datacenter, string name, string id) => _datastores[(datacenter, name)] = id;

    /// <summary>The managed object id of the datastore with a name, seen from a host; null when there is none.</summary>
    public string? Datastore(string? host, string? name) =>
        host is not null && name is not null && _datacenterOfHost.TryGetValue(host, out var datacenter)
            ? _datastores.GetValueOrDefault((datacenter, name))
            : null;
}
