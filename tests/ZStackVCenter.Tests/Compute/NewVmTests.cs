using System.Management.Automation;
using System.Net;

namespace ZStackVCenter.Tests.Compute;

/// <summary>VMs are made and copied from the prompt, from arguments, objects and rows.</summary>
public sealed class NewVmTests : OwnModule
{
    private const string Networks = """
        $net1 = New-ZsNetwork net1 -Flat -Switch dvs-production -Cluster Production -VlanId 710 -Cidr 10.71.0.0/24
        $net2 = New-ZsNetwork net2 -Flat -Switch dvs-production -Cluster Production -VlanId 720 -Cidr 10.72.0.0/24
        $small = New-ZsInstanceOffering small 1 512MB
        $data = New-ZsDiskOffering data 1GB
        """;

    [Fact]
    public void One_is_made_of_names_and_one_of_objects()
    {
        Given();

        var named = Assert.Single(Get<ZsVm>("New-ZsVm vm1 -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1 -Cluster Production -Description mine -HaLevel NeverStop"));
        var piped = Assert.Single(Get<ZsVm>("New-ZsVm vm2 -Image (Get-ZsImage tpl-ubuntu-22.04) -InstanceOffering $small -Network $net1, $net2 -DefaultNetwork $net2 -IpAddress 10.72.0.9 -DataDiskOffering $data, data -NoStart"));

        Assert.Equal((ZsVmState.Running, 1, 512L << 20, "mine", ZsHaLevel.NeverStop, "small", "tpl-ubuntu-22.04"),
            (named.State, named.CpuCount, named.MemorySize, named.Description, named.HaLevel, named.InstanceOffering, named.Image));
        Assert.StartsWith("10.71.0.", named.DefaultIp, StringComparison.Ordinal);
        Assert.Equal((ZsVmState.Stopped, "10.72.0.9"), (piped.State, piped.DefaultIp));
        Assert.Equal(["net1", "net2"], piped.Networks.Order());
        Assert.Equal(3, Get<ZsVolume>("Get-ZsVm vm2 | Get-ZsVolume").Count);
        Assert.Equal(["vm1", "vm2"], Get<ZsVm>("Get-ZsVm -Image tpl-ubuntu*").Select(v => v.Name));
        Assert.Equal(["vm1", "vm2"], Get<ZsVm>("$net1 | Get-ZsVm").Select(v => v.Name));
    }

    [Fact]
    public void A_VM_goes_to_the_host_and_the_cluster_that_were_asked_for()
    {
        Given();

        var there = Get<ZsVm>("New-ZsVm there -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1 -VMHost esx-03.example.com -NoStart; New-ZsVm away -Image tpl-windows-2019 -InstanceOffering small -Network net1 -NoStart");

        Assert.Equal(("esx-03.example.com", "Production"), (there[0].VMHost, there[1].Cluster));
        Assert.Equal(3, Get<ZsVmNic>("$null = Copy-ZsVm there -Name there-too -NoStart; Get-ZsVm there*, away | Get-ZsVmNic").Select(n => n.MacAddress).Distinct().Count());
    }

