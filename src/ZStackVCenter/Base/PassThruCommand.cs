using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that changes resources and writes nothing, unless somebody wants the changed objects.</summary>
public abstract class PassThruCommand : ResourceCommand
{
    /// <summary>Writes each object as it is after its change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool WritesResults => PassThru;
}
