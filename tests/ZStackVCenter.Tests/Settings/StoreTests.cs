namespace ZStackVCenter.Tests.Settings;

/// <summary>The place of the records from the prompt: what it holds, a copy, and a copy put back.</summary>
[Collection(DemoModule.Name)]
public sealed class StoreTests(DemoModule demo)
{
    [Fact]
    public void A_store_tells_where_it_is_and_what_it_holds()
    {
        var store = Assert.Single(demo.Get<ZsStore>("Get-ZsStore"));
        Assert.Equal((demo.Module.StorePath, 40L), (store.Path, store.Counts["vms"]));
    }

    [Fact]
    public void A_copy_can_be_put_back_elsewhere_and_is_not_written_over()
    {
        using var other = new ModuleShell();
        var copy = demo.Module.PathOf("copy[1].db");
        Assert.Equal(copy, Assert.Single(demo.Get<FileInfo>($"Backup-ZsStore -LiteralPath '{copy}'")).FullName);
        Assert.StartsWith(ZsErrorId.FileExists, demo.Module.Run($"Backup-ZsStore -LiteralPath '{copy}'").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(demo.Get<FileInfo>($"Backup-ZsStore -LiteralPath '{copy}' -Force"));

        Assert.Empty(other.Run($"Restore-ZsStore -LiteralPath '{copy}' -WhatIf").Succeed().Objects);
        Assert.Empty(other.Run("Get-ZsVm").Succeed().Objects);
        Assert.Equal(40, Assert.Single(other.Run($"Restore-ZsStore -LiteralPath '{copy}' -Confirm:$false").Succeed().As<ZsStore>()).Counts["vms"]);
        Assert.Equal(40, other.Run("Get-ZsVm").Succeed().Objects.Count);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = demo.Module.Run("Restore-ZsStore ./nowhere.db -Confirm:$false").Error();
        Assert.Contains("nowhere.db", error.ToString(), StringComparison.Ordinal);
    }
}
