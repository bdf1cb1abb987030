using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace ZStackVCenter.PowerShellHost;

/// <summary>
/// Stand-in for Format-Table. The engine's package carries the formatter and its base cmdlets, but not the two small classes of
/// Microsoft.PowerShell.Utility in front of them, which choose the shape.
/// </summary>
[Cmdlet(VerbsCommon.Format, "Table")]
public sealed class FormatTableCommand : OuterFormatTableBase
{
    /// <summary>Chooses the table.</summary>
    public FormatTableCommand() => FormatShapes.Choose(this, "Table");
}

/// <summary>Stand-in for Format-List: see <see cref="FormatTableCommand"/>.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListCommand : OuterFormatTableAndListBase
{
    /// <summary>Chooses the list.</summary>
    public FormatListCommand() => FormatShapes.Choose(this, "List");
}

internal static class FormatShapes
{
    private const BindingFlags Inside = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
    private const string Space = "Microsoft.PowerShell.Commands.Internal.Format.";

    // The shape is an internal field, which the real cmdlets set as friends of the engine's assembly.
    public static void Choose(FrontEndCommandBase command, string shape)
    {
        Assembly engine = typeof(FrontEndCommandBase).Assembly;
        Type shapes = engine.GetType(Space + "FormatShape", throwOnError: true)!;
        Type formatter = engine.GetType(Space + "InnerFormatShapeCommand", throwOnError: true)!;
        ConstructorInfo constructor = formatter.GetConstructor(Inside, [shapes])!;
        typeof(FrontEndCommandBase).GetField("implementation", Inside)!
            .SetValue(command, constructor.Invoke([Enum.Parse(shapes, shape)]));
    }
}
