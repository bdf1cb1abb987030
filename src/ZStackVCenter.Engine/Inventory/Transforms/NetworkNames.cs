namespace ZStackVCenter.Engine.Inventory;

/// <summary>The names of a vCenter's networks by managed object id; a distributed port group's key is its id.</summary>
internal sealed class NetworkNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Names a network, or renames it.</summary>
    public void Set(string id, string name) => _names[id] = name;

    /// <summary>The name of a network; null when it is none of ours.</summary>
    public string? Of(string? id) => id is not null && _names.TryGetValue(id, out var name) ? name : null;

    /// <summary>The name of a distributed port group; its key where it cannot be seen, so that the adapter does not look unconnected.</summary>
    public string OfDistributed(string key) => Of(key) ?? key;
}
