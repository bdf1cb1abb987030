using ZStackVCenter.Engine;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;
using ZStackVCenter.Session;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that works with the records and the vCenters of its session.</summary>
public abstract class CloudCommand : AsyncCommand
{
    // The id of no vCenter: a scope of none must not become that of all.
    private static readonly Guid[] Nowhere = [Guid.Empty];

    private SessionContext? _context;

    /// <summary>What the runspace works with.</summary>
    private protected SessionContext Context => _context ??= SessionContext.Current;

    /// <summary>The engine over the session's records.</summary>
    private protected CloudEngine Cloud => Context.Engine;

    /// <summary>Finds what arguments mean.</summary>
    private protected Resolver Resolver => new(Cloud, StopToken);

    /// <summary>
    /// The vCenters to read the records of: the named ones, else the session's. Empty for all; <see cref="Nowhere"/> where a pattern matches none, or the
    /// session leaves all of them aside.
    /// </summary>
    /// <exception cref="ZsException">A named vCenter is not in the records.</exception>
    private protected async Task<IReadOnlyList<Guid>> ScopeAsync(IReadOnlyCollection<ZsVCenterIdentity>? named)
    {
        if (named is { Count: > 0 })
        {
            return Narrowed(await Resolver.IdsAsync(ResourceKind.VCenter, named, []));
        }
        if (Context.Defaults.Count == 0 && Context.Aside.Count == 0)
        {
            return [];
        }
        return Narrowed([.. Defaults(await Cloud.VCenters.ListAsync(StopToken)).Select(v => v.Id)]);
    }

    /// <summary>The record ids of all that arguments mean, for a change. One that means nothing is written as an error; the others still count.</summary>
    /// <param name="kinds">The kinds to look for a name among: the first of them that knows it counts.</param>
    /// <param name="identities">What was given.</param>
    private protected async Task<IReadOnlyList<Guid>> TargetIdsAsync(IReadOnlyList<ResourceKind> kinds, IEnumerable<ZsIdentity> identities)
    {
        var ids = new List<Guid>();
        foreach (var identity in identities)
        {
            await EachAsync(async () =>
            {
                var everywhere = identity.Id is not null || kinds[0] == ResourceKind.VCenter;
                ids.AddRange(await Resolver.TargetsAsync(kinds, identity, everywhere ? [] : await ScopeAsync(null)));
            });
        }
        return [.. ids.Distinct()];
    }

    /// <summary>Does something with one of several objects; its failure is written as an error and ends nothing else.</summary>
    private protected async Task EachAsync(Func<Task> body)
    {
        try
        {
            await body();
        }
        catch (ZsException e) when (!IsFatal(e))
        {
            WriteError(e);
        }
    }

    /// <summary>The vCenters that arguments name. One that the records do not have is written as an error; the others still count.</summary>
    private protected async Task<IReadOnlyList<ZsVCenter>> NamedVCentersAsync(IEnumerable<ZsVCenterIdentity> named)
    {
        var known = await Cloud.VCenters.ListAsync(StopToken);
        var found = new List<ZsVCenter>();
        foreach (var identity in named)
        {
            await EachAsync(async () =>
            {
                var ids = await Resolver.IdsAsync(ResourceKind.VCenter, [identity], []);
                found.AddRange(ids.Select(id => known.FirstOrDefault(v => v.Id == id) ?? throw ZsErrors.VCenterNotFound(id.ToString())));
            });
        }
        return [.. found.DistinctBy(v => v.Id)];
    }

    /// <summary>
    /// The vCenters to work with over the network: the named ones (<see cref="NamedVCentersAsync"/>), else the session's defaults, else all connected ones.
    /// </summary>
    /// <exception cref="ZsException">None was named, and there is none to work with.</exception>
    private protected async Task<IReadOnlyList<ZsVCenter>> TargetsAsync(IReadOnlyCollection<ZsVCenterIdentity>? named)
    {
        if (named is { Count: > 0 })
        {
            return await NamedVCentersAsync(named);
        }
        var defaults = Defaults(await Cloud.VCenters.ListAsync(StopToken));
        var targets = Context.Defaults.Count > 0 ? defaults : [.. defaults.Where(v => v.Status == ZsStatus.Connected)];
        return targets.Count > 0 ? targets : throw ZsErrors.NotConnected();
    }

    /// <summary>Synchronises vCenters, with progress from the start: whoever runs it waits for it.</summary>
    private protected SyncRunner NewSyncRunner() => new(Cloud, (id, activity) => Progress(id, activity, TimeSpan.Zero), Post);

    /// <summary>A line of progress of this command.</summary>
    private protected ProgressLine Progress(int activityId, string activity, TimeSpan delay, int parentId = -1) =>
        new(WriteProgress, Post, activityId, activity, delay, parentId);

    /// <summary>Who asks for a change, and how: what the audit keeps of this call.</summary>
    private protected Caller Caller => CallerReader.Of(this);

    /// <summary>What the session works with, as its user sees it.</summary>
    private protected async Task<ZsContext> DescribeContextAsync()
    {
        var known = await Cloud.VCenters.ListAsync(StopToken);
        return new ZsContext
        {
            VCenter = [.. known.Where(v => Context.Defaults.Contains(v.Id)).Select(v => v.Name)],
            Connected = [.. known.Where(v => v.Status == ZsStatus.Connected).Select(v => v.Name)],
            StorePath = Cloud.StorePath,
            OsUser = CallerReader.OsUser,
        };
    }

    private static IReadOnlyList<Guid> Narrowed(IReadOnlyList<Guid> ids) => ids.Count > 0 ? ids : Nowhere;

    private IReadOnlyList<ZsVCenter> Defaults(IReadOnlyList<ZsVCenter> known)
    {
        IReadOnlyList<ZsVCenter> chosen = Context.Defaults.Count > 0
            ? [.. known.Where(v => Context.Defaults.Contains(v.Id))]
            : [.. known.Where(v => !Context.Aside.Contains(v.Id))];
        return chosen.Count == 0 && Context.Defaults.Count > 0 ? throw ZsErrors.DefaultsGone() : chosen;
    }
}
