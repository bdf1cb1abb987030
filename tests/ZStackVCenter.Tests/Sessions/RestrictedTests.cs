using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace ZStackVCenter.Tests.Sessions;

/// <summary>The module in sessions that may do little: Constrained Language Mode, and endpoints that show some commands only, as JEA makes them.</summary>
[Collection(DemoModule.Name)]
public sealed class RestrictedTests(DemoModule demo)
{
    [Fact]
    public void In_Constrained_Language_Mode_the_module_lists_filters_and_formats()
    {
        using var shell = PowerShellSession.Create(new() { Module = Repository.ModuleManifest, LanguageMode = PSLanguageMode.ConstrainedLanguage });
        Assert.Equal("ConstrainedLanguage", shell.Run("$ExecutionContext.SessionState.LanguageMode.ToString()").Succeed().As<string>().Single());
        shell.Run($"Set-ZsContext -StorePath '{demo.Module.StorePath}'").Succeed();

        Assert.Equal(6, shell.Run("Get-ZsVm web* -State Running | Where-Object CpuCount -ge 2").Succeed().Objects.Count);
        Assert.Contains("web01", shell.Run("Get-ZsVm web01 | Get-ZsVmNic").Succeed().Display, StringComparison.Ordinal);
        Assert.Contains("esx-05.example.com", shell.Run("Get-ZsHost -MaintenanceMode").Succeed().Display, StringComparison.Ordinal);
        Assert.Equal(1, shell.Run("(Get-ZsVCenter lab | Get-ZsEvent -First 1).Count").Succeed().As<int>().Single());
    }

    [Fact]
    public void An_endpoint_shows_the_commands_that_it_was_given_and_they_work()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(Repository.ModuleManifest);
        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using (var choose = System.Management.Automation.PowerShell.Create(runspace))
        {
            choose.AddCommand("Set-ZsContext").AddParameter("StorePath", demo.Module.StorePath).Invoke();
        }
        string[] visible = ["Get-ZsVm", "Get-ZsHost"];
        foreach (var command in runspace.SessionStateProxy.InvokeCommand.GetCommands("*", CommandTypes.Cmdlet | CommandTypes.Function, nameIsPattern: true))
        {
            command.Visibility = visible.Contains(command.Name) ? SessionStateEntryVisibility.Public : SessionStateEntryVisibility.Private;
        }
        runspace.SessionStateProxy.LanguageMode = PSLanguageMode.NoLanguage;

        using var allowed = System.Management.Automation.PowerShell.Create(runspace);
        var vms = allowed.AddCommand("Get-ZsHost").AddParameter("Name", "esx-01.example.com").AddCommand("Get-ZsVm").Invoke();
        Assert.False(allowed.HadErrors, string.Join('\n', allowed.Streams.Error));
        Assert.NotEmpty(vms);

        using var refused = System.Management.Automation.PowerShell.Create(runspace);
        Assert.Throws<CommandNotFoundException>(() => refused.AddCommand("Set-ZsVCenter").AddParameter("VCenter", "lab").AddParameter("Name", "mine").Invoke());
    }
}
