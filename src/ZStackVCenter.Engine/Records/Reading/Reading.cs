using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>How objects of one kind are read.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Select">The query up to its conditions; <c>t</c> is the table of the objects.</param>
/// <param name="Read">Makes an object of a row; null for a row that the query does not want after all.</param>
internal sealed record Reading<T>(ZsResourceType Type, string Select, Func<Row, Place, T?> Read)
    where T : ZsInventoryResource
{
    /// <summary>The conditions.</summary>
    public required RowFilter Filter { get; init; }

    /// <summary>True when the conditions say all, and <see cref="Read"/> refuses no row.</summary>
    public bool IsExact { get; init; } = true;

    /// <summary>The order within a vCenter.</summary>
    public string Order { get; init; } = "t.name_key, t.id";

    /// <summary>True when rows name hosts and clusters by their managed object ids.</summary>
    public bool NeedsHosts { get; init; }
}

/// <summary>The vCenter whose rows are being read, and what they refer to.</summary>
internal sealed class Place(Guid id, string name, long seenAt)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _lists = new(StringComparer.Ordinal);

    public Guid Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>Its hosts by managed object id; empty unless asked for.</summary>
    public Dictionary<string, HostReference> Hosts { get; } = new(StringComparer.Ordinal);

    /// <summary>Its clusters by managed object id; empty unless asked for.</summary>
    public Dictionary<string, ClusterReference> Clusters { get; } = new(StringComparer.Ordinal);

    /// <summary>When an object was last seen: its own time, or that of a later look at all of its kind.</summary>
    public DateTime SeenAt(long own) => RecordText.FromMicroseconds(Math.Max(own, seenAt));

    /// <summary>The texts of a list. Many rows have the same few lists: each is made once.</summary>
    public IReadOnlyList<string> Texts(string json)
    {
        if (!_lists.TryGetValue(json, out var texts))
        {
            texts = RecordJson.ReadTexts(json);
            if (_lists.Count < 1_000)
            {
                _lists.Add(json, texts);
            }
        }
        return texts;
    }

    /// <summary>The names of hosts by their managed object ids, in order; one that is not in the records is left out.</summary>
    public IReadOnlyList<string> HostNames(IEnumerable<string> ids) =>
        [.. ids.Where(Hosts.ContainsKey).Select(host => Hosts[host].Name).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The names of clusters by their managed object ids, in order; one that is not in the records is left out.</summary>
    public IReadOnlyList<string> ClusterNames(IEnumerable<string> ids) =>
        [.. ids.Where(Clusters.ContainsKey).Select(cluster => Clusters[cluster].Name).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>True when one of the hosts is wanted by its record's id or by its cluster's; empty lists want all.</summary>
    public bool Wants(IEnumerable<string> hosts, IReadOnlyCollection<Guid> hostIds, IReadOnlyCollection<Guid> clusterIds) =>
        (hostIds.Count == 0 || hosts.Any(host => Hosts.TryGetValue(host, out var found) && hostIds.Contains(found.Id)))
        && (clusterIds.Count == 0 || hosts.Any(host => Hosts.TryGetValue(host, out var found) && found.ClusterId is { } cluster && clusterIds.Contains(cluster)));
}

/// <summary>A host as other rows refer to it.</summary>
internal sealed record HostReference(Guid Id, string Name, Guid? ClusterId);

/// <summary>A cluster as other rows refer to it.</summary>
internal sealed record ClusterReference(Guid Id, string Name);
