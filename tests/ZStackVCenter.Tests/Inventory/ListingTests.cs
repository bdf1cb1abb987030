using System.Management.Automation;

namespace ZStackVCenter.Tests.Inventory;

/// <summary>Listings answer from the records, by name, by id and by what comes through the pipeline.</summary>
[Collection(DemoModule.Name)]
public sealed class ListingTests(DemoModule demo)
{
    [Fact]
    public void Each_listing_gives_what_the_vCenter_holds()
    {
        Assert.Equal(["Development", "Production"], demo.Names("Get-ZsCluster"));
        Assert.Equal(6, demo.Get<ZsHost>("Get-ZsHost").Count);
        Assert.Equal(["nfs-images", "nvme-prod-01", "ssd-dev-01", "ssd-prod-02"], demo.Names("Get-ZsPrimaryStorage"));
        Assert.Equal(4, demo.Get<ZsBackupStorage>("Get-ZsBackupStorage").Count);
        Assert.Equal(4, demo.Get<ZsImage>("Get-ZsImage").Count);
        Assert.Equal(40, demo.Get<ZsVm>("Get-ZsVm").Count);
        Assert.Equal(40, demo.Get<ZsVmNic>("Get-ZsVmNic").Count);
        Assert.Contains("dvs-production", demo.Names("Get-ZsSwitch -Kind Distributed"));
    }

    [Theory]
    [InlineData("Get-ZsVm web01", "web01")]
    [InlineData("Get-ZsVm WEB01", "web01")]
    [InlineData("Get-ZsVm db0[12]", "db01,db02")]
    [InlineData("Get-ZsVm db01, web0?", "db01,web01,web02,web03,web04,web05,web06")]
    [InlineData("Get-ZsVm lab/web01", "web01")]
    [InlineData("Get-ZsVm -Name nothing*", "")]
    [InlineData("Get-ZsVm -VCenter lab -Name mail*", "mail01")]
    [InlineData("Get-ZsVm -Cluster Development -State Stopped", "dev-web04,test02,test03,win-build02")]
    [InlineData("Get-ZsVm -Network dmz", "mail01,proxy01,proxy02")]
    [InlineData("Get-ZsVm -State Paused", "ci-runner05,sandbox01")]
    [InlineData("Get-ZsVm -Owner nobody", "")]
    [InlineData("Get-ZsVm -Cluster Dev*, Prod* -Name files*", "files01,files02")]
    [InlineData("Get-ZsHost -MaintenanceMode", "esx-05.example.com")]
    [InlineData("Get-ZsHost -State Maintenance", "esx-05.example.com")]
    [InlineData("Get-ZsHost -Cluster Development", "esx-04.example.com,esx-05.example.com,esx-06.example.com")]
    [InlineData("Get-ZsPrimaryStorage -VMHost esx-04*", "nfs-images,ssd-dev-01")]
    [InlineData("Get-ZsImage -Platform Windows", "tpl-windows-2019")]
    public void Arguments_narrow_a_listing(string command, string names) =>
        Assert.Equal(names.Split(',', StringSplitOptions.RemoveEmptyEntries), demo.Names(command));

