using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Commands;

/// <summary>Lists who changed what, newest first: 300 changes unless <c>-First</c> says otherwise.</summary>
[Cmdlet(VerbsCommon.Get, "ZsAudit", SupportsPaging = true)]
[OutputType(typeof(ZsAudit))]
public sealed class GetZsAuditCommand : CloudCommand
{
    private const int UsualFirst = 300;

    /// <summary>Only changes of these: any objects of the records, or what they were called then, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsReference[]? Resource { get; set; }

    /// <summary>Only these changes, such as <c>StopVm</c>, with wildcards.</summary>
    [Parameter]
    [Alias("Operation")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AuditActionCompleter))]
    public string? Action { get; set; }

    /// <summary>Only what this account or this user of the operating system did, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AuditUserCompleter))]
    public string? User { get; set; }

    /// <summary>Only what ended so.</summary>
    [Parameter]
    public ZsAuditResult? Result { get; set; }

    /// <summary>Only what began at this time or later.</summary>
    [Parameter]
    public DateTime? Start { get; set; }

    /// <summary>Only what began before this time.</summary>
    [Parameter]
    public DateTime? Finish { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (PagingParameters.IncludeTotalCount)
        {
            // Others add to it meanwhile.
            WriteObject(PagingParameters.NewTotalCount(0, 0));
        }
        var query = new AuditQuery
        {
            ResourceIds = [.. (Resource ?? []).Select(r => r.Id).OfType<Guid>()],
            ResourceNames = [.. (Resource ?? []).Select(r => r.Name).OfType<string>()],
            Action = Action,
            User = User,
            Result = Result,
            Start = Start?.ToUniversalTime(),
            Finish = Finish?.ToUniversalTime(),
            Skip = (long)Math.Min(PagingParameters.Skip, long.MaxValue),
            First = PagingParameters.First == ulong.MaxValue ? UsualFirst : (long)Math.Min(PagingParameters.First, long.MaxValue),
        };
        await foreach (var audit in Cloud.Audit.ListAsync(query, StopToken))
        {
            WriteObject(audit);
        }
    }
}
