using System.Management.Automation;
using ZStackVCenter.Formats;

namespace ZStackVCenter.Commands;

/// <summary>Puts a backup in the place of all records.</summary>
[Cmdlet(VerbsData.Restore, "ZsStore", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ZsStore))]
public sealed class RestoreZsStoreCommand : FileCommand
{
    /// <summary>Restores also while tasks have not ended: what they have begun is then neither finished nor undone.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var file = ExistingFile();
        using var backup = await Cloud.Store.OpenBackupAsync(file, StopToken);
        var lost = await Cloud.Store.CheckRestoreAsync(Force, StopToken);
        var beside = lost.Count == 0 ? "" : $", and lose {Quantity.Of(lost.Count, "task")} that {(lost.Count == 1 ? "has" : "have")} not ended ({string.Join(", ", lost)})";
        if (ShouldProcess(Cloud.StorePath, $"Replace all records with those of {file}{beside}"))
        {
            WriteObject(await Cloud.Store.RestoreAsync(backup, Force, Caller, StopToken));
        }
    }
}
