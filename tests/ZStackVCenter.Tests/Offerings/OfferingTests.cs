using System.Management.Automation;

namespace ZStackVCenter.Tests.Offerings;

/// <summary>Offerings from the prompt: records alone, so no vCenter is there.</summary>
public sealed class OfferingTests : IDisposable
{
    private readonly ModuleShell _module = new();

    public void Dispose() => _module.Dispose();

    [Fact]
    public void An_offering_is_made_with_sizes_as_PowerShell_writes_them()
    {
        var offering = Assert.Single(_module.Run("New-ZsInstanceOffering medium 2 4GB -Description 'two and four'").Succeed().As<ZsInstanceOffering>());
        Assert.Equal(("medium", 2, 4L << 30, "two and four", ZsState.Enabled), (offering.Name, offering.CpuCount, offering.MemorySize, offering.Description, offering.State));
        Assert.Equal(offering, Assert.Single(_module.Run("Get-ZsInstanceOffering medium").Succeed().As<ZsInstanceOffering>()));
        Assert.Equal(1L << 42, Assert.Single(_module.Run("New-ZsDiskOffering big -Size 4TB").Succeed().As<ZsDiskOffering>()).Size);
    }

    [Fact]
    public void Rows_of_a_file_make_offerings()
    {
        File.WriteAllText(_module.PathOf("offerings.csv"), "Name,CpuCount,MemorySize,Description\nweb,2,4GB,front\ndb,8,64GB,\n");
        File.WriteAllText(_module.PathOf("disks.csv"), "Name,Size\nlogs,50GB\narchive,4TB\n");
        _module.Run($"Import-Csv '{_module.PathOf("offerings.csv")}' | New-ZsInstanceOffering").Succeed();
        _module.Run($"Import-Csv '{_module.PathOf("disks.csv")}' | New-ZsDiskOffering").Succeed();
        Assert.Equal([("db", 8, 64L << 30, null), ("web", 2, 4L << 30, "front")],
            _module.Run("Get-ZsInstanceOffering").As<ZsInstanceOffering>().Select(o => (o.Name, o.CpuCount, o.MemorySize, o.Description)));
        Assert.Equal([("archive", 4L << 40), ("logs", 50L << 30)], _module.Run("Get-ZsDiskOffering").As<ZsDiskOffering>().Select(o => (o.Name, o.Size)));
    }

