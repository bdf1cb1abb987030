namespace ZStackVCenter.Tests.Compute;

/// <summary>What an administrator does with VMs at the prompt.</summary>
public sealed class VmCommandTests(OwnModule own) : IClassFixture<OwnModule>
{
    [Fact]
    public void A_pipeline_stops_resizes_and_starts_each_VM_by_itself()
    {
        own.Module.Run("New-ZsInstanceOffering large -CpuCount 3 -MemorySize 6GB").Succeed();

        var started = own.Get<ZsVm>("Get-ZsVm web0[1-4] | Stop-ZsVm -PassThru | Set-ZsVm -InstanceOffering large -PassThru | Start-ZsVm -PassThru");

        Assert.Equal(["web01", "web02", "web03", "web04"], started.Select(v => v.Name).Order());
        Assert.All(started, v => Assert.Equal((ZsVmState.Running, 3, 6L << 30, "large"), (v.State, v.CpuCount, v.MemorySize, v.InstanceOffering)));
    }

    [Fact]
    public void A_VM_is_suspended_resumed_and_reset()
    {
        Assert.Equal(ZsVmState.Paused, Assert.Single(own.Get<ZsVm>("Suspend-ZsVm web05 -PassThru")).State);
        Assert.Equal(ZsVmState.Running, Assert.Single(own.Get<ZsVm>("Resume-ZsVm web05 -PassThru")).State);
        Assert.Equal(ZsVmState.Running, Assert.Single(own.Get<ZsVm>("Restart-ZsVm web05 -Reset -PassThru")).State);
    }

    [Fact]
    public void A_VM_is_renamed_described_and_resized()
    {
        var set = Assert.Single(own.Get<ZsVm>("Set-ZsVm cache02 -Name cache-two -Description 'Spare' -CpuCount 3 -MemorySize 1GB -HaLevel NeverStop -PassThru"));
        Assert.Equal(("cache-two", "Spare", 3, 1L << 30, ZsHaLevel.NeverStop), (set.Name, set.Description, set.CpuCount, set.MemorySize, set.HaLevel));
        Assert.Equal("cache-two", Assert.Single(own.Get<ZsVm>("Sync-ZsVCenter | Out-Null; Get-ZsVm cache-*")).Name);
    }

    [Fact]
    public void Nothing_to_change_is_an_error_of_the_command()
    {
        var error = own.Module.Run("Get-ZsVm app* | Set-ZsVm").Error();
        Assert.Equal("ZsInvalidArgument,ZStackVCenter.Commands.SetZsVmCommand", error.FullyQualifiedErrorId);
    }

    [Fact]
    public void An_argument_that_means_nothing_is_one_error_for_all()
    {
        var error = own.Module.Run("Get-ZsVm app* | Move-ZsVm -Destination no-such-host").Error();
        Assert.Equal("ZsObjectNotFound,ZStackVCenter.Commands.MoveZsVmCommand", error.FullyQualifiedErrorId);
    }

    [Fact]
    public void A_VM_moves_to_the_best_host_and_to_a_named_one()
    {
        var before = Assert.Single(own.Get<ZsVm>("Get-ZsVm app01"));

        var moved = Assert.Single(own.Get<ZsVm>("$before = Get-ZsVm app01; Move-ZsVm app01 -PassThru"));
        var back = Assert.Single(own.Get<ZsVm>("Move-ZsVm app01 -Destination $before.VMHost -Priority High -PassThru"));

        Assert.NotEqual(before.VMHost, moved.VMHost);
        Assert.Equal(before.VMHost, back.VMHost);
    }

    [Fact]
    public void A_guest_is_waited_for_until_it_has_an_address()
    {
        own.Module.Shell.Set("control", own.VCenter.Control);
        own.Module.Run("Stop-ZsVm app04 -PowerOff; $control.SetGuestAsync('app04', '10.0.110.44', 'app04').Wait()").Succeed();
        Assert.Equal("10.0.110.44", Assert.Single(own.Get<ZsVm>("Start-ZsVm app04 -WaitIpAddress -TimeoutSec 60 -PassThru")).DefaultIp);
    }

    [Fact]
    public void Waiting_and_not_waiting_exclude_each_other() =>
        Assert.StartsWith("ZsInvalidArgument", own.Module.Run("Start-ZsVm app05 -WaitIpAddress -RunAsync").Error().FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public async Task A_change_that_takes_longer_than_it_may_is_undone()
    {
        await own.VCenter.Control.SetDelayAsync(TimeSpan.FromMinutes(10), "SuspendVM_Task");

        var error = own.Module.Run("Suspend-ZsVm app03 -TimeoutSec 1").Error();

        await own.VCenter.Control.SetDelayAsync(TimeSpan.Zero, "SuspendVM_Task");
        Assert.Equal("ZsTaskTimeout,ZStackVCenter.Commands.SuspendZsVmCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ZsVmState.Running, own.StateOf("app03"));
    }

    [Fact]
    public void What_is_left_of_an_object_after_a_file_is_taken_and_so_is_a_row_with_a_name()
    {
        Assert.Equal(["proxy01", "proxy02"], own.Get<ZsVm>(
            "[pscustomobject]@{ Vm = 'proxy01' }, [pscustomobject]@{ Name = 'proxy02' } | Stop-ZsVm -PowerOff -PassThru").Select(v => v.Name).Order());
        Assert.Equal(2, own.Get<ZsVm>(
            "Get-ZsVm proxy* | ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) } | Start-ZsVm -PassThru").Count);
    }

    [Theory]
    [InlineData("Start-ZsVm ", "Destination", false)]
    [InlineData("Move-ZsVm web01 -Destination esx-0", "esx-01.example.com", true)]
    [InlineData("Start-ZsVm web01 -VMHost esx-0", "esx-01.example.com", true)]
    [InlineData("Stop-ZsVm web0", "web01", true)]
    [InlineData("Restore-ZsVm web0", "web01", false)]
    public void Arguments_complete_from_the_records(string typed, string word, bool offered) =>
        Assert.Equal(offered, own.Module.Shell.Complete(typed).Any(c => c.CompletionText == word));
}
