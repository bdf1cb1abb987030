using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Puts a backup in the place of all records.</summary>
[Cmdlet(VerbsData.Restore, "ZsStore", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ZsStore))]
public sealed class RestoreZsStoreCommand : FileCommand
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var file = ExistingFile();
        if (ShouldProcess(Cloud.StorePath, $"Replace all records with those of {file}"))
        {
            WriteObject(await Cloud.Store.RestoreAsync(file, Caller, StopToken));
        }
    }
}