    [Fact]
    public void The_default_address_is_the_one_on_the_default_network_also_when_the_guest_reports_another_first()
    {
        Given();
        const string Row = "-Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1, net2 -DefaultNetwork net2 -IpAddress 10.71.0.15, 10.72.0.15";

        var made = Assert.Single(Get<ZsVm>($"New-ZsVm two-nets {Row} -CustomizeGuest"));

        Assert.Equal("10.72.0.15", made.DefaultIp);
        Assert.Equal(["10.71.0.15", "10.72.0.15"], Get<ZsVmNic>("Get-ZsVm two-nets | Get-ZsVmNic").Select(n => n.IpAddress));
        Assert.Contains("10.71.0.15 of the network 'net1' is taken by 'two-nets'.", Module.Run($"New-ZsVm other {Row} -WhatIf").Error().Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_taken_is_said_by_WhatIf_too()
    {
        Given();

        foreach (var command in new[] { "New-ZsVm web01 -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1", "Copy-ZsVm web02 -Name web01" })
        {
            var error = Module.Run($"{command} -WhatIf").Error();
            Assert.StartsWith("ZsVmExists,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }
        Module.Run("New-ZsVm web99 -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1 -WhatIf; New-ZsVm web99 -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1 -NoStart").Succeed();
    }

    [Fact]
    public void Several_have_numbers_at_the_end_of_their_names()
    {
        Given();
        Assert.Equal(["web-1", "web-2", "web-3"], Get<ZsVm>("New-ZsVm web -Count 3 -Image tpl-ubuntu-22.04 -CpuCount 2 -MemorySize 256MB -Network net1 -NoStart").Select(v => v.Name).Order());
        Assert.Equal(3, Get<ZsVm>("Get-ZsVm web-?").Select(v => v.DefaultIp).Distinct().Count());
        Assert.StartsWith("ZsInvalidArgument", Module.Run("New-ZsVm one -Count 2 -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1 -IpAddress 10.71.0.5").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_file_are_made_side_by_side_and_an_empty_cell_is_as_if_it_were_left_out()
    {
        Given();
        var result = Module.Run("""
            [pscustomobject]@{ Name = 'row1'; Image = 'tpl-ubuntu-22.04'; InstanceOffering = 'small'; CpuCount = ''; MemorySize = ''; Network = 'net1;net2'; DefaultNetwork = 'net1'; IpAddress = '10.71.0.21;10.72.0.21'; DataDiskOffering = ''; Count = ''; NoStart = 'yes'; VMHost = ''; HaLevel = '' },
            [pscustomobject]@{ Name = 'row2'; Image = 'tpl-ubuntu-22.04'; InstanceOffering = ''; CpuCount = '2'; MemorySize = '256MB'; Network = 'net2'; DefaultNetwork = ''; IpAddress = ''; DataDiskOffering = 'data;data'; Count = ''; NoStart = ''; VMHost = ''; HaLevel = 'NeverStop' },
            [pscustomobject]@{ Name = 'row3'; Image = 'no-such'; InstanceOffering = 'small'; CpuCount = ''; MemorySize = ''; Network = 'net1'; DefaultNetwork = ''; IpAddress = ''; DataDiskOffering = ''; Count = ''; NoStart = ''; VMHost = ''; HaLevel = '' } | New-ZsVm
            """);

        Assert.StartsWith("ZsObjectNotFound", result.Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        var made = result.As<ZsVm>().OrderBy(v => v.Name).ToList();
        Assert.Equal([("row1", 1, ZsVmState.Stopped, ZsHaLevel.None), ("row2", 2, ZsVmState.Running, ZsHaLevel.NeverStop)], made.Select(v => (v.Name, v.CpuCount, v.State, v.HaLevel)));
        Assert.Equal(["10.71.0.21", "10.72.0.21"], Get<ZsVmNic>("Get-ZsVm row1 | Get-ZsVmNic").Select(n => n.AssignedIp).Order());
        Assert.Equal(2, Get<ZsVolume>("Get-ZsVm row2 | Get-ZsVolume -Type Data").Count);
    }

    [Fact]
    public void What_would_be_made_is_checked_and_its_place_is_named()
    {
        Given();
        const string Base = "New-ZsVm checked -Image tpl-ubuntu-22.04 -Network net1 -WhatIf";

        var shown = Module.Run($"{Base} -InstanceOffering small -VMHost esx-02.example.com").Succeed();

        Assert.Empty(shown.Objects);
        Assert.Contains("Make it from 'tpl-ubuntu-22.04' on esx-02.example.com, datastore '", shown.Display, StringComparison.Ordinal);
        Assert.Empty(Get<ZsVm>("Get-ZsVm checked*"));
        Get<ZsVm>("New-ZsVm holder -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1 -IpAddress 10.71.0.40 -NoStart");
        Assert.StartsWith("ZsNoHostFits", Refused($"{Base} -CpuCount 1 -MemorySize 4TB"), StringComparison.Ordinal);
        Assert.StartsWith("ZsNoHostFits", Refused($"{Base} -InstanceOffering small -PrimaryStorage ssd-dev-01"), StringComparison.Ordinal);
        Assert.StartsWith("ZsNoHostFits", Refused($"{Base} -InstanceOffering small -Cluster Development"), StringComparison.Ordinal);
        Assert.StartsWith("ZsIpAddressInUse", Refused($"{Base} -InstanceOffering small -IpAddress 10.71.0.40"), StringComparison.Ordinal);
        Assert.StartsWith("ZsIpAddressInvalid", Refused($"{Base} -InstanceOffering small -IpAddress 10.99.0.40"), StringComparison.Ordinal);
        Assert.StartsWith("ZsInvalidArgument", Refused($"{Base} -CpuCount 1"), StringComparison.Ordinal);
        Assert.StartsWith("ZsInvalidArgument", Refused($"{Base} -InstanceOffering small -HostName web"), StringComparison.Ordinal);
        Assert.StartsWith("ZsInvalidArgument", Refused($"{Base} -InstanceOffering small -CustomizeGuest -HostName no_name"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_guests_of_a_command_have_one_host_name()
    {
        Given();
        var result = Module.Run(
            """
            [pscustomobject]@{ Name = 'named-1'; HostName = 'same' }, [pscustomobject]@{ Name = 'named-2'; HostName = 'same' } |
                New-ZsVm -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1 -CustomizeGuest -NoStart
            """);
        Assert.Equal("named-1", Assert.Single(result.As<ZsVm>()).Name);
        Assert.Contains("has the host name 'same', which 'named-2' was to have", result.Error().Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_console_password_is_neither_shown_nor_audited()
    {
        Given();
        Module.Shell.Set("password", new NetworkCredential("", "Sesame-Street-1").SecurePassword);

        var result = Module.Run("New-ZsVm secret -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1 -NoStart -ConsolePassword $password -Verbose | Format-List *").Succeed();

        Assert.DoesNotContain("Sesame-Street-1", result.Display + string.Concat(result.Verbose), StringComparison.Ordinal);
        Assert.DoesNotContain("Sesame-Street-1", System.Text.Encoding.Latin1.GetString(ReadStore()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_the_guest_is_waited_for()
    {
        Given();
        using var other = Another();
        using var making = Module.Shell.Start("New-ZsVm waits -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1 -WaitIpAddress -TimeoutSec 120");
        await UntilAsync(() => other.Run("Get-ZsVm waits -State Running -ErrorAction SilentlyContinue").Objects.Count == 1);

        await VCenter.Control.SetGuestAsync("waits", "10.71.0.200", "waits");

        Assert.Equal("10.71.0.200", Assert.Single(making.Wait().As<ZsVm>()).DefaultIp);
        var late = Module.Run("New-ZsVm late -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1 -WaitIpAddress -TimeoutSec 1").Error();
        Assert.StartsWith("ZsGuestAddressTimeout", late.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ZsVmState.Running, StateOf("late"));
    }

    [Fact]
    public void A_VM_is_copied_once_and_several_times()
    {
        Given();
        Module.Run("New-ZsVm origin -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1").Succeed();

        var copies = Get<ZsVm>("Get-ZsVm origin | Copy-ZsVm -Name copy -Count 2 -NoStart");
        var elsewhere = Assert.Single(Get<ZsVm>("Copy-ZsVm origin moved -Network net2 -IpAddress 10.72.0.50"));

        Assert.Equal(["copy-1", "copy-2"], copies.Select(v => v.Name).Order());
        Assert.Equal(4, copies.Append(elsewhere).Select(v => v.DefaultIp).Append(Get<ZsVm>("Get-ZsVm origin")[0].DefaultIp).Distinct().Count());
        Assert.Equal((ZsVmState.Running, "10.72.0.50"), (elsewhere.State, elsewhere.DefaultIp));
        Assert.StartsWith("ZsVmHasDataVolume", Module.Run("Copy-ZsVm db01 db-copy").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Adapters_come_and_go_with_their_addresses()
    {
        Given();
        Module.Run("New-ZsVm legs -Count 2 -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1").Succeed();

        var one = Assert.Single(Get<ZsVmNic>("Add-ZsVmNic legs-1 net2 -IpAddress 10.72.0.77"));
        var twice = Module.Run("Get-ZsVm legs-* | Add-ZsVmNic -Network net2");

        Assert.Equal(("legs-1", "10.72.0.77"), (one.Vm, one.IpAddress));
        Assert.Equal("legs-2", Assert.Single(twice.As<ZsVmNic>()).Vm);
        Assert.StartsWith("ZsInvalidArgument", twice.Error().FullyQualifiedErrorId, StringComparison.Ordinal);

        Module.Run("Remove-ZsVmNic -Vm legs-1 -Network net2; Get-ZsVm legs-2 | Get-ZsVmNic -Network net2 | Remove-ZsVmNic").Succeed();
        Assert.Empty(Get<ZsVm>("Get-ZsVm -Network net2"));
        Assert.Equal(0, Get<ZsNetwork>("Get-ZsNetwork net2")[0].UsedCount);
    }

    [Fact]
    public void Tasks_of_rows_are_waited_for_and_the_one_that_failed_says_so()
    {
        Given();
        Module.Run("New-ZsVm taken -Image tpl-ubuntu-22.04 -InstanceOffering small -Network net1 -NoStart").Succeed();

        var result = Module.Run("""
            'task1', 'taken', 'task2' | ForEach-Object { [pscustomobject]@{ Name = $_; Network = 'net1' } } |
                New-ZsVm -Image tpl-ubuntu-22.04 -InstanceOffering small -NoStart -RunAsync | Wait-ZsTask -PassThru
            """);

        Assert.Equal([("task1", ZsTaskState.Succeeded), ("task2", ZsTaskState.Succeeded)], result.As<ZsTask>().Select(t => (t.Resource, t.State)).Order());
        Assert.StartsWith("ZsVmExists", result.Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_batch_of_the_examples_makes_all_of_its_rows_or_none()
    {
        Module.Run("""
            $null = New-ZsNetwork shop-lan -Flat -Switch dvs-production -Cluster Production -VlanId 800 -Cidr 10.80.0.0/24
            $null = New-ZsInstanceOffering small 1 512MB
            $null = New-ZsDiskOffering data-100 100GB
            """).Succeed();
        var script = $"& '{Repository.PathOf("docs", "examples", "batch-create.ps1")}' -Path '{Repository.PathOf("docs", "examples", "vms.csv")}' -Module '{Repository.ModuleManifest}'";

        var refused = Module.Run(script);
        Assert.True(refused.Terminated);
        Assert.Empty(Get<ZsVm>("Get-ZsVm shop-*"));

        Module.Run("$null = New-ZsNetwork backup-lan -Flat -Switch dvs-production -Cluster Production -VlanId 810 -Cidr 10.81.0.0/24").Succeed();
        Module.Run(script).Succeed();

        var made = Get<ZsVm>("Get-ZsVm shop-*");
        Assert.Equal(["shop-app-1", "shop-db-1", "shop-web-1", "shop-web-2"], made.Select(v => v.Name));
        Assert.Equal(["10.80.0.31", "10.81.0.31"], Get<ZsVmNic>("Get-ZsVm shop-db-1 | Get-ZsVmNic").Select(n => n.AssignedIp).Order());
        Assert.Equal(2, Get<ZsVolume>("Get-ZsVm shop-db-1 | Get-ZsVolume -Type Data").Count);
    }

    private void Given() => Module.Run(Networks).Succeed();

    private string Refused(string script)
    {
        var result = Module.Run(script);
        Assert.Empty(result.Objects);
        return result.Error().FullyQualifiedErrorId;
    }

    private byte[] ReadStore()
    {
        using var copy = new MemoryStream();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Module.StorePath)!, "records.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            stream.CopyTo(copy);
        }
        return copy.ToArray();
    }
}
