namespace ZStackVCenter.Tests.Examples;

/// <summary>The scripts of <c>docs/examples</c> that administer do what they say.</summary>
public sealed class AdministrationTests : OwnModule
{
    [Fact]
    public void A_host_is_evacuated_and_what_must_stay_is_told()
    {
        var (moved, exit) = Run("evacuate-host.ps1", "-VMHost esx-05.example.com");

        Assert.NotEmpty(moved);
        Assert.Equal("0", exit);
        Assert.Empty(Get<ZsVm>("Get-ZsVm -VMHost esx-05.example.com -State Running"));
    }

    [Fact]
    public async Task A_VM_that_cannot_move_stays_with_its_reason_until_it_may_be_stopped()
    {
        foreach (var host in Get<ZsHost>("Get-ZsHost -Cluster Development"))
        {
            await VCenter.Control.SetMaintenanceAsync(host.Name, on: true);
        }
        var running = Get<ZsVm>("Get-ZsVm -VMHost esx-05.example.com -State Running").Select(v => v.Name).ToList();

        var (stayed, exit) = Run("evacuate-host.ps1", "-VMHost esx-05.example.com");
        Assert.Equal("1", exit);
        Assert.Equal(running.Order(), stayed.Select(s => Text(s, "Name")).Order());
        Assert.All(stayed, s => Assert.Contains(Text(s, "Name"), Text(s, "State"), StringComparison.Ordinal));

        (_, exit) = Run("evacuate-host.ps1", "-VMHost esx-05.example.com -StopTheRest");
        Assert.Equal("0", exit);
    }

    [Fact]
    public void At_night_what_nobody_needs_is_removed_and_what_went_wrong_is_told()
    {
        Module.Run("Remove-ZsVm dev-web04 -Confirm:$false; Stop-ZsVm test01 -PowerOff").Succeed();

        var (rehearsed, _) = Run("nightly-cleanup.ps1", "-VCenter lab -ScratchName test* -KeepDays 0 -WhatIf");
        Assert.Empty(rehearsed);
        Assert.Equal(3, Get<ZsVm>("Get-ZsVm test*").Count);

        var (done, exit) = Run("nightly-cleanup.ps1", "-VCenter lab -ScratchName test* -KeepDays 0");
        Assert.Equal("0", exit);
        Assert.Equal(["test01", "test02", "test03"], done.Where(d => Text(d, "What") == "Put into the recycle bin").Select(d => Text(d, "Name")).Order());
        Assert.Contains(done, d => (Text(d, "What"), Text(d, "Name")) == ("Removed for good", "dev-web04"));
        Assert.Empty(Get<ZsRecycleBinItem>("Get-ZsRecycleBinItem dev-web04"));
    }

    private (IReadOnlyList<System.Management.Automation.PSObject> Written, string Exit) Run(string script, string arguments)
    {
        var written = Module.Run($"& '{Repository.PathOf("docs", "examples", script)}' {arguments}").Succeed().Objects;
        return (written, Module.Run("$LASTEXITCODE").Succeed().Objects.Single().ToString());
    }

    private static string Text(System.Management.Automation.PSObject row, string property) => row.Properties[property].Value.ToString()!;
}
