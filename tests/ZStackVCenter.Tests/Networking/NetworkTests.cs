using System.Management.Automation;

namespace ZStackVCenter.Tests.Networking;

/// <summary>Networks from the prompt, against a vCenter: made, adopted, refused, changed and removed.</summary>
public sealed class NetworkTests(NetworkLab lab) : IClassFixture<NetworkLab>
{
    [Fact]
    public void A_network_makes_its_port_group_on_the_distributed_switch()
    {
        var network = Assert.Single(lab.Get<ZsNetwork>(
            "New-ZsNetwork order-net -Flat -Switch dvs-production -Cluster Production -VlanId 2201 -Cidr 10.21.0.7/24 -Dns 10.21.0.53, 8.8.8.8 -Description orders"));

        Assert.Equal(
            (ZsNetworkKind.Flat, ZsNetworkCategory.Private, ZsSwitchKind.Distributed, 2201, "10.21.0.0/24", "10.21.0.1", 253L, 0L, ZsState.Enabled, "orders", "lab", "Production"),
            (network.Kind, network.Category, network.SwitchKind, network.VlanId, network.Cidr, network.Gateway, network.AddressCount, network.UsedCount, network.State, network.Description, network.VCenter, network.Cluster));
        Assert.Equal(["10.21.0.53", "8.8.8.8"], network.Dns);
        Assert.StartsWith("dvportgroup-", network.ManagedObjectId, StringComparison.Ordinal);
        // The switch shows it without another synchronisation, and vCenter itself says so too.
        foreach (var look in new[] { "", "$null = Sync-ZsVCenter lab; " })
        {
            var group = Assert.Single(lab.Get<ZsPortGroup>(look + "(Get-ZsSwitch dvs-production).PortGroups | Where-Object Name -eq order-net"));
            Assert.Equal((2201, network.ManagedObjectId), (group.VlanId, group.ManagedObjectId));
        }
        Assert.Equal(network with { LastSeenAt = default }, Assert.Single(lab.Get<ZsNetwork>("Get-ZsNetwork order-net")) with { LastSeenAt = default, Dns = network.Dns });
    }

