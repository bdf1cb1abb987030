namespace ZStackVCenter.Tests.Operations;

/// <summary>Who did what to what, and how it ended.</summary>
public sealed class AuditTests(OwnModule own) : IClassFixture<OwnModule>
{
    [Fact]
    public void A_change_leaves_who_made_it_and_how_it_was_asked_for()
    {
        own.Module.Run("'web01' | Stop-ZsVm -PowerOff -TimeoutSec 30").Succeed();

        var audit = Assert.Single(own.Get<ZsAudit>("Get-ZsVm web01 | Get-ZsAudit"));

        Assert.Equal(("StopVm", "Stop-ZsVm", "web01", "lab", "admin", ZsAuditResult.Succeeded), (audit.Action, audit.Command, audit.Resource, audit.VCenter, audit.Account, audit.Result));
        Assert.Contains(Environment.UserName, audit.OsUser, StringComparison.Ordinal);
        Assert.Equal(new Dictionary<string, string> { ["Vm"] = "web01", ["PowerOff"] = "True", ["TimeoutSec"] = "30" }, audit.Arguments.ToDictionary());
        Assert.Equal(audit.Id, Assert.Single(own.Get<ZsAudit>("Get-ZsTask -Resource web01 | Get-ZsAudit")).Id);
    }

    [Fact]
    public async Task What_failed_is_found_by_its_result_and_what_is_gone_by_its_name()
    {
        await own.VCenter.Control.RemoveVmAsync("web02");
        own.Module.Run("Stop-ZsVm web02 -PowerOff -ErrorAction SilentlyContinue");

        var audit = Assert.Single(own.Get<ZsAudit>("Get-ZsAudit web0[2] -Result Failed -Action stop*"));

        Assert.Equal((ZsErrorId.VmVanished, "web02"), (audit.ErrorId, audit.Resource));
        Assert.Empty(own.Get<ZsAudit>("Get-ZsAudit web02 -Finish (Get-Date).AddHours(-1)"));
        Assert.Empty(own.Get<ZsAudit>("Get-ZsAudit web02 -User nobody*"));
    }

    [Fact]
    public void A_page_is_a_page()
    {
        own.Module.Run("Get-ZsVm app* | Restart-ZsVm -Reset").Succeed();
        var all = own.Get<ZsAudit>("Get-ZsAudit app*").Select(a => a.Id).ToList();
        Assert.Equal(5, all.Count);
        Assert.Equal(all.Skip(1).Take(2), own.Get<ZsAudit>("Get-ZsAudit app* -Skip 1 -First 2").Select(a => a.Id));
    }

    [Fact]
    public void A_setting_is_changed_for_all_and_the_change_is_audited()
    {
        Assert.Contains("Change from 24 to 48", own.Module.Run("Set-ZsSetting RecycleBin.ExpiryHours 48 -WhatIf").Succeed().Display, StringComparison.Ordinal);
        Assert.Empty(own.Get<object>("Get-ZsSetting RecycleBin.* | Set-ZsSetting -Value 48"));
        using var other = own.Another();
        Assert.Equal("48", Assert.Single(other.Run("Get-ZsSetting recyclebin.expiryhours").Succeed().As<ZsSetting>()).Value);
        Assert.Equal("24", Assert.Single(own.Get<ZsSetting>("Set-ZsSetting RecycleBin.ExpiryHours -Default -PassThru")).Value);
        Assert.Equal(["SetSetting", "SetSetting"], own.Get<ZsAudit>("Get-ZsSetting RecycleBin.* | Get-ZsAudit").Select(a => a.Action));
        Assert.Contains(own.Module.Shell.Complete("Set-ZsSetting Vm."), c => c.CompletionText == "Vm.ShutdownTimeoutSec");
    }

    [Theory]
    [InlineData("Set-ZsSetting No.Such 1")]
    [InlineData("Set-ZsSetting RecycleBin.ExpiryHours soon")]
    [InlineData("Set-ZsSetting RecycleBin.ExpiryHours -1 -WhatIf")]
    [InlineData("Get-ZsSetting No.Such")]
    public void A_setting_that_cannot_be_is_refused(string command) =>
        Assert.StartsWith("ZsSettingInvalid,", own.Module.Run(command).Error().FullyQualifiedErrorId, StringComparison.Ordinal);
}
