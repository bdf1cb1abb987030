using System.Management.Automation;
using System.Reflection;

namespace ZStackVCenter.Tests.Support;

/// <summary>The module's commands as PowerShell sees them, and the classes behind them.</summary>
internal static class ModuleSurface
{
    private static readonly Lazy<IReadOnlyList<CmdletInfo>> Commands = new(Load);

    public static IReadOnlyList<CmdletInfo> Cmdlets => Commands.Value;

    public static Assembly Assembly => Cmdlets[0].ImplementingType.Assembly;

    public static CmdletAttribute Declaration(CmdletInfo cmdlet) => cmdlet.ImplementingType.GetCustomAttribute<CmdletAttribute>()!;

    /// <summary>A command's own parameters, without those that PowerShell adds.</summary>
    public static IEnumerable<PropertyInfo> Parameters(CmdletInfo cmdlet) =>
        cmdlet.ImplementingType.GetProperties().Where(p => p.GetCustomAttributes<ParameterAttribute>().Any());

    private static List<CmdletInfo> Load()
    {
        using var shell = PowerShellSession.Create(new() { Module = Repository.ModuleManifest });
        return [.. shell.Run("Get-Command -Module ZStackVCenter").Succeed().As<CmdletInfo>()];
    }
}
