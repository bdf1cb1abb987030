using ZStackVCenter.Engine;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Errors;

namespace ZStackVCenter.Identities;

/// <summary>Finds in the records what identities mean.</summary>
internal sealed class Resolver(CloudEngine engine, CancellationToken cancellationToken)
{
    /// <summary>The record ids of all that the identities mean, each of which must mean something.</summary>
    /// <param name="kind">The kind they are of.</param>
    /// <param name="identities">Names may have wildcards, and may then mean nothing.</param>
    /// <param name="vCenterIds">Where to look for names; empty for everywhere.</param>
    /// <exception cref="ZsException">There is no such object.</exception>
    public async Task<IReadOnlyList<Guid>> IdsAsync(ResourceKind kind, IEnumerable<ZsIdentity> identities, IReadOnlyCollection<Guid> vCenterIds)
    {
        var ids = new List<Guid>();
        foreach (var identity in identities)
        {
            ids.AddRange(identity.IsObject ? [identity.Id!.Value] : (await FindAsync(kind, identity, vCenterIds).ConfigureAwait(false)).Select(r => r.Id));
        }
        return [.. ids.Distinct()];
    }

    /// <summary>The one object that an identity means.</summary>
    /// <exception cref="ZsException">There is none, or more than one.</exception>
    public async Task<T> OneAsync<T>(ResourceKind kind, ZsIdentity identity, IReadOnlyCollection<Guid> vCenterIds) where T : ZsResource
    {
        var found = await FindAsync(kind, identity, vCenterIds).ConfigureAwait(false);
        return found.Count switch
        {
            0 => throw NotFound(kind, identity),
            1 => (T)found[0],
            _ => throw ZsErrors.Ambiguous(kind.Word, identity.ToString(), Qualified(found)),
        };
    }

    /// <summary>
    /// The record ids of what is to be changed: all that a name with wildcards matches, else the one object that is meant. An id is taken as
    /// it stands.
    /// </summary>
    /// <param name="kinds">The kinds to look for a name among: the first of them that knows it counts.</param>
    /// <param name="identity">What was given.</param>
    /// <param name="vCenterIds">Where to look for names; empty for everywhere.</param>
    /// <exception cref="ZsException">There is none, or a name without wildcards means more than one.</exception>
    public async Task<IReadOnlyList<Guid>> TargetsAsync(IReadOnlyList<ResourceKind> kinds, ZsIdentity identity, IReadOnlyCollection<Guid> vCenterIds)
    {
        if (identity.Id is { } id)
        {
            return [id];
        }
        var many = NamePattern.Parse(identity.Name!).HasWildcards;
        foreach (var kind in many ? kinds.Take(1) : kinds)
        {
            var found = await TryFindAsync(kind, identity, vCenterIds).ConfigureAwait(false);
            if (found.Count > 1 && !many)
            {
                throw ZsErrors.Ambiguous(kind.Word, identity.ToString(), Qualified(found));
            }
            if (found.Count > 0 || many)
            {
                return [.. found.Select(r => r.Id)];
            }
        }
        throw NotFound(kinds[0], identity);
    }

    /// <summary>All objects that an identity means.</summary>
    /// <exception cref="ZsException">It has no wildcards and means none.</exception>
    public async Task<IReadOnlyList<ZsResource>> FindAsync(ResourceKind kind, ZsIdentity identity, IReadOnlyCollection<Guid> vCenterIds)
    {
        var found = await TryFindAsync(kind, identity, vCenterIds).ConfigureAwait(false);
        return found.Count > 0 || (identity.Name is { } name && NamePattern.Parse(name).HasWildcards) ? found : throw NotFound(kind, identity);
    }

    /// <summary>All objects that an identity means, which may be none.</summary>
    public async Task<IReadOnlyList<ZsResource>> TryFindAsync(ResourceKind kind, ZsIdentity identity, IReadOnlyCollection<Guid> vCenterIds)
    {
        var found = new List<ZsResource>();
        await foreach (var one in kind.ReadAsync(engine, await QueryAsync(kind, identity, vCenterIds).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))
        {
            found.Add(one);
        }
        return found;
    }

    /// <summary>A name with the vCenters to look for it in: the one before the slash when there is such a vCenter, else all of them.</summary>
    public async Task<(string Name, IReadOnlyCollection<Guid> VCenterIds)> SplitAsync(string text, IReadOnlyCollection<Guid> vCenterIds)
    {
        var pattern = NamePattern.Parse(text);
        if (pattern.VCenter is not null)
        {
            var wanted = NamePattern.Wildcard(pattern.VCenter);
            var named = (await engine.VCenters.ListAsync(cancellationToken).ConfigureAwait(false)).Where(v => wanted.IsMatch(v.Name)).Select(v => v.Id).ToList();
            if (named.Count > 0)
            {
                return (pattern.Name, named);
            }
        }
        return (text, vCenterIds);
    }

    private async Task<ResourceQuery> QueryAsync(ResourceKind kind, ZsIdentity identity, IReadOnlyCollection<Guid> vCenterIds)
    {
        if (identity.Id is { } id)
        {
            return new ResourceQuery { Ids = [id] };
        }
        if (kind == ResourceKind.VCenter)
        {
            return new ResourceQuery { Names = [identity.Name!] };
        }
        var (name, places) = await SplitAsync(identity.Name!, vCenterIds).ConfigureAwait(false);
        return new ResourceQuery { Names = [name], VCenterIds = places };
    }

    private static ZsException NotFound(ResourceKind kind, ZsIdentity identity) =>
        kind == ResourceKind.VCenter ? ZsErrors.VCenterNotFound(identity.ToString()) : ZsErrors.NotFound(kind.Word, identity.ToString(), kind.Advice, kind.Place);

    // Folders and clusters of one vCenter may have the same name: ids tell them apart.
    private static IEnumerable<string> Qualified(IReadOnlyList<ZsResource> found) =>
        found.GroupBy(Qualified, StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Select(r => g.Skip(1).Any() ? $"{g.Key} ({r.Id})" : g.Key));

    private static string Qualified(ZsResource resource) => resource is ZsInventoryResource { VCenter: var vCenter } ? $"{vCenter}/{resource.Name}" : resource.Name;
}
