using System.Management.Automation;

namespace ZStackVCenter.Tests.Operations;

/// <summary>Each cmdlet that changes something leaves an audit of it.</summary>
public sealed class EveryChangeTests(OwnModule own) : IClassFixture<OwnModule>
{
    private const string Network = "New-ZsNetwork audited -Flat -Switch dvs-production -Cluster Production -VlanId 777 -StartIp 10.77.0.10 -EndIp 10.77.0.90 -Netmask 255.255.255.0 -Gateway 10.77.0.1";

    // Those that change nothing of the records or of a vCenter that would not be told elsewhere.
    private static readonly Dictionary<string, string> Without = new(StringComparer.Ordinal)
    {
        ["Backup-ZsStore"] = "copies the records",
        ["Disconnect-ZsVCenter"] = "ends a session",
        ["Set-ZsContext"] = "is the session's own",
        ["Sync-ZsVCenter"] = "writes what it changed into a report, which Get-ZsSyncReport lists",
    };

    // How each of the others is used once, on a demonstration's inventory.
    private static readonly Dictionary<string, string> Uses = new(StringComparer.Ordinal)
    {
        ["Add-ZsIpRange"] = "Add-ZsIpRange audited -StartIp 10.77.0.110 -EndIp 10.77.0.120 -Netmask 255.255.255.0 -Gateway 10.77.0.1",
        ["Add-ZsNetworkDns"] = "Add-ZsNetworkDns audited 10.77.0.53",
        ["Add-ZsVmNic"] = "Add-ZsVmNic db01 audited",
        ["Clear-ZsRecycleBin"] = "Remove-ZsVm test01 -Confirm:$false; Clear-ZsRecycleBin -Confirm:$false",
        ["Connect-ZsVCenter"] = "Connect-ZsVCenter -Name lab -Credential $credential -SaveCredential -NoSync",
        ["Copy-ZsVm"] = "Copy-ZsVm web03 copy-of-web03 -NoStart",
        ["Move-ZsVm"] = "Move-ZsVm web04",
        ["New-ZsDiskOffering"] = "New-ZsDiskOffering audited 1GB",
        ["New-ZsInstanceOffering"] = "New-ZsInstanceOffering audited 1 1GB",
        ["New-ZsNetwork"] = "Get-ZsNetwork audited",
        ["New-ZsVm"] = "New-ZsInstanceOffering for-new 1 1GB; New-ZsVm audited -Image tpl-ubuntu-22.04 -InstanceOffering for-new -Network audited -NoStart",
        ["Remove-ZsDiskOffering"] = "New-ZsDiskOffering for-removal 1GB; Remove-ZsDiskOffering for-removal",
        ["Remove-ZsInstanceOffering"] = "New-ZsInstanceOffering for-removal 1 1GB; Remove-ZsInstanceOffering for-removal",
        ["Remove-ZsIpRange"] = "Add-ZsIpRange audited -StartIp 10.77.0.130 -EndIp 10.77.0.140 -Netmask 255.255.255.0 -Gateway 10.77.0.1 | Remove-ZsIpRange -Confirm:$false",
        ["Remove-ZsNetwork"] = "New-ZsNetwork for-removal -Flat -Switch dvs-production -Cluster Production -VlanId 778 -Cidr 10.79.0.0/24; Remove-ZsNetwork for-removal -Confirm:$false",
        ["Remove-ZsNetworkDns"] = "Add-ZsNetworkDns audited 10.77.0.54; Remove-ZsNetworkDns audited 10.77.0.54",
        ["Remove-ZsVCenter"] = "Remove-ZsVCenter other",
        ["Remove-ZsVm"] = "Remove-ZsVm app01 -Confirm:$false",
        ["Remove-ZsVmNic"] = "Get-ZsVmNic -Vm web06 | Select-Object -First 1 | Remove-ZsVmNic",
        ["Restart-ZsVm"] = "Restart-ZsVm app02 -Reset",
        ["Restore-ZsStore"] = "Backup-ZsStore -Path $file; Restore-ZsStore -Path $file -Confirm:$false",
        ["Restore-ZsVm"] = "Remove-ZsVm app03 -Confirm:$false; Restore-ZsVm app03",
        ["Resume-ZsVm"] = "Suspend-ZsVm app04; Resume-ZsVm app04",
        ["Set-ZsDiskOffering"] = "New-ZsDiskOffering to-set 1GB; Set-ZsDiskOffering to-set -Description x",
        ["Set-ZsInstanceOffering"] = "New-ZsInstanceOffering to-set 1 1GB; Set-ZsInstanceOffering to-set -Description x",
        ["Set-ZsNetwork"] = "Set-ZsNetwork audited -Description x",
        ["Set-ZsSetting"] = "Set-ZsSetting Vm.ShutdownTimeoutSec 301",
        ["Set-ZsVCenter"] = "Set-ZsVCenter lab -Description x",
        ["Set-ZsVm"] = "Set-ZsVm app05 -HaLevel NeverStop",
        ["Start-ZsVm"] = "Stop-ZsVm web05 -PowerOff; Start-ZsVm web05",
        ["Stop-ZsTask"] = "$simulator.SetDelayAsync([TimeSpan]::FromMinutes(5), 'ResetVM_Task').Wait(); Restart-ZsVm db02 -Reset -RunAsync | Stop-ZsTask; $simulator.SetDelayAsync([TimeSpan]::Zero, 'ResetVM_Task').Wait()",
        ["Stop-ZsVm"] = "Stop-ZsVm web01 -PowerOff",
        ["Suspend-ZsVm"] = "Suspend-ZsVm web02",
    };

