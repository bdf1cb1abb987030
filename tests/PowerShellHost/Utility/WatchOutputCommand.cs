using System.Management.Automation;

namespace ZStackVCenter.PowerShellHost;

/// <summary>Sees every object on its way to the display and passes it on.</summary>
[Cmdlet(VerbsCommon.Watch, "Output")]
public sealed class WatchOutputCommand : PSCmdlet
{
    /// <summary>The object.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Is told of the object.</summary>
    [Parameter(Mandatory = true)]
    public Action<PSObject> Seen { get; set; } = static _ => { };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            Seen(InputObject);
            WriteObject(InputObject);
        }
    }
}
