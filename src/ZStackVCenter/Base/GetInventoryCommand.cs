using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>
/// A cmdlet that lists objects of the records: by name, by id, by vCenter, and by the objects that come through the pipeline. Objects are written
/// as they are read.
/// </summary>
public abstract class GetInventoryCommand<T> : CloudCommand where T : ZsInventoryResource
{
    // Once for the whole pipeline.
    private bool _refreshed;

    /// <summary>Names, with wildcards; <c>vcenter/name</c> where several vCenters have one.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Record ids.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Guid[]? Id { get; set; }

    /// <summary>Objects that what is listed belongs to; an object of the listed kind, to read it again; or a name.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public ZsReference[]? InputObject { get; set; }

    /// <summary>The vCenters to look in; without it the session's defaults, or all that the records know.</summary>
    [Parameter]
    [Alias("Server")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    /// <summary>What is listed.</summary>
    private protected static ResourceKind Listed { get; } = ResourceKind.OfType(typeof(T).Name)!;

    /// <summary>The kinds of object that may come through the pipeline, beside vCenters and what is listed.</summary>
    private protected virtual IReadOnlyList<ResourceKind> Inputs => [];

    /// <summary>What a name means that comes through the pipeline.</summary>
    private protected virtual ResourceKind NamedInput => Listed;

    /// <summary>The arguments that narrow the listing to what belongs to them.</summary>
    private protected virtual IEnumerable<ZsIdentity> Owners => [];

    /// <summary>Reads one query's objects.</summary>
    private protected abstract IAsyncEnumerable<T> ReadAsync(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids, Relations relations);

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var relations = await RelateAsync();
        if (relations.IsImpossible)
        {
            return;
        }
        var names = new List<string>(Name ?? []);
        var ids = new List<Guid>(Id ?? []);
        foreach (var own in (InputObject ?? []).Where(r => (r.Kind ?? NamedInput) == Listed))
        {
            if (own.Id is { } id)
            {
                ids.Add(id);
            }
            else
            {
                names.Add(own.Name!);
            }
        }
        var missing = new Missing(names, ids);
        foreach (var (group, places) in await GroupAsync(names, relations.VCenterIds))
        {
            var within = relations.In(places);
            await foreach (var item in ReadAsync(group, ids, within))
            {
                missing.Seen(item);
                WriteObject(item);
            }
        }
        foreach (var given in missing.Given)
        {
            WriteError(ZsErrors.NotFound(Listed.Word, given, Listed.Advice));
        }
    }

    /// <summary>Brings the records of a kind up to date, in the vCenters that the listing looks in and that are connected.</summary>
    /// <exception cref="ZsException">A named vCenter is not connected, or none is.</exception>
    private protected async Task RefreshAsync(params ZsResourceType[] types)
    {
        if (_refreshed)
        {
            return;
        }
        _refreshed = true;
        await ScopeAsync(VCenter);
        var runner = new SyncRunner(Cloud, (id, activity) => Progress(id, activity, ProgressLine.UsualDelay), Post);
        var options = new SyncOptions { Types = types };
        await Task.WhenAll((await TargetsAsync(VCenter)).Select((v, number) => runner.RunAsync(v, options, number, StopToken)));
    }

    private async Task<Relations> RelateAsync()
    {
        var relations = new Relations(await ScopeAsync(VCenter));
        foreach (var group in Owners.GroupBy(o => o.Kind!))
        {
            relations.Narrow(group.Key, await Resolver.IdsAsync(group.Key, group, relations.VCenterIds));
        }
        foreach (var group in (InputObject ?? []).GroupBy(r => r.Kind ?? NamedInput).Where(g => g.Key != Listed))
        {
            if (group.Key != ResourceKind.VCenter && group.Key != NamedInput && !Inputs.Contains(group.Key))
            {
                throw ZsErrors.InvalidArgument($"{Listed.Command} lists nothing that belongs to a {group.Key.Word}.",
                    $"It takes {string.Join(", ", Inputs.Prepend(ResourceKind.VCenter).Append(Listed).Select(k => k.Type.Name).Distinct())}.", group.First().ToString());
            }
            relations.Narrow(group.Key, await Resolver.IdsAsync(group.Key, group, relations.VCenterIds));
        }
        return relations;
    }

    // Names in one vCenter are one query; a name with its vCenter in front is looked for there alone.
    private async Task<IReadOnlyList<(IReadOnlyCollection<string> Names, IReadOnlyCollection<Guid> VCenterIds)>> GroupAsync(
        List<string> names, IReadOnlyCollection<Guid> vCenterIds)
    {
        var here = names.Where(n => !n.Contains('/', StringComparison.Ordinal)).ToList();
        var groups = new List<(IReadOnlyCollection<string>, IReadOnlyCollection<Guid>)>();
        if (here.Count > 0 || names.Count == 0)
        {
            groups.Add((here, vCenterIds));
        }
        foreach (var qualified in names.Except(here))
        {
            var (name, places) = await Resolver.SplitAsync(qualified, vCenterIds);
            groups.Add(([name], places));
        }
        return groups;
    }
}
