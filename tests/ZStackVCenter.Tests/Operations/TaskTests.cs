namespace ZStackVCenter.Tests.Operations;

/// <summary>Changes that go on by themselves can be looked at, waited for and stopped from any session.</summary>
public sealed class TaskTests(OwnModule own) : IClassFixture<OwnModule>
{
    [Fact]
    public async Task A_task_that_one_session_began_is_waited_for_in_another()
    {
        await own.VCenter.Control.SetDelayAsync(TimeSpan.FromSeconds(2), "PowerOffVM_Task");
        var begun = own.Get<ZsTask>("Get-ZsVm web0[12] | Stop-ZsVm -PowerOff -RunAsync");
        await own.VCenter.Control.SetDelayAsync(TimeSpan.Zero, "PowerOffVM_Task");
        Assert.All(begun, t => Assert.False(t.IsCompleted));

        using var other = own.Another();
        var results = other.Run($"Get-ZsTask {begun[0].Id}, {begun[1].Id} | Wait-ZsTask").Succeed().As<ZsVm>();

        Assert.Equal(["web01", "web02"], results.Select(v => v.Name).Order());
        Assert.All(results, v => Assert.Equal(ZsVmState.Stopped, v.State));
    }

    [Fact]
    public void Whoever_waits_gets_what_the_tasks_made_as_each_ends()
    {
        var names = own.Get<ZsVm>("Get-ZsVm app* | Restart-ZsVm -Reset -RunAsync | Wait-ZsTask").Select(v => v.Name);
        Assert.Equal(["app01", "app02", "app03", "app04", "app05"], names.Order());
        Assert.Equal(ZsTaskState.Succeeded, Assert.Single(own.Get<ZsTask>("Restart-ZsVm app01 -Reset -RunAsync | Wait-ZsTask -PassThru")).State);
    }

    [Fact]
    public async Task A_task_that_failed_is_an_error_that_says_why()
    {
        await own.VCenter.Control.RemoveVmAsync("mail01");

        var result = own.Module.Run("'mail01', 'proxy01' | Stop-ZsVm -PowerOff -RunAsync | Wait-ZsTask");

        Assert.Equal("proxy01", Assert.Single(result.As<ZsVm>()).Name);
        Assert.Equal("ZsVmVanished,ZStackVCenter.Commands.WaitZsTaskCommand", result.Error().FullyQualifiedErrorId);
        Assert.Equal("mail01", Assert.Single(own.Get<ZsTask>("Get-ZsTask -Resource mail* -State Failed")).Resource);
    }

    [Fact]
    public async Task A_task_is_stopped_from_another_session_and_undone()
    {
        await own.VCenter.Control.SetDelayAsync(TimeSpan.FromMinutes(10), "SuspendVM_Task");
        var begun = Assert.Single(own.Get<ZsTask>("Suspend-ZsVm db01 -RunAsync"));
        using var other = own.Another();
        Assert.Contains(other.Complete("Stop-ZsTask "), c => c.CompletionText == begun.Id.ToString());
        Assert.Contains("Stop it at", other.Run("Get-ZsTask -Resource db01 | Stop-ZsTask -WhatIf").Succeed().Display, StringComparison.Ordinal);

        var waited = other.Run($"Wait-ZsTask {begun.Id} -TimeoutSec 1").Error();
        var stopped = Assert.Single(other.Run($"Stop-ZsTask {begun.Id} -PassThru").Succeed().As<ZsTask>());

        await own.VCenter.Control.SetDelayAsync(TimeSpan.Zero, "SuspendVM_Task");
        Assert.StartsWith("ZsTaskTimeout", waited.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ZsTaskState.Cancelled, stopped.State);
        Assert.Equal(ZsVmState.Running, own.StateOf("db01"));
        Assert.StartsWith("ZsTaskCancelled", own.Module.Run($"Wait-ZsTask {begun.Id}").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_of_several_is_enough_and_the_others_go_on()
    {
        await own.VCenter.Control.SetDelayAsync(TimeSpan.FromMinutes(10), "ResetVM_Task");

        var first = own.Get<ZsTask>("(Restart-ZsVm cache01 -Reset -RunAsync), (Stop-ZsVm web04 -PowerOff -RunAsync) | Wait-ZsTask -Any -PassThru");

        Assert.Equal("web04", Assert.Single(first).Resource);
        Assert.False(Assert.Single(own.Get<ZsTask>("Get-ZsTask -Resource cache01")).IsCompleted);
        own.Module.Run("Get-ZsTask -Resource cache01 | Stop-ZsTask").Succeed();
        await own.VCenter.Control.SetDelayAsync(TimeSpan.Zero, "ResetVM_Task");
    }

    [Fact]
    public async Task Ctrl_C_ends_the_waiting_and_not_the_task()
    {
        await own.VCenter.Control.SetDelayAsync(TimeSpan.FromMinutes(10), "PowerOnVM_Task");
        var begun = Assert.Single(own.Get<ZsTask>("Start-ZsVm test02 -RunAsync"));
        using var waiting = own.Module.Shell.Start($"'begun'; Wait-ZsTask {begun.Id}");
        Assert.NotNull(await waiting.NextAsync(own.Patience));

        waiting.Stop();

        Assert.True(waiting.Wait().Terminated);
        Assert.Equal(ZsTaskState.Running, Assert.Single(own.Get<ZsTask>($"Get-ZsTask {begun.Id}")).State);
        own.Module.Run($"Stop-ZsTask {begun.Id}").Succeed();
        await own.VCenter.Control.SetDelayAsync(TimeSpan.Zero, "PowerOnVM_Task");
    }

    [Fact]
    public void What_is_no_task_is_refused()
    {
        Assert.Contains("is no task", own.Module.Run("Wait-ZsTask web03").Error().Exception.Message, StringComparison.Ordinal);
        Assert.NotEmpty(own.Module.Run("Get-ZsVm web03 | Wait-ZsTask").Errors);
        Assert.StartsWith("ZsObjectNotFound", own.Module.Run("Stop-ZsTask 0199dd00-0000-7000-8000-000000000000").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_are_found_by_what_they_changed_and_read_again()
    {
        own.Module.Run("Restart-ZsVm files01 -Reset").Succeed();
        var task = Assert.Single(own.Get<ZsTask>("Get-ZsVm files01 | Get-ZsTask"));
        Assert.Equal(task.Id, Assert.Single(own.Get<ZsTask>("Get-ZsTask -Resource files01 | Get-ZsTask")).Id);
        Assert.Empty(own.Get<ZsTask>("Get-ZsTask -Resource files01 -Skip 1"));
        Assert.Empty(own.Get<ZsTask>("Get-ZsTask -Resource files01 -Start (Get-Date).AddHours(1)"));
    }
}
