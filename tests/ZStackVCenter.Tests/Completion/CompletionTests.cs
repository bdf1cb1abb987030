namespace ZStackVCenter.Tests.Completion;

/// <summary>Tab offers names from the records, and asks no vCenter.</summary>
[Collection(DemoModule.Name)]
public sealed class CompletionTests(DemoModule demo)
{
    [Theory]
    [InlineData("Get-ZsVm db", "db01,db02,db03")]
    [InlineData("Get-ZsVm -Name proxy", "proxy01,proxy02")]
    [InlineData("Get-ZsVm -Cluster ", "Development,Production")]
    [InlineData("Get-ZsVm -VMHost esx-05", "esx-05.example.com")]
    [InlineData("Get-ZsVm -Cluster Development -VMHost ", "esx-04.example.com,esx-05.example.com,esx-06.example.com")]
    [InlineData("Get-ZsVm -Cluster Development web", "")]
    [InlineData("Get-ZsVm -VCenter lab mail", "mail01")]
    [InlineData("Get-ZsVm -VCenter nowhere mail", "")]
    [InlineData("Get-ZsVm -Network prod-", "prod-app,prod-db,prod-web")]
    [InlineData("Get-ZsImage -BackupStorage nfs", "nfs-images")]
    [InlineData("Sync-ZsVCenter ", "lab")]
    [InlineData("Get-ZsVm -State Pau", "Paused,Pausing")]
    [InlineData("Get-ZsVm 'ad0", "'ad01','ad02'")]
    [InlineData("Get-ZsVm \"ad0", "\"ad01\",\"ad02\"")]
    [InlineData("Get-ZsVm -Network VM", "'VM Network'")]
    [InlineData("Get-ZsVm -Owner ad", "admin")]
    [InlineData("Get-ZsAudit -User ad", "admin")]
    public void A_word_is_completed_from_the_records(string line, string completions) =>
        Assert.Equal(completions.Split(',', StringSplitOptions.RemoveEmptyEntries), Texts(line));

    [Fact]
    public void Whoever_changed_something_is_offered() =>
        Assert.Contains(Environment.UserName, Texts("Get-ZsAudit -User "));

    [Fact]
    public async Task A_name_with_brackets_is_offered_as_one_that_means_itself()
    {
        await using var vcenter = await SimulatedVCenter.StartAsync(new() { Clusters = 1, Hosts = 1, Vms = 1 });
        using var module = new ModuleShell();
        await vcenter.Control.AddVmAsync("web[1]");
        await vcenter.Control.AddVmAsync("web1");
        module.Connected(vcenter);

        foreach (var typed in new[] { "web[", "'web`[", "\"web``[", "'web[", "'web`[1`]'" })
        {
            var offered = Assert.Single(module.Shell.Complete($"Get-ZsVm {typed}"), c => c.ResultType == System.Management.Automation.CompletionResultType.ParameterValue);
            Assert.Equal("web[1]", offered.ListItemText);
            Assert.Equal("web[1]", Assert.Single(module.Run($"Get-ZsVm {offered.CompletionText}").Succeed().As<ZsVm>()).Name);
        }
    }

    [Fact]
    public void A_tooltip_tells_state_address_and_place()
    {
        var tip = Assert.Single(demo.Module.Shell.Complete("Get-ZsVm web01")).ToolTip;
        Assert.Contains("Running", tip, StringComparison.Ordinal);
        Assert.Contains("192.168.100.11", tip, StringComparison.Ordinal);
    }

    [Fact]
    public void No_records_and_no_vCenter_offer_nothing_and_say_nothing()
    {
        using var module = new ModuleShell();
        Assert.DoesNotContain(module.Shell.Complete("Get-ZsCluster Prod"), c => c.CompletionText.Contains("Prod", StringComparison.Ordinal));
    }

    // Without an answer of ours PowerShell offers files: none of those counts.
    private IEnumerable<string> Texts(string line) =>
        demo.Module.Shell.Complete(line).Where(c => c.ResultType == System.Management.Automation.CompletionResultType.ParameterValue).Select(c => c.CompletionText).Order(StringComparer.Ordinal);
}
