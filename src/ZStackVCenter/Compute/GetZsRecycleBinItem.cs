using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Commands;

/// <summary>Lists what was removed and can be had back.</summary>
[Cmdlet(VerbsCommon.Get, "ZsRecycleBinItem")]
[OutputType(typeof(ZsRecycleBinItem))]
public sealed class GetZsRecycleBinItemCommand : CloudCommand
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only what is of these kinds.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ZsRecycleBinType[]? Type { get; set; }

    /// <summary>Only what was removed before this time.</summary>
    [Parameter]
    public DateTime? Before { get; set; }

    /// <summary>The vCenters to look in; without it the session's defaults, or all that the records know.</summary>
    [Parameter]
    [Alias("Server")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var query = new ResourceQuery { Names = Name ?? [], VCenterIds = await ScopeAsync(VCenter) };
        foreach (var item in await Cloud.RecycleBin.ListAsync(query, Before?.ToUniversalTime(), StopToken))
        {
            WriteObject(Type is null || Type.Contains(item.Type) ? item : null);
        }
    }
}
