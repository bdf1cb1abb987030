using System.Management.Automation;
using ZStackVCenter.Formats;

namespace ZStackVCenter.Commands;

/// <summary>Makes a disk offering: a size under a name.</summary>
[Cmdlet(VerbsCommon.New, "ZsDiskOffering", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ZsDiskOffering))]
public sealed class NewZsDiskOfferingCommand : CloudCommand
{
    /// <summary>The name, which no other disk offering has.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>How large a volume is, in bytes.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public long Size { get; set; }

    /// <summary>A description.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        await Cloud.Offerings.CheckDiskOfferingAsync(Name, Size, Description, StopToken);
        if (ShouldProcess(Name, $"Make a disk offering of {Display.Bytes(Size)}"))
        {
            WriteObject(await Cloud.Offerings.CreateDiskOfferingAsync(Name, Size, Description, Caller, StopToken));
        }
    }
}
