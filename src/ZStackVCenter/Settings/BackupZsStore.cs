using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Writes a copy of all records to a file, while they are in use.</summary>
[Cmdlet(VerbsData.Backup, "ZsStore", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class BackupZsStoreCommand : FileCommand
{
    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var file = NewFile();
        if (ShouldProcess(file, $"Write a copy of the records at {Cloud.StorePath}"))
        {
            await Cloud.Store.BackupAsync(file, Force, StopToken);
            WriteObject(new FileInfo(file));
        }
    }
}
