namespace ZStackVCenter.Tests.Compute;

/// <summary>What is removed can be had back, until it is removed for good.</summary>
public sealed class RecycleBinTests(OwnModule own) : IClassFixture<OwnModule>
{
    [Fact]
    public void A_removed_VM_is_in_the_recycle_bin_and_comes_back()
    {
        own.Module.Run("Remove-ZsVm web01, web02 -Confirm:$false").Succeed();

        Assert.Empty(own.Get<ZsVm>("Get-ZsVm web0[12]"));
        var items = own.Get<ZsRecycleBinItem>("Get-ZsRecycleBinItem web*");
        Assert.Equal(["web01", "web02"], items.Select(i => i.Name));
        Assert.All(items, i => Assert.Equal(TimeSpan.FromHours(24), i.ExpiresAt - i.DeletedAt));
        Assert.Contains(own.Module.Shell.Complete("Restore-ZsVm web"), c => c.CompletionText == "web01");
        Assert.Contains(own.Module.Shell.Complete("Get-ZsRecycleBinItem web"), c => c.CompletionText == "web02");
        Assert.Contains(own.Module.Shell.Complete("Remove-ZsVm -Permanent -Vm web"), c => c.CompletionText == "web01");

        var back = own.Get<ZsVm>("Restore-ZsVm web01 -Start -PassThru; Get-ZsRecycleBinItem web02 | Restore-ZsVm -PassThru");
        Assert.Equal([ZsVmState.Running, ZsVmState.Stopped], back.Select(v => v.State));
        Assert.Empty(own.Get<ZsRecycleBinItem>("Get-ZsRecycleBinItem web*"));
    }

    [Fact]
    public void Only_what_is_in_the_recycle_bin_is_removed_for_good_unless_it_is_forced()
    {
        var refused = own.Module.Run("Remove-ZsVm app01 -Permanent -Confirm:$false").Error();
        Assert.StartsWith("ZsVmState", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Running", refused.Exception.Message, StringComparison.Ordinal);
        own.Module.Run("Remove-ZsVm app01 -Confirm:$false; Remove-ZsVm app01 -Permanent -Confirm:$false; Remove-ZsVm app02 -Permanent -Force -Confirm:$false").Succeed();
        Assert.Empty(own.Get<ZsVm>("Sync-ZsVCenter | Out-Null; Get-ZsVm app0[12]"));
        Assert.Empty(own.Get<ZsRecycleBinItem>("Get-ZsRecycleBinItem app*"));
    }

    [Fact]
    public void The_bin_is_emptied_of_what_is_old_and_says_first_what_would_go()
    {
        own.Module.Run("Remove-ZsVm ci-runner* -Confirm:$false").Succeed();

        var whatIf = own.Module.Run("Clear-ZsRecycleBin -WhatIf").Succeed().Display;
        own.Module.Run("Clear-ZsRecycleBin -Before (Get-Date).AddDays(-1) -Confirm:$false; Clear-ZsRecycleBin -VCenter zzz* -Confirm:$false").Succeed();

        Assert.Contains("\"Remove it for good, with its root disk\" on target \"ci-runner05\"", whatIf, StringComparison.Ordinal);
        Assert.Equal(5, own.Get<ZsRecycleBinItem>("Get-ZsRecycleBinItem ci-runner*").Count);
        Assert.Empty(own.Get<ZsRecycleBinItem>("Get-ZsRecycleBinItem ci-runner* -Type Volume"));
        Assert.Empty(own.Get<ZsRecycleBinItem>("Get-ZsRecycleBinItem ci-runner* -Before (Get-Date).AddDays(-1)"));

        own.Module.Run("Clear-ZsRecycleBin -Type Vm -Confirm:$false").Succeed();
        Assert.Empty(own.Get<ZsRecycleBinItem>("Get-ZsRecycleBinItem"));
        Assert.Equal(5, own.Get<ZsAudit>("Get-ZsAudit ci-runner* -Action ExpungeVm").Count);
    }

    [Fact]
    public void Whoever_is_asked_and_says_no_keeps_the_VM()
    {
        using var asked = PowerShellSession.Create(new ShellOptions { Module = Repository.ModuleManifest, Answers = ["n"] });
        asked.Run($"Set-ZsContext -StorePath '{own.Module.StorePath}'").Succeed();

        var result = asked.Run("Remove-ZsVm db01").Succeed();

        Assert.Contains(result.Prompts, p => p.Contains("Stop it and put it into the recycle bin", StringComparison.Ordinal));
        Assert.Equal(ZsVmState.Running, own.StateOf("db01"));
    }
}
