using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists the vCenters that the records know.</summary>
[Cmdlet(VerbsCommon.Get, "ZsVCenter")]
[OutputType(typeof(ZsVCenter))]
public sealed class GetZsVCenterCommand : CloudCommand
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Record ids.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Guid[]? Id { get; set; }

    /// <summary>A vCenter to read again, or its name.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public ZsReference[]? InputObject { get; set; }

    /// <summary>Only those that this process has a session with.</summary>
    [Parameter]
    public SwitchParameter Connected { get; set; }

    /// <summary>Only those in this state.</summary>
    [Parameter]
    public ZsState? State { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var names = (Name ?? []).Concat((InputObject ?? []).Where(i => i.Id is null).Select(i => i.Name!)).ToList();
        var ids = (Id ?? []).Concat((InputObject ?? []).Where(i => i.Id is not null).Select(i => i.Id!.Value)).ToList();
        var wanted = names.ConvertAll(NamePattern.Wildcard);
        var missing = new Missing(names, ids);
        foreach (var vCenter in await Cloud.VCenters.ListAsync(StopToken))
        {
            var asked = (wanted.Count == 0 && ids.Count == 0) || wanted.Exists(w => w.IsMatch(vCenter.Name)) || ids.Contains(vCenter.Id);
            if (asked)
            {
                missing.Seen(vCenter);
                if ((!Connected || vCenter.Status == ZsStatus.Connected) && (State is null || vCenter.State == State))
                {
                    WriteObject(vCenter);
                }
            }
        }
        foreach (var given in missing.Given)
        {
            WriteError(ZsErrors.VCenterNotFound(given));
        }
    }
}
