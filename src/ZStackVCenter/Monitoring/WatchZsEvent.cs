using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Monitoring;
using ZStackVCenter.Monitoring;

namespace ZStackVCenter.Commands;

/// <summary>Writes the events of connected vCenters as they happen.</summary>
[Cmdlet(VerbsCommon.Watch, "ZsEvent")]
[OutputType(typeof(ZsEvent))]
public sealed class WatchZsEventCommand : WatchCommand<ZsEvent>
{
    /// <summary>Only events of these kinds.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ZsEventType[]? Type { get; set; }

    /// <summary>Only events about this object and what stands below it.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsReference? Entity { get; set; }

    private protected override async Task<IAsyncEnumerable<ZsEvent>> WatchAsync(IReadOnlyList<ZsVCenterIdentity> named, CancellationToken cancellationToken)
    {
        var query = new EventQuery { Types = Type ?? [] };
        var narrowed = Entity is null
            ? query with { VCenterIds = [.. (await TargetsAsync(named)).Select(v => v.Id)] }
            : await new EventEntities(Resolver).NarrowAsync(query, Entity, await ScopeAsync(named), only: named.Count > 0);
        return narrowed is null ? AsyncEnumerable.Empty<ZsEvent>() : Cloud.Events.WatchAsync(narrowed, NewOutageWords(), cancellationToken);
    }
}
