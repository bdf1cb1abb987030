using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace ZStackVCenter.PowerShellHost;

/// <summary>What a fresh session knows: the engine's own commands and the stand-ins of the Utility folder.</summary>
internal static class SessionStates
{
    private static readonly (string Alias, string Command)[] Aliases =
    [
        ("select", "Select-Object"), ("sort", "Sort-Object"), ("measure", "Measure-Object"), ("group", "Group-Object"),
        ("ft", "Format-Table"), ("fl", "Format-List"), ("echo", "Write-Output"), ("write", "Write-Output"), ("sleep", "Start-Sleep"),
    ];

    public static InitialSessionState Create(ShellOptions options)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            // A checkout's scripts are not signed; only Windows has the policy.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        foreach (Type type in typeof(SessionStates).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet && type != typeof(WatchOutputCommand))
            {
                state.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, null));
            }
        }

        foreach ((string alias, string command) in Aliases)
        {
            state.Commands.Remove(alias, typeof(SessionStateAliasEntry));
            state.Commands.Add(new SessionStateAliasEntry(alias, command));
        }

        state.LanguageMode = options.LanguageMode;
        return state;
    }
}
