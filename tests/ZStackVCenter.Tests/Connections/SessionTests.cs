using System.Management.Automation;

namespace ZStackVCenter.Tests.Connections;

/// <summary>Connecting, coming back, changing and removing a vCenter from the prompt.</summary>
public sealed class SessionTests(DemoVCenterFixture fixture) : IClassFixture<DemoVCenterFixture>
{
    private const string Connect = "Connect-ZsVCenter -Server $server -Port $port -Credential $credential -Thumbprint $thumbprint";

    private readonly SimulatedVCenter _vcenter = fixture.VCenter;

    [Fact]
    public void Connecting_remembers_the_vCenter_and_brings_in_its_inventory_with_progress()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        var result = module.Run($"{Connect} -Name lab -Description 'the lab'").Succeed();
        var vCenter = Assert.Single(result.As<ZsVCenter>());
        Assert.Equal(("lab", "the lab", ZsStatus.Connected, 2, 6, 40), (vCenter.Name, vCenter.Description, vCenter.Status, vCenter.ClusterCount, vCenter.HostCount, vCenter.VmCount));
        Assert.NotNull(vCenter.LastSyncedAt);
        Assert.Contains(result.Progress, p => p.RecordType == ProgressRecordType.Processing && p.Activity.Contains("lab", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public void Without_synchronising_nothing_is_brought_in()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        Assert.Null(Assert.Single(module.Run($"{Connect} -Name lab -NoSync").Succeed().As<ZsVCenter>()).LastSyncedAt);
        Assert.Empty(module.Run("Get-ZsVm").Succeed().Objects);
    }

    [Fact]
    public void A_saved_credential_lets_a_name_alone_connect()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        module.Run($"{Connect} -Name lab -NoSync -SaveCredential; Disconnect-ZsVCenter lab").Succeed();
        var vCenter = Assert.Single(module.Run("Connect-ZsVCenter -Name lab -NoSync").Succeed().As<ZsVCenter>());
        Assert.Equal(ZsStatus.Connected, vCenter.Status);
        Assert.True(vCenter.HasSavedCredential);
        Assert.Single(module.Run("'lab' | Connect-ZsVCenter -NoSync").Succeed().Objects);
        var again = Assert.Single(module.Run("Disconnect-ZsVCenter; Connect-ZsVCenter LAB -NoSync").Succeed().As<ZsVCenter>());
        Assert.Equal((vCenter.Id, vCenter.Server), (again.Id, again.Server));
    }

    [Fact]
    public void Without_a_saved_credential_the_person_at_the_prompt_is_asked()
    {
        using var module = new ModuleShell(new ShellOptions { Answers = [_vcenter.User, _vcenter.Password] }).Knowing(_vcenter);
        var result = module.Run("Connect-ZsVCenter -Server $server -Port $port -Thumbprint $thumbprint -Name lab -NoSync").Succeed();
        Assert.Single(result.Objects);
        Assert.NotEmpty(result.Prompts);
    }

    [Fact]
    public void A_secret_of_a_vault_is_asked_at_use_and_only_its_name_is_kept()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        module.Shell.Set("global:secret", module.Shell.Get("credential"));
        module.Run("function global:Get-Secret { param($Name, $Vault) if ($Name -eq 'vc' -and $Vault -eq 'team') { $global:credential } else { throw 'no such secret' } }").Succeed();
        var vCenter = Assert.Single(module.Run("Connect-ZsVCenter -Server $server -Port $port -Thumbprint $thumbprint -Name lab -NoSync -SecretName vc -VaultName team").Succeed().As<ZsVCenter>());
        Assert.Equal(("vc", "team", false), (vCenter.SecretName, vCenter.VaultName, vCenter.HasSavedCredential));
        Assert.Single(module.Run("Disconnect-ZsVCenter; Connect-ZsVCenter -Name lab -NoSync").Succeed().Objects);

