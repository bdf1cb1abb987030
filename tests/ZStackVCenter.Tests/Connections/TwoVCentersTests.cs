namespace ZStackVCenter.Tests.Connections;

/// <summary>Two vCenters at once: what is wrong with one of them is no reason to leave the other alone, and nothing takes the one for the other.</summary>
public sealed class TwoVCentersTests(OwnModule own) : IClassFixture<OwnModule>, IAsyncLifetime
{
    private SimulatedVCenter? _other;

    public async Task InitializeAsync()
    {
        _other = await SimulatedVCenter.StartAsync(new() { Demo = true });
        own.Module.Knowing(own.VCenter).Run("Connect-ZsVCenter -Name lab -Credential $credential -NoSync").Succeed();
        own.Module.Shell.Set("otherPort", _other.Port);
        own.Module.Run("Connect-ZsVCenter -Server $server -Port $otherPort -Credential $credential -SkipCertificateCheck -Name other").Succeed();
    }

    public async Task DisposeAsync()
    {
        own.Module.Run("Remove-ZsVCenter other -Force");
        await _other!.DisposeAsync();
    }

    [Theory]
    [InlineData("Sync-ZsVCenter lab, nowhere, other")]
    [InlineData("Sync-ZsVCenter lab, nowhere, other -WhatIf")]
    [InlineData("Sync-ZsVCenter lab, nowhere, other -RunAsync | Wait-ZsTask")]
    [InlineData("Test-ZsVCenter nowhere, lab, other -Credential $credential")]
    [InlineData("Disconnect-ZsVCenter nowhere, lab, other -PassThru")]
    [InlineData("Connect-ZsVCenter -VCenter nowhere, lab, other -Credential $credential -NoSync")]
    public void One_that_nobody_knows_is_an_error_of_its_own_and_the_others_get_their_turn(string command)
    {
        var result = own.Module.Run(command);

        Assert.StartsWith("ZsVCenterNotFound,", result.Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, result.Objects.Count);
        Assert.False(result.Terminated);
    }

    [Fact]
    public void One_that_does_not_answer_is_an_error_of_its_own_and_the_other_is_connected()
    {
        own.Module.Run("Disconnect-ZsVCenter").Succeed();
        _other!.Kill();

        var result = own.Module.Run("Connect-ZsVCenter -VCenter other, lab -Credential $credential -NoSync -TimeoutSec 20");

        Assert.StartsWith("ZsVCenterUnreachable,", result.Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("lab", Assert.Single(result.As<ZsVCenter>()).Name);
    }

    [Fact]
    public void A_row_that_names_its_vCenter_means_the_object_there()
    {
        Assert.Equal(["other"], own.Get<ZsVm>("[pscustomobject]@{ Name = 'web01'; VCenter = 'other' } | Get-ZsVm").Select(v => v.VCenter));
        Assert.Equal(["lab", "other"], own.Get<ZsVm>("'web01' | Get-ZsVm").Select(v => v.VCenter));
        own.Module.Run("[pscustomobject]@{ Name = 'web02'; VCenter = 'other' } | Restart-ZsVm -Reset").Succeed();
        Assert.Equal("other", Assert.Single(own.Get<ZsAudit>("[pscustomobject]@{ Name = 'web02'; VCenter = 'other' } | Get-ZsAudit")).VCenter);
        Assert.Empty(own.Get<ZsAudit>("Get-ZsAudit lab/web02"));
    }

    [Fact]
    public void Events_of_an_object_come_from_its_own_vCenter_or_not_at_all()
    {
        Assert.All(own.Get<ZsEvent>("Get-ZsVm other/web01 | Get-ZsEvent"), e => Assert.Equal("other", e.VCenter));
        Assert.NotEmpty(own.Get<ZsEvent>("Get-ZsVm other/web01 | Get-ZsEvent -VCenter other"));
        Assert.Empty(own.Get<ZsEvent>("Get-ZsVm other/web01 | Get-ZsEvent -VCenter lab"));
        Assert.Empty(own.Get<ZsEvent>("Get-ZsVCenter other | Get-ZsEvent -VCenter lab"));
        Assert.StartsWith("ZsObjectAmbiguous,", own.Module.Run("Get-ZsEvent web01").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_wildcards_finds_a_vCenter_and_does_not_rename_it()
    {
        Assert.Equal("other", Assert.Single(own.Get<ZsVCenter>("Connect-ZsVCenter -Name oth* -Credential $credential -NoSync")).Name);
        Assert.Equal("other", Assert.Single(own.Get<ZsVCenter>("Connect-ZsVCenter -Name OTHER -Credential $credential -NoSync")).Name);
    }
}
