using System.Management.Automation;
using ZStackVCenter.Formats;

namespace ZStackVCenter.Commands;

/// <summary>Makes an instance offering: processors and memory under a name.</summary>
[Cmdlet(VerbsCommon.New, "ZsInstanceOffering", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ZsInstanceOffering))]
public sealed class NewZsInstanceOfferingCommand : CloudCommand
{
    /// <summary>The name, which no other instance offering has.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>How many virtual processors a VM has.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public int CpuCount { get; set; }

    /// <summary>How much memory a VM has, in bytes.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    public long MemorySize { get; set; }

    /// <summary>A description.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        await Cloud.Offerings.CheckInstanceOfferingAsync(Name, CpuCount, MemorySize, Description, StopToken);
        if (ShouldProcess(Name, $"Make an instance offering of {Quantity.Of(CpuCount, "processor")} and {Display.Bytes(MemorySize)} of memory"))
        {
            WriteObject(await Cloud.Offerings.CreateInstanceOfferingAsync(Name, CpuCount, MemorySize, Description, Caller, StopToken));
        }
    }
}
