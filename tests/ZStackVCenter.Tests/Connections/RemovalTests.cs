namespace ZStackVCenter.Tests.Connections;

/// <summary>What only the records hold does not go with a vCenter unless somebody says so.</summary>
public sealed class RemovalTests(OwnModule own) : IClassFixture<OwnModule>
{
    [Fact]
    public async Task A_vCenter_with_networks_or_a_filled_recycle_bin_goes_by_force_only()
    {
        using var module = new ModuleShell().Connected(own.VCenter);
        module.Run(
            """
            New-ZsInstanceOffering small 1 1GB
            New-ZsNetwork kept -Flat -Switch dvs-production -Cluster Production -VlanId 901 -Cidr 10.90.1.0/24
            New-ZsNetwork kept-too -Flat -Switch dvs-production -Cluster Production -VlanId 902 -Cidr 10.90.2.0/24
            New-ZsVm holder -Image tpl-ubuntu-22.04 -InstanceOffering small -Network kept -NoStart
            Remove-ZsVm app01 -Confirm:$false
            """).Succeed();
        await own.VCenter.Control.SetDelayAsync(TimeSpan.FromMinutes(5), "ResetVM_Task");

        foreach (var command in new[] { "Remove-ZsVCenter lab", "Remove-ZsVCenter lab -WhatIf" })
        {
            var refusal = module.Run(command).Error();
            Assert.StartsWith("ZsVCenterInUse,", refusal.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("2 networks with 1 address in use (kept, kept-too)", refusal.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("1 virtual machine in the recycle bin (app01)", refusal.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("-Force", refusal.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        // What somebody works on is not taken from under him, by no force.
        var task = Assert.Single(module.Run("Restart-ZsVm web01 -Reset -RunAsync").Succeed().As<ZsTask>());
        var busy = module.Run("Remove-ZsVCenter lab -Force").Error();
        Assert.StartsWith("ZsResourceBusy,", busy.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("RestartVm of 'web01'", busy.Exception.Message, StringComparison.Ordinal);
        module.Run($"Stop-ZsTask {task.Id}").Succeed();
        await own.VCenter.Control.SetDelayAsync(TimeSpan.Zero, "ResetVM_Task");

        Assert.Contains("2 networks with 1 address in use", module.Run("Remove-ZsVCenter lab -Force -WhatIf").Succeed().Display, StringComparison.Ordinal);
        module.Run("Remove-ZsVCenter lab -Force").Succeed();

        Assert.Empty(module.Run("Get-ZsVCenter; Get-ZsNetwork; Get-ZsRecycleBinItem; Get-ZsVm").Succeed().Objects);
        Assert.Equal("RemoveVCenter", module.Run("Get-ZsAudit -First 1").Succeed().As<ZsAudit>()[0].Action);
    }
}
