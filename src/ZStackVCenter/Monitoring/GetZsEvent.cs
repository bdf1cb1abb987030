using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Monitoring;
using ZStackVCenter.Identities;
using ZStackVCenter.Monitoring;

namespace ZStackVCenter.Commands;

/// <summary>Lists the events of connected vCenters, newest first: 300 unless <c>-First</c> says otherwise.</summary>
[Cmdlet(VerbsCommon.Get, "ZsEvent", SupportsPaging = true)]
[OutputType(typeof(ZsEvent))]
public sealed class GetZsEventCommand : CloudCommand
{
    /// <summary>The vCenters; without it the object's own, the session's defaults, or all that are connected.</summary>
    [Parameter]
    [Alias("Server")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    /// <summary>Only events about this object and what stands below it: a virtual machine, host, cluster, storage, image or vCenter.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsReference? Entity { get; set; }

    /// <summary>Only events from this time on.</summary>
    [Parameter]
    public DateTime? Start { get; set; }

    /// <summary>Only events up to this time.</summary>
    [Parameter]
    public DateTime? Finish { get; set; }

    /// <summary>Only events of these kinds.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ZsEventType[]? Type { get; set; }

    /// <summary>Only events that this user caused: <c>DOMAIN\name</c>, <c>name@domain</c> or the name alone, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? User { get; set; }

    /// <summary>Only events whose message matches, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (await QueryAsync() is not { } query)
        {
            return;
        }
        if (PagingParameters.IncludeTotalCount)
        {
            // A collector tells what it holds only while it is read to its end.
            WriteObject(PagingParameters.NewTotalCount(0, 0));
        }
        await foreach (var one in Cloud.Events.QueryAsync(query, StopToken))
        {
            WriteObject(one);
        }
    }

    private async Task<EventQuery?> QueryAsync()
    {
        var query = new EventQuery
        {
            Start = Start,
            Finish = Finish,
            Types = Type ?? [],
            User = User,
            Message = Message,
            First = PagingParameters.First == ulong.MaxValue ? EventQuery.DefaultFirst : (int)Math.Min(PagingParameters.First, int.MaxValue),
            Skip = (int)Math.Min(PagingParameters.Skip, int.MaxValue),
        };
        var scope = await ScopeAsync(VCenter);
        return Entity is null
            ? query with { VCenterIds = [.. (await TargetsAsync(VCenter)).Select(v => v.Id)] }
            : await new EventEntities(Resolver).NarrowAsync(query, Entity, scope, only: VCenter is not null);
    }
}