    private static readonly IReadOnlyList<string> Changing =
        [.. ModuleSurface.Cmdlets.Where(c => ModuleSurface.Declaration(c).SupportsShouldProcess).Select(c => c.Name).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Each_cmdlet_that_changes_something_leaves_an_audit_with_who_did_what()
    {
        Assert.Equal(Changing, Uses.Keys.Concat(Without.Keys).Order(StringComparer.Ordinal));
        own.Module.Shell.Set("file", own.Module.PathOf("copy.db"));
        own.Module.Shell.Set("simulator", own.VCenter.Control);
        own.Module.Run(Network).Succeed();
        await using var second = await SimulatedVCenter.StartAsync(new() { Clusters = 1, Hosts = 1, Vms = 1 });
        own.Module.Shell.Set("second", second.Uri.Port);
        own.Module.Run("Connect-ZsVCenter -Server $server -Port $second -Credential $credential -SkipCertificateCheck -Name other -NoSync -NotDefault").Succeed();
        foreach (var use in Uses.Where(u => u.Key != "Restore-ZsStore").OrderBy(u => u.Key, StringComparer.Ordinal).Append(new("Restore-ZsStore", Uses["Restore-ZsStore"])))
        {
            own.Module.Run(use.Value).Succeed();

            var audit = own.Get<ZsAudit>("Get-ZsAudit").FirstOrDefault(a => a.Command == use.Key);
            Assert.True(audit is not null, $"{use.Key} left no audit.");
            Assert.True(audit.Result == ZsAuditResult.Succeeded, $"{use.Key}: {audit.Error}");
            Assert.NotEmpty(audit.Resource);
            Assert.Equal(Environment.UserName, audit.OsUser);
        }
    }

    [Fact]
    public void A_vCenter_has_the_audits_of_how_it_came_and_of_what_was_changed_of_it()
    {
        using var module = new ModuleShell().Connected(own.VCenter);
        module.Run("Set-ZsVCenter lab -Description first").Succeed();
        module.Run("Connect-ZsVCenter -Name lab -Credential $credential -NoSync").Succeed();
        module.Run("Connect-ZsVCenter -Name lab -Credential $credential -Description second -NoSync").Succeed();
        module.Run("Set-ZsVCenter lab -Name '' -ErrorAction SilentlyContinue");

        var audits = module.Run("Get-ZsVCenter lab | Get-ZsAudit").Succeed().As<ZsAudit>();

        // Connecting again to what is known already changes nothing.
        Assert.Equal(["SetVCenter", "SetVCenter", "AddVCenter"], audits.Select(a => a.Action));
        Assert.Equal(["Connect-ZsVCenter", "Set-ZsVCenter", "Connect-ZsVCenter"], audits.Select(a => a.Command));
        Assert.All(audits, a => Assert.Equal(("lab", "lab"), (a.Resource, a.VCenter)));
        Assert.DoesNotContain(audits, a => a.Arguments.ContainsKey("Credential"));

        module.Run("Remove-ZsVCenter lab").Succeed();
        Assert.Equal("RemoveVCenter", module.Run("Get-ZsAudit lab").Succeed().As<ZsAudit>()[0].Action);
    }
}
