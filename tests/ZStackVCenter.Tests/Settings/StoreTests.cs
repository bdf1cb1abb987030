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
    public async Task A_restore_over_a_task_that_has_not_ended_is_refused_and_forced_it_says_what_is_lost()
    {
        await using var vcenter = await SimulatedVCenter.StartAsync(new() { Demo = true });
        using var module = new ModuleShell().Connected(vcenter);
        var copy = module.PathOf("copy.db");
        module.Run($"Backup-ZsStore '{copy}'").Succeed();
        await vcenter.Control.SetDelayAsync(TimeSpan.FromMinutes(10), "ResetVM_Task");
        var task = Assert.Single(module.Run("Restart-ZsVm web01 -Reset -RunAsync").Succeed().As<ZsTask>());

        foreach (var how in new[] { "-Confirm:$false", "-WhatIf" })
        {
            Assert.StartsWith("ZsResourceBusy,", module.Run($"Restore-ZsStore '{copy}' {how}").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        }
        Assert.Contains("and lose 1 task that has not ended (RestartVm web01)", module.Run($"Restore-ZsStore '{copy}' -Force -WhatIf").Succeed().Display, StringComparison.Ordinal);
        Assert.Single(module.Run($"Get-ZsTask {task.Id}").Succeed().Objects);
        module.Run($"Restore-ZsStore '{copy}' -Force -Confirm:$false").Succeed();

        Assert.Empty(module.Run("Get-ZsTask").Succeed().Objects);
        Assert.Equal(("RestoreStore", "True"), module.Run("Get-ZsAudit -First 1").Succeed().As<ZsAudit>().Select(a => (a.Action, a.Arguments["Force"])).Single());
    }

    [Fact]
    public void WhatIf_looks_into_the_copy()
    {
        var notes = demo.Module.PathOf("notes.db");
        File.WriteAllText(notes, string.Join('\n', Enumerable.Repeat("these are notes", 500)));
        Assert.StartsWith("ZsBackupFailed,", demo.Module.Run($"Restore-ZsStore '{notes}' -WhatIf").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = demo.Module.Run("Restore-ZsStore ./nowhere.db -Confirm:$false").Error();
        Assert.Contains("nowhere.db", error.ToString(), StringComparison.Ordinal);
    }
}
