using System.Management.Automation;

namespace ZStackVCenter.Tests.Inventory;

/// <summary>Synchronising and watching from the prompt. Each test has a vCenter of its own, because it changes it.</summary>
public sealed class SyncTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _patience = new(Patience);
    private SimulatedVCenter? _vcenter;
    private ModuleShell? _module;

    private SimulatedVCenter VCenter => _vcenter ?? throw new InvalidOperationException("Not initialized.");

    private ModuleShell Module => _module ?? throw new InvalidOperationException("Not initialized.");

    public async Task InitializeAsync()
    {
        _vcenter = await SimulatedVCenter.StartAsync(new() { Demo = true });
        _module = new ModuleShell().Connected(_vcenter);
    }

    public async Task DisposeAsync()
    {
        _module?.Dispose();
        await VCenter.DisposeAsync();
    }

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task WhatIf_prints_the_difference_and_writes_nothing()
    {
        await VCenter.Control.RemoveVmAsync("web06");
        await VCenter.Control.AddVmAsync("web07", "Production");
        var report = Assert.Single(Module.Run("Sync-ZsVCenter -WhatIf").Succeed().As<ZsSyncReport>());
        Assert.True(report.WhatIf);
        Assert.Contains(report.Vanished, v => v.Name == "web06");
        Assert.Single(Module.Run("Get-ZsVm web06").Succeed().Objects);
        Assert.Single(Module.Run("Get-ZsSyncReport").Succeed().Objects);

        Assert.False(Assert.Single(Module.Run("Sync-ZsVCenter").Succeed().As<ZsSyncReport>()).WhatIf);
        Assert.Equal(["web07"], Module.Run("Get-ZsVm web06, web07 -ErrorAction SilentlyContinue").As<ZsVm>().Select(v => v.Name));
        Assert.Equal(2, Module.Run("Get-ZsSyncReport").Succeed().Objects.Count);
        Assert.Single(Module.Run("Get-ZsSyncReport -First 1").Succeed().Objects);
    }

    [Fact]
    public async Task A_refreshed_listing_asks_the_vCenter_first()
    {
        await VCenter.Control.PowerVmAsync("web01", "off");
        Assert.Equal(ZsVmState.Running, Assert.Single(Module.Run("Get-ZsVm web01").As<ZsVm>()).State);
        Assert.Equal(ZsVmState.Stopped, Assert.Single(Module.Run("Get-ZsVm web01 -Refresh").Succeed().As<ZsVm>()).State);
    }

    [Fact]
    public async Task A_host_outside_the_filter_is_listed_only_when_asked_for_with_its_reason()
    {
        await VCenter.Control.LeaveSwitchAsync("esx-01.example.com");
        await VCenter.Control.RemovePortGroupAsync("esx-01.example.com", "VM Network");
        Module.Run("Sync-ZsVCenter").Succeed();
        var left = Module.Run("Get-ZsHost -IncludeExcluded").Succeed().As<ZsHost>().Where(h => h.Excluded).ToList();
        Assert.Equal(6, Module.Run("Get-ZsHost").Succeed().Objects.Count + left.Count);
        Assert.All(left, h => Assert.NotEmpty(h.ExclusionReason!));
        Assert.Contains("esx-01.example.com", Module.Run("Get-ZsSyncReport -Detailed -First 1").Succeed().Display, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_arrives_on_the_pipeline_and_is_in_the_records_then()
    {
        using var watch = Module.Shell.Start("Watch-ZsVCenter lab -Type Vm | ForEach-Object { [pscustomobject]@{ Change = $_; Record = Get-ZsVm $_.Name } }");
        await UntilAsync(async () => await VCenter.Control.WatcherCountAsync() > 0);
        await VCenter.Control.PowerVmAsync("web02", "off");
        var seen = await watch.NextAsync(_patience.Token);
        Assert.Equal("web02", ((ZsChange)Base(seen!.Properties["Change"].Value)).Name);
        Assert.Equal(ZsVmState.Stopped, ((ZsVm)Base(seen.Properties["Record"].Value)).State);
        watch.Stop();
        watch.Wait();
        await UntilAsync(async () => await VCenter.Control.WatcherCountAsync() == 0);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_watch_that_waits_and_leaves_nothing_on_the_server()
    {
        using var watch = Module.Shell.Start("Watch-ZsVCenter");
        await UntilAsync(async () => await VCenter.Control.WatcherCountAsync() > 0);
        watch.Stop();
        Assert.True(watch.Wait().Terminated);
        await UntilAsync(async () => await VCenter.Control.WatcherCountAsync() == 0);
    }

    [Fact]
    public async Task A_watch_ends_by_itself_after_its_time_or_its_number()
    {
        Module.Run("Watch-ZsVCenter -TimeoutSec 1").Succeed();
        using var watch = Module.Shell.Start("Watch-ZsVCenter -First 1 -Type Vm");
        await UntilAsync(async () => await VCenter.Control.WatcherCountAsync() > 0);
        await VCenter.Control.PowerVmAsync("web03", "off");
        Assert.Equal("web03", Assert.Single(watch.Wait().Succeed().As<ZsChange>()).Name);
        await UntilAsync(async () => await VCenter.Control.WatcherCountAsync() == 0);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_synchronisation_and_the_records_are_as_before()
    {
        await VCenter.Control.AddVmAsync("late01", "Production");
        await VCenter.Control.SetDelayAsync(TimeSpan.FromMinutes(5), "RetrievePropertiesEx");
        using var sync = Module.Shell.Start("Sync-ZsVCenter -Verbose");
        await Task.Delay(TimeSpan.FromSeconds(1), _patience.Token);
        sync.Stop();
        Assert.True(sync.Wait().Terminated);
        await VCenter.Control.SetDelayAsync(TimeSpan.Zero, "RetrievePropertiesEx");
        Assert.Empty(Module.Run("Get-ZsVm late*").Succeed().Objects);
        Module.Run("Sync-ZsVCenter").Succeed();
        Assert.Single(Module.Run("Get-ZsVm late*").Succeed().Objects);
    }

    [Fact]
    public async Task The_progress_that_stands_there_is_what_is_going_on()
    {
        // Each step but the slow ones is over before the next line may be shown.
        await VCenter.Control.SetDelayAsync(TimeSpan.FromSeconds(1), "RetrievePropertiesEx");
        var slow = Module.Run("Sync-ZsVCenter").Succeed().Progress;
        Assert.Contains(slow, p => p.StatusDescription.StartsWith("Clusters, hosts", StringComparison.Ordinal));

        await VCenter.Control.SetDelayAsync(TimeSpan.Zero, "RetrievePropertiesEx");
        var quick = Module.Run("Sync-ZsVCenter").Succeed().Progress;
        Assert.Equal(("Done", 100), quick.Where(p => p.RecordType == ProgressRecordType.Processing).Select(p => (p.StatusDescription, p.PercentComplete)).Last());
        Assert.Equal(ProgressRecordType.Completed, quick[^1].RecordType);
    }

    [Fact]
    public async Task Events_arrive_as_they_happen()
    {
        using var watch = Module.Shell.Start("Watch-ZsEvent -Type Error -First 1");
        var seen = watch.NextAsync(_patience.Token);
        // What happens before the watch has begun is not its business: another is sent until one is seen.
        while (!seen.IsCompleted)
        {
            await VCenter.Control.PostEventAsync("com.example.calm", "all is well", vm: "web01", severity: "info");
            await VCenter.Control.PostEventAsync("com.example.trouble", "web01 did not start", vm: "web01", severity: "error");
            await Task.WhenAny(seen, Task.Delay(500, _patience.Token));
        }
        Assert.Equal(ZsEventType.Error, ((ZsEvent)Base((await seen)!)).Type);
        watch.Wait().Succeed();
    }

    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(50, _patience.Token);
        }
    }

    private static object Base(object value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