        var error = module.Run("Connect-ZsVCenter -Server $server -Port $port -Name lab -NoSync -SecretName other").Error();
        Assert.StartsWith(ZsErrorId.SecretUnavailable, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("no such secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_SecretManagement_a_secret_says_what_to_install()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        var error = module.Run("Connect-ZsVCenter -Server $server -Port $port -SecretName vc").Error();
        Assert.StartsWith(ZsErrorId.SecretUnavailable, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("SecretManagement", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_vCenter_under_two_names_is_refused()
    {
        using var module = new ModuleShell().Connected(_vcenter);
        var error = module.Run($"{Connect} -Name other -NoSync").Error();
        Assert.StartsWith(ZsErrorId.VCenterExists, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'lab'", error.ToString(), StringComparison.Ordinal);
        Assert.Single(module.Run("Get-ZsVCenter").Objects);
    }

    [Fact]
    public async Task Two_vCenters_at_once_are_ordinary_and_a_name_in_both_can_be_told_apart()
    {
        await using var second = await SimulatedVCenter.StartAsync(new() { Demo = true });
        using var module = new ModuleShell().Connected(_vcenter).Connected(second, "annex");
        Assert.Equal(["annex", "lab"], module.Run("Get-ZsVm web01").Succeed().As<ZsVm>().Select(v => v.VCenter).Order());
        Assert.Equal("annex", Assert.Single(module.Run("Get-ZsVm annex/web01").Succeed().As<ZsVm>()).VCenter);
        Assert.Equal(40, module.Run("Set-ZsContext lab; Get-ZsVm").Succeed().Objects.Count);
        Assert.Equal(80, module.Run("Set-ZsContext -VCenter @(); Get-ZsVm").Succeed().Objects.Count);
        Assert.StartsWith(ZsErrorId.Ambiguous, module.Run("Get-ZsEvent -Entity web01").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEmpty(module.Run("Get-ZsEvent -Entity annex/web01 -First 3").Succeed().Objects);
        Assert.Equal(2, module.Run("Sync-ZsVCenter").Succeed().Objects.Count);
    }

    [Fact]
    public async Task A_vCenter_that_is_no_default_is_meant_only_by_name()
    {
        await using var second = await SimulatedVCenter.StartAsync(new() { Demo = true });
        using var module = new ModuleShell().Connected(_vcenter).Knowing(second);
        module.Run($"{Connect} -Name annex -NotDefault").Succeed();
        Assert.Equal(40, module.Run("Get-ZsVm").Succeed().Objects.Count);
        Assert.Equal(40, module.Run("Get-ZsVm -VCenter annex").Succeed().Objects.Count);
        Assert.Equal("lab", Assert.Single(module.Run("Sync-ZsVCenter").Succeed().As<ZsSyncReport>()).VCenter);
    }

    [Fact]
    public void Changing_a_vCenter_writes_nothing_unless_it_is_passed_through()
    {
        using var module = new ModuleShell().Connected(_vcenter);
        Assert.Empty(module.Run("Set-ZsVCenter lab -Description 'ours'").Succeed().Objects);
        var renamed = Assert.Single(module.Run("Get-ZsVCenter lab | Set-ZsVCenter -Name main -PassThru").Succeed().As<ZsVCenter>());
        Assert.Equal(("main", "ours"), (renamed.Name, renamed.Description));
        Assert.Null(Assert.Single(module.Run("Set-ZsVCenter main -Description '' -PassThru").Succeed().As<ZsVCenter>()).Description);
        Assert.StartsWith(ZsErrorId.InvalidArgument, module.Run("Set-ZsVCenter main").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disabled_vCenter_is_not_connected_to()
    {
        using var module = new ModuleShell().Connected(_vcenter);
        var disabled = Assert.Single(module.Run("Set-ZsVCenter lab -State Disabled -PassThru").Succeed().As<ZsVCenter>());
        Assert.Equal((ZsState.Disabled, ZsStatus.Disconnected), (disabled.State, disabled.Status));
        Assert.StartsWith(ZsErrorId.VCenterDisabled, module.Run("Connect-ZsVCenter -VCenter lab -Credential $credential").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_a_vCenter_says_how_many_records_go_and_touches_nothing_else()
    {
        using var module = new ModuleShell().Connected(_vcenter);
        var asked = module.Run("Remove-ZsVCenter lab -WhatIf").Succeed();
        Assert.Contains("40 virtual machines", asked.Display, StringComparison.Ordinal);
        Assert.Single(module.Run("Get-ZsVCenter").Objects);
        module.Run("Get-ZsVCenter lab | Remove-ZsVCenter").Succeed();
        Assert.Empty(module.Run("Get-ZsVCenter; Get-ZsVm; Get-ZsHost").Succeed().Objects);
    }

    [Fact]
    public void Disconnecting_keeps_the_records_and_ends_the_session()
    {
        using var module = new ModuleShell().Connected(_vcenter);
        Assert.Equal(ZsStatus.Disconnected, Assert.Single(module.Run("Disconnect-ZsVCenter -PassThru").Succeed().As<ZsVCenter>()).Status);
        Assert.Equal(40, module.Run("Get-ZsVm").Succeed().Objects.Count);
        Assert.StartsWith(ZsErrorId.NotConnected, module.Run("Sync-ZsVCenter").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(ZsErrorId.NotConnected, module.Run("Sync-ZsVCenter lab").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Testing_a_vCenter_says_true_or_false_or_each_check()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        var checks = module.Run("Test-ZsVCenter -Server $server -Port $port -Thumbprint $thumbprint -Credential $credential -Detailed").Succeed().As<ZsCheckResult>();
        Assert.Contains(checks, c => c is { Name: "Version", Passed: true });
        Assert.Equal(checks.All(c => c.Passed), Assert.Single(module.Run("Test-ZsVCenter -Server $server -Port $port -Thumbprint $thumbprint -Credential $credential").Succeed().As<bool>()));
        Assert.False(Assert.Single(module.Run("Test-ZsVCenter -Server $server -Port $port -Credential $credential").Succeed().As<bool>()));
        Assert.Empty(module.Run("Get-ZsVCenter").Objects);
    }

    [Fact]
    public async Task Testing_a_connected_vCenter_asks_nobody_for_a_password_and_leaves_no_session()
    {
        using var module = new ModuleShell().Connected(_vcenter);
        var sessions = await _vcenter.Control.SessionCountAsync();

        var checks = module.Run("Test-ZsVCenter lab -Detailed").Succeed().As<ZsCheckResult>();

        Assert.Contains(checks, c => c is { Name: "Login", Passed: true } && c.Message.Contains("open session", StringComparison.Ordinal));
        Assert.Contains(checks, c => c is { Name: "Templates", Passed: true });
        Assert.Equal(sessions, await _vcenter.Control.SessionCountAsync());
        module.Run("Disconnect-ZsVCenter").Succeed();
        Assert.StartsWith(ZsErrorId.CredentialRequired, module.Run("Test-ZsVCenter lab").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_tells_each_remote_call_and_no_secret()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        var lines = module.Run($"{Connect} -Name lab -NoSync -Verbose").Succeed().Verbose;
        Assert.Contains(lines, l => l.Contains("Login", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains(_vcenter.Password, StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIf_connects_to_nothing()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        module.Run($"{Connect} -Name lab -WhatIf").Succeed();
        Assert.Empty(module.Run("Get-ZsVCenter").Objects);
    }
}
