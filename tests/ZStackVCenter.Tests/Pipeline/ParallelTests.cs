using System.Management.Automation;

namespace ZStackVCenter.Tests.Pipeline;

/// <summary>Commands that change many objects do so side by side, and each of them for itself.</summary>
public sealed class ParallelTests : OwnModule
{
    private static readonly TimeSpan ForEver = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task Objects_of_a_pipeline_are_worked_on_at_once_and_Ctrl_C_takes_all_of_it_back()
    {
        await VCenter.Control.SetDelayAsync(ForEver, "PowerOffVM_Task");
        using var other = Another();
        using var stopping = Module.Shell.Start("Get-ZsVm web* | Stop-ZsVm -PowerOff");
        await UntilAsync(() => other.Run("Get-ZsVm web* -State Stopping").Objects.Count == 6);

        stopping.Stop();

        Assert.True(stopping.Wait().Terminated);
        Assert.Equal(6, Get<ZsVm>("Get-ZsVm web* -State Running").Count);
    }

    [Fact]
    public async Task No_more_are_under_way_than_were_asked_for()
    {
        await VCenter.Control.SetDelayAsync(ForEver, "PowerOffVM_Task");
        using var other = Another();
        using var stopping = Module.Shell.Start("Get-ZsVm web* | Stop-ZsVm -PowerOff -ThrottleLimit 2");
        await UntilAsync(() => other.Run("Get-ZsVm web* -State Stopping").Objects.Count == 2);
        await Task.Delay(TimeSpan.FromMilliseconds(500), Patience);
        Assert.Equal(2, other.Run("Get-ZsVm web* -State Stopping").Objects.Count);
        stopping.Stop();
        stopping.Wait();
    }

    [Fact]
    public async Task Whoever_has_enough_ends_the_rest_and_it_is_undone()
    {
        Module.Run("Stop-ZsVm web01 -PowerOff").Succeed();
        await VCenter.Control.SetDelayAsync(ForEver, "PowerOffVM_Task");

        var first = Get<ZsVm>("Stop-ZsVm web01, web02, web03 -PowerOff -PassThru | Select-Object -First 1");

        Assert.Equal("web01", Assert.Single(first).Name);
        Assert.Equal([ZsVmState.Running, ZsVmState.Running], [StateOf("web02"), StateOf("web03")]);
    }

    [Fact]
    public async Task One_failure_does_not_stop_the_rest()
    {
        await VCenter.Control.RemoveVmAsync("web03");

        var result = Module.Run("'web01', 'no-such', 'web02', 'web03', 'web04' | Stop-ZsVm -PowerOff -PassThru");

        Assert.Equal(["web01", "web02", "web04"], result.As<ZsVm>().Where(v => v.State == ZsVmState.Stopped).Select(v => v.Name).Order());
        Assert.Equal(
            ["ZsObjectNotFound,ZStackVCenter.Commands.StopZsVmCommand", "ZsVmVanished,ZStackVCenter.Commands.StopZsVmCommand"],
            result.Errors.Select(e => e.FullyQualifiedErrorId).Order());
        Assert.False(result.Terminated);
    }

    [Fact]
    public void An_error_that_is_to_end_the_script_ends_it()
    {
        var result = Module.Run("'web01', 'no-such', 'web02' | Stop-ZsVm -PowerOff -ErrorAction Stop");
        Assert.True(result.Terminated);
        Assert.StartsWith("ZsObjectNotFound", result.Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ZsVmState.Running, StateOf("web02"));
    }

    [Fact]
    public void WhatIf_says_what_would_be_done_with_each_and_does_nothing()
    {
        var result = Module.Run("Get-ZsVm web0[12] | Stop-ZsVm -WhatIf -PassThru").Succeed();
        Assert.Empty(result.Objects);
        Assert.Contains("\"Shut the guest down\" on target \"web01\"", result.Display, StringComparison.Ordinal);
        Assert.Contains("\"Shut the guest down\" on target \"web02\"", result.Display, StringComparison.Ordinal);
        Assert.Equal(ZsVmState.Running, StateOf("web01"));
    }

    [Fact]
    public void Many_that_leave_a_host_do_not_all_go_to_the_one_that_was_the_emptiest()
    {
        // esx-01 has 31 GB more free than esx-02: what db02 and db03 take is more than that.
        var planned = Module.Run("Get-ZsHost esx-03.example.com | Get-ZsVm -State Running | Move-ZsVm -WhatIf").Succeed().Display;
        var moved = Get<ZsVm>("Get-ZsHost esx-03.example.com | Get-ZsVm -State Running | Move-ZsVm -PassThru");

        Assert.Equal(["esx-01.example.com", "esx-02.example.com"], moved.Select(v => v.VMHost).Distinct().Order());
        Assert.All(moved, v => Assert.Contains($"\"Move to {v.VMHost}\" on target \"{v.Name}\"", planned, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_written_unless_it_is_wanted()
    {
        Assert.Empty(Get<object>("Stop-ZsVm web01 -PowerOff"));
        Assert.Equal(ZsVmState.Stopped, Assert.Single(Get<ZsVm>("Stop-ZsVm web02 -PowerOff -PassThru")).State);
        Assert.Equal("StopVm", Assert.Single(Get<ZsTask>("Stop-ZsVm web03 -PowerOff -RunAsync")).Action);
    }

    [Fact]
    public void An_object_that_comes_twice_is_worked_on_once() =>
        Assert.Equal(2, Get<ZsVm>("'web01', 'web01' | Stop-ZsVm -PowerOff -PassThru").Count);

    [Fact]
    public async Task A_name_of_two_vCenters_is_an_error_until_it_is_told_which()
    {
        await using var second = await SimulatedVCenter.StartAsync(new() { Demo = true });
        Module.Connected(second, "other");

        var error = Module.Run("Stop-ZsVm web01 -PowerOff").Error();

        Assert.StartsWith("ZsObjectAmbiguous", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("other", Assert.Single(Get<ZsVm>("Stop-ZsVm other/web01 -PowerOff -PassThru")).VCenter);
    }

    [Fact]
    public async Task Long_work_shows_one_line_over_all_and_one_for_each_that_is_slow_and_takes_them_away()
    {
        await VCenter.Control.SetDelayAsync(TimeSpan.FromSeconds(4), "PowerOffVM_Task");

        var progress = Module.Run("Stop-ZsVm web01, web02 -PowerOff").Succeed().Progress.Where(p => p.Activity != "Preparing modules for first use.").ToList();

        var parent = progress.First(p => p.ParentActivityId == -1);
        Assert.Equal("Stopping virtual machines", parent.Activity);
        Assert.Equal("0 of 2, 2 under way", parent.StatusDescription);
        Assert.Equal(["web01", "web02"], progress.Where(p => p.ParentActivityId == parent.ActivityId).Select(p => p.Activity).Distinct().Order());
        Assert.All(progress.GroupBy(p => p.ActivityId), line => Assert.Equal(ProgressRecordType.Completed, line.Last().RecordType));
    }

    [Fact]
    public void A_change_tells_its_calls_to_whoever_wants_to_see_them()
    {
        var verbose = Module.Run("Get-ZsVm web01 | Stop-ZsVm -PowerOff -Verbose").Succeed().Verbose;
        Assert.Contains(verbose, line => line.Contains("PowerOffVM_Task", StringComparison.Ordinal));
    }
}
