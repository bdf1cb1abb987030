using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Identities;

/// <summary>What narrows a listing: the objects that what is listed must belong to, by kind, and the vCenters to look in.</summary>
internal sealed class Relations(IReadOnlyCollection<Guid> vCenterIds)
{
    private readonly Dictionary<ResourceKind, IReadOnlyCollection<Guid>> _ids = [];

    /// <summary>The vCenters to look in; empty for all.</summary>
    public IReadOnlyCollection<Guid> VCenterIds { get; private set; } = vCenterIds;

    /// <summary>True when two arguments exclude each other, so that nothing can be found.</summary>
    public bool IsImpossible { get; private set; }

    /// <summary>The ids of one kind; empty when that kind does not narrow.</summary>
    public IReadOnlyCollection<Guid> Of(ResourceKind kind) => _ids.GetValueOrDefault(kind, []);

    /// <summary>Narrows to what belongs to any of these objects.</summary>
    public void Narrow(ResourceKind kind, IReadOnlyCollection<Guid> ids)
    {
        var known = kind == ResourceKind.VCenter ? VCenterIds : Of(kind);
        var both = known.Count == 0 ? ids : [.. known.Intersect(ids)];
        IsImpossible |= both.Count == 0;
        if (kind == ResourceKind.VCenter)
        {
            VCenterIds = both;
        }
        else
        {
            _ids[kind] = both;
        }
    }

    /// <summary>The same, in other vCenters.</summary>
    public Relations In(IReadOnlyCollection<Guid> vCenterIds)
    {
        var other = new Relations(vCenterIds);
        foreach (var (kind, ids) in _ids)
        {
            other._ids[kind] = ids;
        }
        return other;
    }

    /// <summary>A query in these vCenters.</summary>
    public T Query<T>(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids) where T : ResourceQuery, new() =>
        new() { Names = names, Ids = ids, VCenterIds = VCenterIds };
}
