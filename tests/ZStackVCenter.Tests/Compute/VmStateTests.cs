namespace ZStackVCenter.Tests.Compute;

/// <summary>What a VM's state forbids is refused, and the error names the state (domain.md §10.2).</summary>
public sealed class VmStateTests(VmStateTests.Prepared own) : IClassFixture<VmStateTests.Prepared>
{
    [Theory]
    [InlineData("Start-ZsVm", "suspended", ZsVmState.Paused)]
    [InlineData("Start-ZsVm", "deleted", ZsVmState.Destroyed)]
    [InlineData("Start-ZsVm", "lost", ZsVmState.Unknown)]
    [InlineData("Stop-ZsVm", "deleted", ZsVmState.Destroyed)]
    [InlineData("Stop-ZsVm -PowerOff", "deleted", ZsVmState.Destroyed)]
    [InlineData("Restart-ZsVm", "stopped", ZsVmState.Stopped)]
    [InlineData("Restart-ZsVm", "suspended", ZsVmState.Paused)]
    [InlineData("Restart-ZsVm", "deleted", ZsVmState.Destroyed)]
    [InlineData("Restart-ZsVm", "lost", ZsVmState.Unknown)]
    [InlineData("Suspend-ZsVm", "stopped", ZsVmState.Stopped)]
    [InlineData("Suspend-ZsVm", "deleted", ZsVmState.Destroyed)]
    [InlineData("Suspend-ZsVm", "lost", ZsVmState.Unknown)]
    [InlineData("Resume-ZsVm", "stopped", ZsVmState.Stopped)]
    [InlineData("Resume-ZsVm", "deleted", ZsVmState.Destroyed)]
    [InlineData("Move-ZsVm", "stopped", ZsVmState.Stopped)]
    [InlineData("Move-ZsVm", "deleted", ZsVmState.Destroyed)]
    [InlineData("Move-ZsVm", "lost", ZsVmState.Unknown)]
    [InlineData("Set-ZsVm -CpuCount 7", "running", ZsVmState.Running)]
    [InlineData("Set-ZsVm -CpuCount 7", "suspended", ZsVmState.Paused)]
    [InlineData("Set-ZsVm -CpuCount 7", "deleted", ZsVmState.Destroyed)]
    [InlineData("Set-ZsVm -Name other", "deleted", ZsVmState.Destroyed)]
    [InlineData("Set-ZsVm -Name other", "lost", ZsVmState.Unknown)]
    [InlineData("Set-ZsVm -HaLevel NeverStop", "deleted", ZsVmState.Destroyed)]
    [InlineData("Remove-ZsVm -Confirm:$false -Permanent", "running", ZsVmState.Running)]
    [InlineData("Remove-ZsVm -Confirm:$false -Permanent", "stopped", ZsVmState.Stopped)]
    [InlineData("Remove-ZsVm -Confirm:$false -Permanent", "suspended", ZsVmState.Paused)]
    [InlineData("Start-ZsVm", "running", ZsVmState.Running)]
    [InlineData("Resume-ZsVm", "running", ZsVmState.Running)]
    [InlineData("Suspend-ZsVm", "suspended", ZsVmState.Paused)]
    [InlineData("Remove-ZsVm -Confirm:$false", "deleted", ZsVmState.Destroyed)]
    [InlineData("Restore-ZsVm", "running", ZsVmState.Running)]
    [InlineData("Restore-ZsVm", "stopped", ZsVmState.Stopped)]
    [InlineData("Restore-ZsVm", "suspended", ZsVmState.Paused)]
    public void What_the_state_forbids_is_refused_by_its_name(string command, string vm, ZsVmState state)
    {
        foreach (var whatIf in new[] { "", " -WhatIf" })
        {
            var error = own.Module.Run($"{command} -Vm {vm}{whatIf}").Error();
            Assert.StartsWith("ZsVmState,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains($"VM '{vm}' is {state} ", error.Exception.Message, StringComparison.Ordinal);
        }
        Assert.Equal(state, own.StateOf(vm));
    }

    [Theory]
    [InlineData("Restore-ZsVm", "running", "has to be Destroyed.", "It is not in the recycle bin; Get-ZsRecycleBinItem lists what is there.")]
    [InlineData("Remove-ZsVm -Confirm:$false -Permanent", "suspended", "has to be Destroyed.", "Put it into the recycle bin first with Remove-ZsVm 'suspended', or give -Force.")]
    [InlineData("Set-ZsVm -CpuCount 7", "suspended", "has to be Stopped.", "Stop it first with Stop-ZsVm 'suspended'.")]
    [InlineData("Start-ZsVm", "suspended", "has to be Stopped or Created.", "Resume it with Resume-ZsVm 'suspended'.")]
    [InlineData("Start-ZsVm", "running", "has to be Stopped or Created.", "It runs already: there is nothing to do.")]
    [InlineData("Stop-ZsVm", "deleted", "has to be Running, Paused or Unknown.", "It is in the recycle bin: take it out with Restore-ZsVm 'deleted'.")]
    public void The_advice_leads_to_what_was_asked_for(string command, string vm, string words, string advice)
    {
        var error = own.Module.Run($"{command} -Vm {vm}").Error();

        Assert.EndsWith(words, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(advice, error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Stop-ZsVm", "stopped")]
    [InlineData("Stop-ZsVm -PowerOff", "stopped")]
    public void What_is_stopped_already_is_left_as_it_is_and_that_is_no_error(string command, string vm)
    {
        var before = own.StateOf(vm);
        Assert.Equal(before, Assert.Single(own.Get<ZsVm>($"{command} -Vm {vm} -PassThru")).State);
        Assert.Empty(own.Get<ZsTask>($"{command} -Vm {vm} -RunAsync"));
    }

    /// <summary>A VM of each state, called after it.</summary>
    public sealed class Prepared : OwnModule, IAsyncLifetime
    {
        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Module.Run("""
                Set-ZsVm web01 -Name running
                Set-ZsVm web02 -Name stopped -PassThru | Stop-ZsVm -PowerOff
                Set-ZsVm web03 -Name suspended -PassThru | Suspend-ZsVm
                Set-ZsVm web04 -Name deleted -PassThru | Remove-ZsVm -Confirm:$false
                Set-ZsVm test01 -Name lost
                """).Succeed();
            await VCenter.Control.SetPropertyAsync("VirtualMachine", "lost", "runtime.connectionState", "disconnected");
            Module.Run("Sync-ZsVCenter -Full").Succeed();
            Assert.Equal(ZsVmState.Unknown, StateOf("lost"));
        }
    }
}
