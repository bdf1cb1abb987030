namespace ZStackVCenter.Tests.Compute;

/// <summary>What -Force of the removals means at the prompt, when the vCenter is not connected.</summary>
public sealed class ForceTests(OwnModule own) : IClassFixture<OwnModule>
{
    private const string Connect = "Connect-ZsVCenter -VCenter lab -Credential $credential";

    [Fact]
    public void The_recycle_bin_is_cleared_of_what_its_vCenter_cannot_be_asked_to_remove()
    {
        own.Module.Run("Remove-ZsVm app01, app02 -Confirm:$false; Disconnect-ZsVCenter lab").Succeed();

        foreach (var how in new[] { "-Confirm:$false", "-WhatIf" })
        {
            Assert.All(own.Module.Run($"Clear-ZsRecycleBin {how}").Errors, e => Assert.StartsWith("ZsNotConnected,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        }
        Assert.Equal(2, own.Get<ZsRecycleBinItem>("Get-ZsRecycleBinItem app*").Count);
        Assert.Contains("Forget it; the virtual machine itself stays in vCenter 'lab', which is not connected", own.Module.Run("Clear-ZsRecycleBin -Force -WhatIf").Succeed().Display, StringComparison.Ordinal);
        var forced = own.Module.Run("Clear-ZsRecycleBin -Force -Confirm:$false").Succeed();

        Assert.Equal(2, forced.Warnings.Count);
        Assert.Contains(forced.Warnings, w => w.Contains("'app01' may still be in vCenter", StringComparison.Ordinal));
        Assert.Empty(own.Get<ZsRecycleBinItem>("Get-ZsRecycleBinItem app*"));
        Assert.Equal(["app01", "app02"], own.Get<ZsVm>($"$null = {Connect}; Get-ZsVm app0[12]").Select(v => v.Name));
    }

    [Fact]
    public void Whoever_waits_for_the_task_is_told_what_stays()
    {
        own.Module.Run("Remove-ZsVm web01 -Confirm:$false; Disconnect-ZsVCenter lab").Succeed();

        var waited = own.Module.Run("Clear-ZsRecycleBin -Force -Confirm:$false -RunAsync | Wait-ZsTask").Succeed();

        own.Module.Run(Connect).Succeed();
        Assert.Empty(waited.Objects);
        Assert.Contains("'web01' may still be in vCenter", Assert.Single(waited.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_is_forgotten_whose_adapters_cannot_be_detached()
    {
        own.Module.Run("New-ZsNetwork prod-db -Flat -Switch dvs-production -Cluster Production -VlanId 120; Disconnect-ZsVCenter lab").Succeed();

        foreach (var how in new[] { "-Confirm:$false", "-WhatIf" })
        {
            Assert.StartsWith("ZsNotConnected,", own.Module.Run($"Remove-ZsNetwork prod-db {how}").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        }
        Assert.Contains("leave 3 network adapters of 3 virtual machines (db01, db02, db03) where they are, because vCenter 'lab' is not connected",
            own.Module.Run("Remove-ZsNetwork prod-db -Force -WhatIf").Succeed().Display, StringComparison.Ordinal);
        var forced = own.Module.Run("Remove-ZsNetwork prod-db -Force -Confirm:$false").Succeed();

        Assert.Contains("network adapters of db01, db02, db03 stay on its port group 'prod-db'", Assert.Single(forced.Warnings), StringComparison.Ordinal);
        Assert.Empty(own.Get<ZsNetwork>("Get-ZsNetwork prod-db*"));
        Assert.Equal("True", own.Get<ZsAudit>("Get-ZsAudit prod-db -Action RemoveNetwork -Result Succeeded").Single().Arguments["Force"]);
        Assert.Equal(3, own.Get<ZsVmNic>($"$null = {Connect}; Get-ZsVmNic -Network prod-db").Count);
    }
}
