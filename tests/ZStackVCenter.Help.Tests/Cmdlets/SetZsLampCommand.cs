using System.Management.Automation;

namespace ZStackVCenter.Help.Tests.Cmdlets;

/// <summary>What a lamp shines in.</summary>
public enum LampColor
{
    White,
    Amber,
}

/// <summary>A lamp.</summary>
public sealed record ZsLamp(string Name);

/// <summary>What all cmdlets with a room share.</summary>
public abstract class LampCommand : PSCmdlet
{
    /// <summary>Inherited by each cmdlet.</summary>
    [Parameter]
    [Alias("Place")]
    public string? Room { get; set; }
}

/// <summary>A cmdlet with everything that a page takes from the code.</summary>
[Cmdlet(VerbsCommon.Set, "ZsLamp", DefaultParameterSetName = "ByColor", SupportsShouldProcess = true, HelpUri = "https://example.com/lamp")]
[Alias("szl")]
[OutputType(typeof(ZsLamp))]
public sealed class SetZsLampCommand : LampCommand
{
    /// <summary>In both sets, from the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <summary>An enum that may be left out.</summary>
    [Parameter(ParameterSetName = "ByColor")]
    public LampColor? Color { get; set; }

    /// <summary>Only in the other set.</summary>
    [Parameter(ParameterSetName = "BySwitch", Mandatory = true)]
    public SwitchParameter Off { get; set; }

    /// <summary>A list of words, and a default that the code carries.</summary>
    [Parameter]
    [ValidateSet("Slow", "Fast")]
    [PSDefaultValue(Help = "Fast")]
    public string Speed { get; set; } = "Fast";

    /// <summary>Not for the eyes of users.</summary>
    [Parameter(DontShow = true)]
    public int Secret { get; set; }
}

/// <summary>A cmdlet whose answer comes in pages.</summary>
[Cmdlet(VerbsCommon.Get, "ZsLamp", SupportsPaging = true)]
[OutputType(typeof(ZsLamp))]
public sealed class GetZsLampCommand : LampCommand;
