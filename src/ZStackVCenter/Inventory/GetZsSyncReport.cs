using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Commands;

/// <summary>Lists what synchronisations found and wrote, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "ZsSyncReport")]
[OutputType(typeof(ZsSyncReport))]
public sealed class GetZsSyncReportCommand : CloudCommand
{
    private const string DetailedView = "ZStackVCenter.ZsSyncReport#Detailed";

    /// <summary>The vCenters; without it the session's defaults, or all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Server")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    /// <summary>Only the newest so many.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>Only those that began at or after this time.</summary>
    [Parameter]
    public DateTime? Start { get; set; }

    /// <summary>Only those that began before this time.</summary>
    [Parameter]
    public DateTime? Finish { get; set; }

    /// <summary>Shows each object that was left out with the reason, what vanished, and the warnings.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var query = new SyncReportQuery
        {
            VCenterIds = await ScopeAsync(VCenter),
            Start = Start?.ToUniversalTime(),
            Finish = Finish?.ToUniversalTime(),
            First = First,
        };
        await foreach (var report in Cloud.Records.SyncReportsAsync(query, StopToken))
        {
            WriteObject(Detailed ? WithDetails(report) : report);
        }
    }

    private static PSObject WithDetails(ZsSyncReport report)
    {
        // A wrapper of this object alone: the type name must not stick to the report wherever else it is shown.
        var shown = new PSObject(report);
        shown.TypeNames.Insert(0, DetailedView);
        return shown;
    }
}