    [Theory]
    [InlineData("New-ZsInstanceOffering tiny 1 15MB", "15,728,640 bytes are not")]
    [InlineData("New-ZsInstanceOffering odd 1 1025MB", "in units of 4 MB")]
    [InlineData("New-ZsInstanceOffering none 0 1GB", "1 to 1,024 processors, not 0")]
    [InlineData("New-ZsInstanceOffering many 1025 1GB", "1 to 1,024 processors, not 1,025")]
    [InlineData("New-ZsDiskOffering tiny 1023KB", "1 MB to 62 TB")]
    [InlineData("New-ZsDiskOffering odd 1048577", "in units of 1 KB")]
    [InlineData("New-ZsDiskOffering huge 63TB", "1 MB to 62 TB")]
    [InlineData("New-ZsInstanceOffering ' ' 1 1GB", "1 to 255 characters")]
    [InlineData("New-ZsDiskOffering data 1GB -Description ('x' * 2049)", "at most 2,048 characters")]
    public void A_size_that_vSphere_would_not_take_is_refused_also_when_nothing_would_be_made(string command, string words)
    {
        foreach (var way in new[] { command, command + " -WhatIf" })
        {
            var error = _module.Run(way).Error();
            Assert.StartsWith("ZsInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(words, error.Exception.Message, StringComparison.Ordinal);
        }
        Assert.Empty(_module.Run("Get-ZsInstanceOffering; Get-ZsDiskOffering").Objects);
    }

    [Fact]
    public void A_name_is_an_offerings_own_whatever_its_case()
    {
        _module.Run("New-ZsInstanceOffering small 1 1GB; New-ZsInstanceOffering large 8 32GB").Succeed();
        foreach (var taken in new[] { "New-ZsInstanceOffering SMALL 2 2GB", "New-ZsInstanceOffering SMALL 2 2GB -WhatIf", "Set-ZsInstanceOffering large -Name Small", "Set-ZsInstanceOffering large -Name Small -WhatIf" })
        {
            var error = _module.Run(taken).Error();
            Assert.StartsWith("ZsOfferingExists,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        }
        _module.Run("Set-ZsInstanceOffering small -Name SMALL").Succeed();
        Assert.Equal("SMALL", Assert.Single(_module.Run("Get-ZsInstanceOffering small").As<ZsInstanceOffering>()).Name);
    }

    [Fact]
    public void What_is_asked_first_makes_nothing()
    {
        var result = _module.Run("New-ZsInstanceOffering medium 2 4GB -WhatIf; New-ZsDiskOffering data 1.5TB -WhatIf").Succeed();
        Assert.Contains("Make an instance offering of 2 processors and 4 GB of memory", result.Display, StringComparison.Ordinal);
        Assert.Contains("Make a disk offering of 1.5 TB", result.Display, StringComparison.Ordinal);
        Assert.Empty(_module.Run("Get-ZsInstanceOffering; Get-ZsDiskOffering").Objects);
    }

    [Fact]
    public void Name_description_and_state_change_and_the_size_stays()
    {
        _module.Run("New-ZsDiskOffering data 100GB -Description old").Succeed();
        var changed = Assert.Single(_module.Run("Get-ZsDiskOffering data | Set-ZsDiskOffering -Name archive -Description '' -State Disabled -PassThru").Succeed().As<ZsDiskOffering>());
        Assert.Equal(("archive", null, ZsState.Disabled, 100L << 30), (changed.Name, changed.Description, changed.State, changed.Size));
        Assert.Empty(_module.Run("Set-ZsDiskOffering archive -State Enabled").Succeed().Objects);
        Assert.Equal(["archive"], _module.Run("Get-ZsDiskOffering -State Enabled").As<ZsDiskOffering>().Select(o => o.Name));
        Assert.StartsWith("ZsInvalidArgument,", _module.Run("Set-ZsDiskOffering archive").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Offerings_are_removed_by_name_id_and_object_and_one_that_is_missing_stops_nothing()
    {
        _module.Run("'a', 'b', 'c', 'd' | ForEach-Object { New-ZsInstanceOffering $_ 1 1GB }").Succeed();
        var result = _module.Run("Get-ZsInstanceOffering a | Remove-ZsInstanceOffering; Remove-ZsInstanceOffering (Get-ZsInstanceOffering b).Id; Remove-ZsInstanceOffering nobody, c");
        Assert.StartsWith("ZsObjectNotFound,", result.Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["d"], _module.Run("Get-ZsInstanceOffering").As<ZsInstanceOffering>().Select(o => o.Name));
        Assert.Contains("0 virtual machines of it keep their size", _module.Run("Remove-ZsInstanceOffering d -WhatIf").Succeed().Display, StringComparison.Ordinal);
        Assert.Single(_module.Run("Get-ZsInstanceOffering").Objects);
    }

    [Fact]
    public void A_disk_offering_is_removed_for_good_and_with_WhatIf_only_told()
    {
        _module.Run("New-ZsDiskOffering data 100GB; New-ZsDiskOffering logs 50GB").Succeed();
        Assert.Contains("volumes of it keep their size", _module.Run("Remove-ZsDiskOffering data -WhatIf").Succeed().Display, StringComparison.Ordinal);
        Assert.Empty(_module.Run("Get-ZsDiskOffering data | Remove-ZsDiskOffering").Succeed().Objects);
        Assert.Equal(["logs"], _module.Run("Get-ZsDiskOffering").As<ZsDiskOffering>().Select(o => o.Name));
        Assert.StartsWith("ZsObjectNotFound,", _module.Run("Remove-ZsDiskOffering data").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ZsInstanceOffering sm", "small")]
    [InlineData("Remove-ZsInstanceOffering -InstanceOffering ", "'front end',large,small")]
    [InlineData("Set-ZsDiskOffering ", "data")]
    public void A_word_is_completed_from_the_records(string line, string completions)
    {
        _module.Run("New-ZsInstanceOffering small 1 1GB; New-ZsInstanceOffering large 8 32GB; New-ZsInstanceOffering 'front end' 2 4GB; New-ZsDiskOffering data 1GB").Succeed();
        Assert.Equal(completions.Split(','), _module.Shell.Complete(line).Select(c => c.CompletionText).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_table_shows_sizes_in_words()
    {
        Assert.Matches(@"small +1 +1\.5 GB +Enabled +admin", _module.Run("New-ZsInstanceOffering small 1 1536MB").Succeed().Display);
        Assert.Matches(@"data +100 GB +Enabled +admin", _module.Run("New-ZsDiskOffering data 100GB").Succeed().Display);
    }
}
