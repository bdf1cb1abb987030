using System.Runtime.Loader;

namespace ZStackVCenter.Tests.Loading;

/// <summary>The module's packages stay apart from those of PowerShell and of other modules.</summary>
public sealed class LoadContextTests
{
    private static readonly string Library = Path.Combine(Path.GetDirectoryName(Repository.ModuleManifest)!, "lib");

    [Fact]
    public void The_default_context_has_the_commands_and_none_of_the_packages()
    {
        using var module = new ModuleShell();
        module.Run("Get-ZsStore").Succeed();
        var names = AssemblyLoadContext.Default.Assemblies.Select(a => a.GetName().Name).ToHashSet();
        Assert.Superset(new HashSet<string?> { "ZStackVCenter", "ZStackVCenter.Model" }, names);
        Assert.DoesNotContain("ZStackVCenter.Engine", names);
        Assert.DoesNotContain("Microsoft.Data.Sqlite", names);
        Assert.DoesNotContain("Dapper", names);
    }

    [Fact]
    public void The_modules_own_context_has_the_engine_and_shares_the_model()
    {
        using var module = new ModuleShell();
        module.Run("Get-ZsStore").Succeed();
        var own = Assert.Single(AssemblyLoadContext.All, c => c.Name == "ZStackVCenter");
        var names = own.Assemblies.Select(a => a.GetName().Name).ToHashSet();
        Assert.Superset(new HashSet<string?> { "ZStackVCenter.Engine", "Microsoft.Data.Sqlite" }, names);
        Assert.DoesNotContain("ZStackVCenter.Model", names);
    }

    [Fact]
    public void Importing_loads_nothing_of_lib() =>
        Assert.Equal(["0"], FreshProcess.Run([], [], "@([System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -eq 'ZStackVCenter').Count"));

    [Fact]
    public void Importing_twice_by_force_works_and_the_module_goes_on_working()
    {
        using var module = new ModuleShell();
        module.Shell.Import(Repository.ModuleManifest, force: true);
        module.Shell.Import(Repository.ModuleManifest, force: true);
        Assert.Equal(module.StorePath, Assert.Single(module.Run("Get-ZsStore").Succeed().As<ZsStore>()).Path);
    }

    [Fact]
    public void Removing_the_module_from_one_runspace_leaves_it_to_the_others()
    {
        using var one = new ModuleShell();
        using var other = new ModuleShell();
        one.Run("Remove-Module ZStackVCenter").Succeed();
        Assert.Single(other.Run("Get-ZsStore").Succeed().Objects);
        one.Shell.Import(Repository.ModuleManifest);
    }

    [Theory]
    [InlineData("Microsoft.Data.Sqlite")]
    [InlineData("System.ServiceModel.Http")]
    [InlineData("System.ServiceModel.Primitives")]
    public void A_host_that_loaded_another_of_our_packages_runs_the_module(string package)
    {
        // Stands for another module's version of the same name: what the default context has must not be what the Engine gets.
        var elsewhere = Directory.CreateTempSubdirectory("zstackvcenter-tests-");
        try
        {
            var copy = Path.Combine(elsewhere.FullName, $"{package}.dll");
            File.Copy(Path.Combine(Library, $"{package}.dll"), copy);
            var contexts = FreshProcess.Run(
                [$"$null = [System.Reflection.Assembly]::LoadFrom('{copy}')"],
                [
                    "$credential = [pscredential]::new('u', (ConvertTo-SecureString 'p' -AsPlainText -Force))",
                    "$null = Get-ZsStore; $null = Connect-ZsVCenter -Server 127.0.0.1 -Port 1 -Credential $credential -TimeoutSec 5 -ErrorAction SilentlyContinue",
                ],
                $"[System.Runtime.Loader.AssemblyLoadContext]::All.ForEach({{ $c = $_.Name; $_.Assemblies.ForEach({{ if ($_.GetName().Name -eq '{package}') {{ $c }} }}) }}) | Sort-Object | Write-Output");
            Assert.Equal(["Default", "ZStackVCenter"], contexts);
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }
}
