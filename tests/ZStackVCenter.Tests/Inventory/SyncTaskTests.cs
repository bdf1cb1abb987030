namespace ZStackVCenter.Tests.Inventory;

/// <summary>Synchronising without waiting for it.</summary>
public sealed class SyncTaskTests(OwnModule own) : IClassFixture<OwnModule>
{
    [Fact]
    public async Task A_synchronisation_that_one_session_began_is_waited_for_in_another_which_gets_its_report()
    {
        await own.VCenter.Control.AddVmAsync("late01", "Production");

        var begun = Assert.Single(own.Get<ZsTask>("Get-ZsVCenter lab | Sync-ZsVCenter -RunAsync"));
        using var other = own.Another();
        var report = Assert.Single(other.Run($"Get-ZsTask {begun.Id} | Wait-ZsTask").Succeed().As<ZsSyncReport>());

        Assert.Equal(("SyncVCenter", "lab", "lab"), (begun.Action, begun.Resource, begun.VCenter));
        Assert.Equal((begun.Id, "lab", false), (report.Id, report.VCenter, report.WhatIf));
        Assert.InRange(report.Counts.Single(c => c.Type == ZsResourceType.Vm).Added, 1, int.MaxValue);
        Assert.Contains(own.Get<ZsSyncReport>("Get-ZsSyncReport lab"), r => r.Id == begun.Id);
        Assert.Single(own.Get<ZsVm>("Get-ZsVm late01"));
        var audit = Assert.Single(own.Get<ZsAudit>($"Get-ZsTask {begun.Id} | Get-ZsAudit"));
        Assert.Equal(("SyncVCenter", "Sync-ZsVCenter", "lab", ZsAuditResult.Succeeded), (audit.Action, audit.Command, audit.Resource, audit.Result));
        Assert.Equal("True", audit.Arguments["RunAsync"]);
    }

    [Fact]
    public async Task WhatIf_prints_the_difference_also_with_RunAsync_and_begins_nothing()
    {
        await own.VCenter.Control.AddVmAsync("late02", "Production");
        var before = own.Get<ZsTask>("Get-ZsTask").Count;

        var report = Assert.Single(own.Get<ZsSyncReport>("Sync-ZsVCenter -RunAsync -WhatIf"));

        Assert.True(report.WhatIf);
        Assert.InRange(report.Added, 1, int.MaxValue);
        Assert.Empty(own.Get<ZsVm>("Get-ZsVm late02*"));
        Assert.Equal(before, own.Get<ZsTask>("Get-ZsTask").Count);
    }

    [Fact]
    public async Task It_is_stopped_from_another_session_and_the_records_are_the_ones_from_before()
    {
        await own.VCenter.Control.AddVmAsync("late03", "Production");
        await own.VCenter.Control.SetDelayAsync(TimeSpan.FromMinutes(10), "RetrievePropertiesEx");
        var begun = Assert.Single(own.Get<ZsTask>("Sync-ZsVCenter -RunAsync"));
        using var other = own.Another();

        var stopped = Assert.Single(other.Run($"Stop-ZsTask {begun.Id} -PassThru").Succeed().As<ZsTask>());

        await own.VCenter.Control.SetDelayAsync(TimeSpan.Zero, "RetrievePropertiesEx");
        Assert.Equal(ZsTaskState.Cancelled, stopped.State);
        Assert.StartsWith("ZsTaskCancelled", other.Run($"Wait-ZsTask {begun.Id}").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(own.Get<ZsVm>("Get-ZsVm late03*"));
    }

    [Theory]
    [InlineData("Sync-ZsVCenter -Type Setting", "ParameterArgumentValidationError,")]
    [InlineData("Sync-ZsVCenter -Type Vm, Event", "CannotConvertArgumentNoMessage,")]
    [InlineData("Watch-ZsVCenter -Type Store -First 1 -TimeoutSec 1", "ParameterArgumentValidationError,")]
    public void A_kind_that_no_vCenter_holds_is_refused(string command, string error) =>
        Assert.StartsWith(error, own.Module.Run(command).Error().FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Tab_offers_the_kinds_that_vCenters_hold() =>
        Assert.Equal(
            ["Cluster", "Host", "Image", "Network", "Storage", "Vm", "VmNic", "Volume"],
            own.Module.Shell.Complete("Sync-ZsVCenter -Type ").Select(c => c.CompletionText).Order(StringComparer.Ordinal));
}