    [Fact]
    public void A_port_group_that_is_there_is_adopted_with_the_machines_on_it()
    {
        var asked = lab.Run("New-ZsNetwork dmz -Public -Switch dvs-production -Cluster Production -VlanId 200 -Cidr 192.168.200.0/24 -WhatIf").Succeed();
        Assert.Contains("Make the public network of 253 addresses, and adopt its port group on switch dvs-production, VLAN 200", asked.Display, StringComparison.Ordinal);
        Assert.Empty(lab.Get<ZsNetwork>("Get-ZsNetwork dm*"));

        var network = Assert.Single(lab.Get<ZsNetwork>("New-ZsNetwork dmz -Public -Switch dvs-production -Cluster Production -VlanId 200 -Cidr 192.168.200.0/24"));

        Assert.Equal(Assert.Single(lab.Get<ZsPortGroup>("(Get-ZsSwitch dvs-production).PortGroups | Where-Object Name -eq dmz")).ManagedObjectId, network.ManagedObjectId);
        Assert.Equal(["mail01", "proxy01", "proxy02"], lab.Get<ZsVm>("Get-ZsNetwork dmz | Get-ZsVm").Select(v => v.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["mail01", "proxy01", "proxy02"], lab.Get<ZsVmNic>("Get-ZsVmNic -Network (Get-ZsNetwork dmz)").Select(n => n.Vm).Order(StringComparer.Ordinal));
        Assert.Equal(["dmz"], lab.Get<ZsNetwork>("Get-ZsVm mail01 | Get-ZsNetwork").Select(n => n.Name));
        Assert.Equal(["dmz"], lab.Get<ZsNetwork>("Get-ZsVm mail01 | Get-ZsVmNic | Get-ZsNetwork").Select(n => n.Name));
        Assert.Empty(lab.Get<ZsNetwork>("Get-ZsVm dev-web01 | Get-ZsNetwork"));
        Assert.StartsWith("ZsNetworkExists,", lab.Run("New-ZsNetwork dmz -Flat -Switch dvs-production -Cluster Production -VlanId 200").Error().FullyQualifiedErrorId, StringComparison.Ordinal);

        // Renamed, it is found by its own name and by its port group's.
        lab.Run("Set-ZsNetwork dmz -Name outside").Succeed();
        Assert.Equal(3, lab.Get<ZsVm>("Get-ZsVm -Network outside").Count);
        Assert.Equal(3, lab.Get<ZsVm>("Get-ZsVm -Network dmz").Count);
        Assert.Equal(9, lab.Get<ZsVm>("Get-ZsVm -Network (Get-ZsNetwork outside), prod-web").Count);
    }

    [Theory]
    [InlineData("-Switch dvs-production -Cluster Production -VlanId 101 prod-app", "ZsPortGroupDiffers", "The port group 'prod-app' of switch 'dvs-production' has VLAN 110, and VLAN 101 was asked for.")]
    [InlineData("-Switch dvs-production -Cluster Production prod-app", "ZsPortGroupDiffers", "has VLAN 110, and no VLAN was asked for.")]
    [InlineData("-Switch dvs-production -Cluster Development x", "ZsObjectNotFound", "The distributed switch 'dvs-production' has no host of cluster 'Development'.")]
    [InlineData("-Switch vSwitch9 -Cluster Production x", "ZsObjectNotFound", "has no standard switch 'vSwitch9'.")]
    [InlineData("-Switch vSwitch0 -Cluster Development dev-lan -VlanId 5", "ZsPortGroupDiffers", "has a port group 'dev-lan' on switch")]
    [InlineData("-Switch dvs-production -Cluster Nowhere x", "ZsObjectNotFound", "no cluster 'Nowhere'")]
    [InlineData("-Switch dvs-production -Cluster Production ('x' * 81)", "ZsInvalidArgument", "at most 80 characters; this has 81")]
    [InlineData("-Switch dvs-production -Cluster Production x -Cidr 10.0.0.0/31", "ZsIpRangeInvalid", "10.0.0.0/31 has no room")]
    public void What_cannot_be_is_refused_before_anything_is_made(string arguments, string id, string words)
    {
        foreach (var command in new[] { $"New-ZsNetwork -Flat {arguments}", $"New-ZsNetwork -Flat {arguments} -WhatIf", $"New-ZsNetwork -Flat {arguments} -RunAsync" })
        {
            var error = lab.Run(command).Error();
            Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(words, error.Exception.Message, StringComparison.Ordinal);
        }
        Assert.Empty(lab.Get<ZsNetwork>("Get-ZsNetwork x*, prod-app*, dev-lan*"));
    }

    [Fact]
    public void A_name_that_another_network_of_the_vCenter_has_is_refused_and_none_is_made_ambiguous()
    {
        lab.Network("first-net", 2611, "-Cidr 10.61.1.0/24");
        lab.Network("second-net", 2612, "-Cidr 10.61.2.0/24");

        foreach (var whatIf in new[] { "", " -WhatIf" })
        {
            var error = lab.Run($"Set-ZsNetwork second-net -Name First-Net{whatIf}").Error();
            Assert.StartsWith("ZsNetworkExists,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal("vCenter 'lab' has a network 'first-net' already.", error.Exception.Message);
        }
        Assert.Equal("Second-Net", Assert.Single(lab.Get<ZsNetwork>("Set-ZsNetwork second-net -Name Second-Net -PassThru")).Name);
    }

    [Fact]
    public void Tab_offers_what_a_network_has_and_what_was_done()
    {
        lab.Network("tab-net", 2621, "-Cidr 10.62.1.0/24 -Dns 10.62.1.53, 10.62.1.54");

        Assert.Equal(["10.62.1.53", "10.62.1.54"], Complete("Remove-ZsNetworkDns tab-net -Dns "));
        Assert.Equal(["10.62.1.54"], Complete("Remove-ZsNetworkDns tab-net -Dns 10.62.1.54"));
        Assert.Equal(["CreateNetwork"], Complete("Get-ZsAudit -Action CreateN"));
        Assert.Equal(["vSwitch0"], Complete("New-ZsNetwork x -Switch vSwitch0"));

        IEnumerable<string> Complete(string line) => lab.Module.Shell.Complete(line)
            .Where(c => c.ResultType == CompletionResultType.ParameterValue).Select(c => c.CompletionText).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_said_with_the_command_that_makes_it()
    {
        Assert.Equal("Get-ZsNetwork lists them; New-ZsNetwork makes one, of a port group that is there too.", lab.Run("Get-ZsIpAddress prod-web").Error().ErrorDetails.RecommendedAction);
        Assert.Equal("Get-ZsInstanceOffering lists them; New-ZsInstanceOffering makes one.", lab.Run("Get-ZsInstanceOffering none").Error().ErrorDetails.RecommendedAction);
        Assert.Equal("Get-ZsVm lists them; Sync-ZsVCenter brings in what is new.", lab.Run("Get-ZsVm none").Error().ErrorDetails.RecommendedAction);
        var bin = lab.Run("Restore-ZsVm none").Error();
        Assert.Equal(("The records have no virtual machine 'none' in the recycle bin.", "Get-ZsRecycleBinItem lists what is there."), (bin.Exception.Message, bin.ErrorDetails.RecommendedAction));
    }

    [Fact]
    public void Rows_of_a_file_make_networks_side_by_side_and_one_bad_row_stops_nothing()
    {
        File.WriteAllText(lab.Module.PathOf("networks.csv"),
            "Name,Switch,Cluster,VlanId,Cidr,Dns,Description\nred,dvs-production,Production,2301,10.31.0.0/24,10.31.0.53;10.31.0.54,first\nbad,dvs-production,Production,2302,10.32.0.0/31,,\nplain,dvs-production,Production,,,,\n");

        var result = lab.Run($"Import-Csv '{lab.Module.PathOf("networks.csv")}' | New-ZsNetwork -Flat");

        Assert.StartsWith("ZsIpRangeInvalid,", result.Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        var made = result.As<ZsNetwork>().ToDictionary(n => n.Name);
        Assert.Equal(["plain", "red"], made.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((2301, "10.31.0.0/24", "first"), (made["red"].VlanId, made["red"].Cidr, made["red"].Description));
        Assert.Equal(["10.31.0.53", "10.31.0.54"], made["red"].Dns);
        Assert.Equal((null, null, null, 0), (made["plain"].VlanId, made["plain"].Cidr, made["plain"].Description, made["plain"].Dns.Count));
    }

    [Fact]
    public void A_network_that_is_begun_is_a_task_until_it_is_there()
    {
        var task = Assert.Single(lab.Get<ZsTask>("New-ZsNetwork later -Flat -Switch dvs-production -Cluster Production -VlanId 2401 -RunAsync"));
        Assert.Equal(("CreateNetwork", "later"), (task.Action, task.Resource));
        lab.Module.Shell.Set("later", task);
        Assert.Equal("later", Assert.Single(lab.Get<ZsNetwork>("$later | Wait-ZsTask")).Name);
        Assert.Equal(["first", "second"], lab.Get<ZsNetwork>("'first', 'second' | ForEach-Object { New-ZsNetwork $_ -Flat -Switch dvs-production -Cluster Production -VlanId 2402 -RunAsync } | Wait-ZsTask").Select(n => n.Name).Order(StringComparer.Ordinal));
        Assert.Empty(lab.Run("Remove-ZsNetwork first, second -RunAsync -Confirm:$false | Wait-ZsTask").Succeed().As<ZsNetwork>());
        Assert.Empty(lab.Get<ZsNetwork>("Get-ZsNetwork first*, second*"));
    }

    [Fact]
    public void Every_change_of_a_network_is_audited_with_who_and_how()
    {
        lab.Network("watched", 2503, "-Cidr 10.53.0.0/24");
        lab.Run("Set-ZsNetwork watched -Description seen; Add-ZsNetworkDns watched 10.53.0.9; Add-ZsIpRange watched -Cidr 10.53.0.0/31").Error();
        var audits = lab.Get<ZsAudit>("Get-ZsNetwork watched | Get-ZsAudit");
        Assert.Equal(["AddNetworkDns", "CreateNetwork", "SetNetwork"], audits.Select(a => a.Action).Order(StringComparer.Ordinal));
        Assert.All(audits, a => Assert.Equal((ZsAuditResult.Succeeded, "watched", "lab"), (a.Result, a.Resource, a.VCenter)));
        Assert.Equal("10.53.0.9", audits.Single(a => a.Action == "AddNetworkDns").Arguments["Dns"]);
    }

    [Fact]
    public void Removing_a_network_says_what_it_costs_and_detaches_what_is_on_it()
    {
        lab.Run("New-ZsNetwork prod-db -Flat -Switch dvs-production -Cluster Production -VlanId 120 -Cidr 192.168.120.0/24").Succeed();

        var asked = lab.Run("Remove-ZsNetwork prod-db -WhatIf").Succeed();
        Assert.Contains("253 addresses, 0 of them in use; detach 3 network adapters of 3 virtual machines (db01, db02, db03); the port group prod-db stays", asked.Display, StringComparison.Ordinal);
        Assert.Equal(3, lab.Get<ZsVmNic>("Get-ZsVmNic -Network prod-db").Count);

        Assert.Empty(lab.Run("Get-ZsNetwork prod-db | Remove-ZsNetwork -Confirm:$false").Succeed().Objects);

        Assert.Empty(lab.Get<ZsNetwork>("Get-ZsNetwork prod-db*"));
        Assert.Empty(lab.Get<ZsVmNic>("Get-ZsVm db0* | Get-ZsVmNic"));
        Assert.Empty(lab.Get<ZsVmNic>("$null = Sync-ZsVCenter lab; Get-ZsVm db0* | Get-ZsVmNic"));
        Assert.Single(lab.Get<ZsPortGroup>("(Get-ZsSwitch dvs-production).PortGroups | Where-Object Name -eq prod-db"));
    }

    [Fact]
    public void Name_description_and_state_change_and_the_port_group_keeps_its_name()
    {
        lab.Network("alpha", 2501, "-Cidr 10.51.0.0/24");
        var changed = Assert.Single(lab.Get<ZsNetwork>("Get-ZsNetwork alpha | Set-ZsNetwork -Name omega -Description last -State Disabled -PassThru"));
        Assert.Equal(("omega", "alpha", "last", ZsState.Disabled), (changed.Name, changed.PortGroup, changed.Description, changed.State));
        Assert.Empty(lab.Run("Set-ZsNetwork omega -State Enabled -Description ''").Succeed().Objects);
        Assert.Equal((ZsState.Enabled, null), lab.Get<ZsNetwork>("Get-ZsNetwork omega").Select(n => (n.State, n.Description)).Single());
        Assert.StartsWith("ZsInvalidArgument,", lab.Run("Set-ZsNetwork omega").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("ZsObjectNotFound,", lab.Run("Set-ZsNetwork alpha -Name beta").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Servers_for_names_are_added_at_the_end_and_removed()
    {
        lab.Network("names", 2502, "-Dns 10.0.0.1");
        Assert.Equal(["10.0.0.1", "10.0.0.3", "10.0.0.2"], Assert.Single(lab.Get<ZsNetwork>("Add-ZsNetworkDns names 10.0.0.3, 10.0.0.1, 10.0.0.2 -PassThru")).Dns);
        Assert.Equal(["10.0.0.1", "10.0.0.2"], Assert.Single(lab.Get<ZsNetwork>("Get-ZsNetwork names | Remove-ZsNetworkDns -Dns 10.0.0.3, 10.9.9.9 -PassThru")).Dns);
        Assert.Empty(lab.Run("Add-ZsNetworkDns names 10.0.0.4 -WhatIf").Succeed().Objects);
        Assert.Equal(2, Assert.Single(lab.Get<ZsNetwork>("Get-ZsNetwork names")).Dns.Count);
        Assert.StartsWith("ParameterArgumentTransformationError,", lab.Run("Add-ZsNetworkDns names 10.1").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ZsNetwork tab-", "tab-one,tab-two")]
    [InlineData("Remove-ZsNetwork tab-o", "tab-one")]
    [InlineData("Get-ZsIpAddress -Network tab-t", "tab-two")]
    [InlineData("Get-ZsVm -Network tab-", "tab-one,tab-two")]
    [InlineData("New-ZsNetwork x -Flat -Switch dvs-p", "dvs-production")]
    [InlineData("Remove-ZsIpRange -IpRange 10.61", "10.61.0.2-10.61.0.254")]
    public void A_word_is_completed_from_the_records(string line, string completions)
    {
        lab.Run("if (-not (Get-ZsNetwork tab-*)) { New-ZsNetwork tab-one -Flat -Switch dvs-production -Cluster Production -VlanId 2601 -Cidr 10.61.0.0/24; New-ZsNetwork tab-two -Public -Switch dvs-production -Cluster Production -VlanId 2602 }").Succeed();
        Assert.Equal(completions.Split(','), lab.Module.Shell.Complete(line)
            .Where(c => c.ResultType == CompletionResultType.ParameterValue).Select(c => c.CompletionText.Trim('\'')).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("-Category Public", "list-out")]
    [InlineData("-Category Private", "list-in,list-wide")]
    [InlineData("-Kind Flat", "list-in,list-wide")]
    [InlineData("-Switch dvs-*", "list-in,list-out,list-wide")]
    [InlineData("-Cluster Development", "")]
    [InlineData("-VCenter lab -Kind Public, Router", "list-out")]
    public void Arguments_narrow_a_listing(string arguments, string names)
    {
        lab.Run("if (-not (Get-ZsNetwork list-*)) { 'list-in', 'list-wide' | ForEach-Object { New-ZsNetwork $_ -Flat -Switch dvs-production -Cluster Production -VlanId 2701 }; New-ZsNetwork list-out -Public -Switch dvs-production -Cluster Production -VlanId 2702 }").Succeed();
        Assert.Equal(names.Split(',', StringSplitOptions.RemoveEmptyEntries), lab.Get<ZsNetwork>($"Get-ZsNetwork list-* {arguments}").Select(n => n.Name));
    }
}
