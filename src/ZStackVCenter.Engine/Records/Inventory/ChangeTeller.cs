using System.Collections;
using System.Reflection;

namespace ZStackVCenter.Engine.Records.Inventory;

/// <summary>
/// Makes changes as a watch streams them of the ids of the records that a transaction touched: each object as it was or as it is, and the
/// names of the properties that differ.
/// </summary>
internal sealed class ChangeTeller(IRecordReader reader, string vCenter, DateTime seenAt)
{
    private const int Portion = 500;

    // These say when and where, not what: no change by themselves.
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal) { nameof(ZsInventoryResource.LastSeenAt), nameof(ZsInventoryResource.VCenter) };

    private readonly List<(ZsResourceType Type, ZsChangeKind Kind, Guid Id)> _touched = [];
    private readonly HashSet<(ZsResourceType, Guid)> _noted = [];
    private Dictionary<Guid, ZsResource> _before = [];

    /// <summary>Notes a record that the transaction made, changed or removed. Of several changes of one record the first tells what it was.</summary>
    public void Note(ZsResourceType type, ZsChangeKind kind, Guid id)
    {
        if (_noted.Add((type, id)))
        {
            _touched.Add((type, kind, id));
        }
    }

    /// <summary>Reads what was changed and removed, as everybody else still sees it: before the transaction ends.</summary>
    public async Task ReadBeforeAsync(CancellationToken cancellationToken) =>
        _before = await ReadAsync(_touched.Where(t => t.Kind != ZsChangeKind.Added), cancellationToken).ConfigureAwait(false);

    /// <summary>The changes, once the transaction has ended.</summary>
    public async Task<IReadOnlyList<ZsChange>> TellAsync(CancellationToken cancellationToken)
    {
        var after = await ReadAsync(_touched.Where(t => t.Kind != ZsChangeKind.Removed), cancellationToken).ConfigureAwait(false);
        return [.. _touched.Select(t => Tell(t.Type, t.Kind, _before.GetValueOrDefault(t.Id), after.GetValueOrDefault(t.Id))).OfType<ZsChange>()];
    }

    private ZsChange? Tell(ZsResourceType type, ZsChangeKind kind, ZsResource? before, ZsResource? after)
    {
        var resource = kind == ZsChangeKind.Removed ? before : after;
        var properties = kind == ZsChangeKind.Changed && before is not null && after is not null ? Differing(before, after) : [];
        if (resource is null || (kind == ZsChangeKind.Changed && properties.Count == 0))
        {
            return null;
        }
        return new ZsChange { Kind = kind, Type = type, Name = resource.Name, VCenter = vCenter, Time = seenAt, Properties = properties, Resource = resource };
    }

    private static IReadOnlyList<string> Differing(ZsResource before, ZsResource after) =>
    [
        .. before.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => !Silent.Contains(p.Name) && !Same(p.GetValue(before), p.GetValue(after)))
            .Select(p => p.Name),
    ];

    private static bool Same(object? before, object? after) =>
        before is IEnumerable list and not string && after is IEnumerable other ? list.Cast<object>().SequenceEqual(other.Cast<object>()) : Equals(before, after);

    private async Task<Dictionary<Guid, ZsResource>> ReadAsync(IEnumerable<(ZsResourceType Type, ZsChangeKind Kind, Guid Id)> touched, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, ZsResource>();
        foreach (var group in touched.GroupBy(t => t.Type, t => t.Id))
        {
            foreach (var ids in group.Chunk(Portion))
            {
                await foreach (var resource in Read(group.Key, ids, cancellationToken).ConfigureAwait(false))
                {
                    found[resource.Id] = resource;
                }
            }
        }
        return found;
    }

    private IAsyncEnumerable<ZsResource> Read(ZsResourceType type, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => type switch
    {
        ZsResourceType.Cluster => reader.ClustersAsync(new ResourceQuery { Ids = ids }, cancellationToken),
        ZsResourceType.Host => reader.HostsAsync(new HostQuery { Ids = ids, IncludeExcluded = true }, cancellationToken),
        ZsResourceType.Storage => reader.PrimaryStoragesAsync(new StorageQuery { Ids = ids }, cancellationToken),
        ZsResourceType.Network => reader.SwitchesAsync(new SwitchQuery { Ids = ids }, cancellationToken),
        ZsResourceType.Image => reader.ImagesAsync(new ImageQuery { Ids = ids }, cancellationToken),
        ZsResourceType.Vm => reader.VmsAsync(new VmQuery { Ids = ids }, cancellationToken),
        ZsResourceType.VmNic => reader.VmNicsAsync(new VmNicQuery { Ids = ids }, cancellationToken),
        _ => reader.VolumesAsync(new VolumeQuery { Ids = ids }, cancellationToken),
    };
}
