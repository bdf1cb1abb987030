using System.Runtime.CompilerServices;

namespace ZStackVCenter.Identities;

/// <summary>Which networks a listing of VMs or adapters is narrowed to: networks of the records, and port groups by name, which need not be such.</summary>
/// <param name="Ids">Record ids of networks.</param>
/// <param name="Names">Names of port groups, with wildcards.</param>
internal sealed record NetworkFilter(IReadOnlyCollection<Guid> Ids, IReadOnlyCollection<string> Names)
{
    /// <summary>What networks mean: one that was given as an object or an id is that network; a name is also any port group's.</summary>
    public static async Task<NetworkFilter> ReadAsync(Resolver resolver, IReadOnlyCollection<ZsNetworkIdentity> networks, IReadOnlyCollection<Guid> vCenterIds)
    {
        var ids = new HashSet<Guid>(await resolver.IdsAsync(ResourceKind.Network, networks.Where(n => n.Id is not null), vCenterIds));
        foreach (var named in networks.Where(n => n.Name is not null))
        {
            ids.UnionWith((await resolver.TryFindAsync(ResourceKind.Network, named, vCenterIds)).Select(n => n.Id));
        }
        return new NetworkFilter(ids, [.. networks.Select(n => n.Name).OfType<string>()]);
    }

    /// <summary>Reads what is on any of the networks, each object once.</summary>
    /// <param name="within">Networks that it must be on besides; empty for none.</param>
    /// <param name="read">Reads what is on networks with ids, and on port groups with names; empty lists do not narrow.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<T> ReadAsync<T>(
        IReadOnlyCollection<Guid> within, Func<IReadOnlyCollection<Guid>, IReadOnlyCollection<string>, IAsyncEnumerable<T>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : ZsResource
    {
        var given = new HashSet<Guid>();
        IReadOnlyCollection<Guid> ids = within.Count == 0 ? Ids : [.. Ids.Intersect(within)];
        if (ids.Count > 0)
        {
            await foreach (var one in read(ids, []).WithCancellation(cancellationToken))
            {
                given.Add(one.Id);
                yield return one;
            }
        }
        if (Names.Count > 0 || Ids.Count == 0)
        {
            await foreach (var one in read(within, Names).WithCancellation(cancellationToken))
            {
                if (given.Add(one.Id))
                {
                    yield return one;
                }
            }
        }
    }
}