    [Theory]
    [InlineData("'web01', 'web02' | Get-ZsVm", "web01,web02")]
    [InlineData("[pscustomobject]@{ Name = 'web03' } | Get-ZsVm", "web03")]
    [InlineData("Get-ZsVm web01 | Get-ZsVm", "web01")]
    [InlineData("(Get-ZsVm web01).Id | Get-ZsVm", "web01")]
    [InlineData("Get-ZsVm web01 | Select-Object Name, Id | Get-ZsVm", "web01")]
    [InlineData("Get-ZsVm web01 | Select-Object Name, VCenter | Get-ZsVm", "web01")]
    [InlineData("[pscustomobject]@{ Name = 'web01'; VCenter = 'elsewhere' } | Get-ZsVm", "")]
    [InlineData("Get-ZsVCenter lab | Get-ZsCluster", "Development,Production")]
    [InlineData("Get-ZsCluster Development | Get-ZsHost | Get-ZsVm test*", "test01,test02,test03")]
    [InlineData("Get-ZsVm web01 | Get-ZsHost", "esx-01.example.com")]
    [InlineData("Get-ZsVm db01 | Get-ZsPrimaryStorage", "ssd-prod-02")]
    [InlineData("Get-ZsVm db01 | Get-ZsVolume -Type Root | Get-ZsVm", "db01")]
    [InlineData("Get-ZsVm web01 | Get-ZsVmNic | Get-ZsVm", "web01")]
    [InlineData("'db01' | Get-ZsVmNic | Get-ZsVm", "db01")]
    [InlineData("Get-ZsBackupStorage nfs-images | Get-ZsImage tpl-debian*", "tpl-debian-12")]
    [InlineData("Get-ZsVm web01 -Cluster Development", "")]
    [InlineData("Get-ZsCluster Production | Get-ZsVm -Cluster Development", "")]
    public void Objects_and_names_come_through_the_pipeline(string command, string names) =>
        Assert.Equal(names.Split(',', StringSplitOptions.RemoveEmptyEntries), demo.Module.Run($"{command} -ErrorAction SilentlyContinue").As<ZsResource>().Select(r => r.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void What_a_remote_session_left_of_an_object_still_names_it()
    {
        var vm = Assert.Single(demo.Get<ZsVm>("Get-ZsVm web01"));
        demo.Module.Shell.Set("gone", PSSerializer.Deserialize(PSSerializer.Serialize(vm)));
        Assert.Equal(["web01"], demo.Names("$gone | Get-ZsVm"));
        Assert.Equal(["esx-01.example.com"], demo.Names("$gone | Get-ZsHost"));
    }

    [Fact]
    public void A_name_without_a_match_is_an_error_of_its_own_and_the_others_are_given()
    {
        var result = demo.Module.Run("Get-ZsVm web01, nobody, web02");
        Assert.Equal(["web01", "web02"], result.As<ZsVm>().Select(v => v.Name));
        Assert.Equal("ZsObjectNotFound,ZStackVCenter.Commands.GetZsVmCommand", result.Error().FullyQualifiedErrorId);
        Assert.Equal("nobody", result.Error().TargetObject);
        Assert.False(result.Terminated);
    }

    [Theory]
    [InlineData("Get-ZsVm 'web`[01`]'", "ZsObjectNotFound")]
    [InlineData("Get-ZsVm '[w'", "ZsInvalidArgument")]
    [InlineData("Get-ZsVCenter '[l'", "ZsInvalidArgument")]
    [InlineData("Get-ZsVm -VCenter '[l'", "ZsInvalidArgument")]
    [InlineData("Get-ZsSetting '[l'", "ZsInvalidArgument")]
    public void Brackets_that_mean_themselves_and_brackets_that_are_not_closed_are_told_apart(string command, string errorId) =>
        Assert.StartsWith($"{errorId},", demo.Module.Run(command).Error().FullyQualifiedErrorId, StringComparison.Ordinal);

    // Whoever pipes a listing into a change must not change everything everywhere for a typing error.
    [Fact]
    public void A_pattern_that_no_vCenter_matches_lists_nothing()
    {
        var listings = demo.Module.Run("Get-Command -Module ZStackVCenter -Verb Get -ParameterName VCenter").Succeed().As<CommandInfo>().Select(c => c.Name).ToList();
        Assert.True(listings.Count > 10);
        Assert.All(listings, name => Assert.Empty(demo.Module.Run($"{name} -VCenter zzz*").Succeed().Objects));
        Assert.StartsWith("ZsObjectNotFound,", demo.Module.Run("Get-ZsVm web01 -VCenter zzz*").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("ZsObjectNotFound,", demo.Module.Run("New-ZsVm never -Image tpl-debian-12 -CpuCount 1 -MemorySize 1GB -Network prod-web -VCenter zzz* -WhatIf").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_without_a_match_is_an_error() =>
        Assert.Equal(ErrorCategory.ObjectNotFound, demo.Module.Run($"Get-ZsVm -Id {Guid.NewGuid()}").Error().CategoryInfo.Category);

    [Fact]
    public void An_object_that_nothing_belongs_to_is_refused_with_what_is_taken()
    {
        var error = demo.Module.Run("Get-ZsSwitch dvs-production | Get-ZsVm").Error();
        Assert.Equal("ZsInvalidArgument,ZStackVCenter.Commands.GetZsVmCommand", error.FullyQualifiedErrorId);
        Assert.Contains("ZsHost", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_of_another_kind_does_not_bind_to_an_identity()
    {
        var error = demo.Module.Run("$h = Get-ZsHost esx-01*; Get-ZsVm -Cluster $h").Error();
        Assert.StartsWith("CannotConvertArgument", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("ZsClusterIdentity", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_so_many_end_a_listing_early() =>
        Assert.Equal(3, demo.Get<ZsVm>("Get-ZsVm | Select-Object -First 3").Count);

    [Fact]
    public void An_empty_pipeline_lists_nothing() =>
        Assert.Empty(demo.Get<ZsHost>("Get-ZsCluster nothing* | Get-ZsHost"));

    [Fact]
    public void A_listing_works_while_no_vCenter_is_in_reach()
    {
        using var other = PowerShellSession.Create(new() { Module = Repository.ModuleManifest });
        other.Run($"Set-ZsContext -StorePath '{demo.Module.StorePath}'").Succeed();
        Assert.Equal(40, other.Run("Get-ZsVm").Succeed().Objects.Count);
    }
}
