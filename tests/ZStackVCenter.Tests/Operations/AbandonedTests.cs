namespace ZStackVCenter.Tests.Operations;

/// <summary>What a process left behind is ended by whoever waits for it.</summary>
public sealed class AbandonedTests : OwnModule
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_warning_comes_only_where_a_vCenter_has_to_be_connected(bool connected)
    {
        await VCenter.Control.SetDelayAsync(TimeSpan.FromSeconds(2), "PowerOffVM_Task");
        var task = Assert.Single(FreshProcess.Run([],
            [
                $"$credential = [pscredential]::new('{VCenter.User}', (ConvertTo-SecureString '{VCenter.Password}' -AsPlainText -Force))",
                $"Connect-ZsVCenter -Server {VCenter.Server} -Port {VCenter.Port} -Credential $credential -Thumbprint {VCenter.Thumbprint} -Name lab -NoSync",
            ],
            "(Stop-ZsVm web01 -PowerOff -RunAsync).Id.ToString()",
            new Dictionary<string, string?> { ["ZSTACKVCENTER_STORE"] = Module.StorePath }));
        Module.Run(connected ? "" : "Disconnect-ZsVCenter lab").Succeed();

        var waited = Module.Run($"Wait-ZsTask {task} -TimeoutSec {(connected ? 120 : 3)}");

        Assert.Equal(connected ? "" : "The process of task 'StopVm web01' is gone. Connect vCenter 'lab' to have it ended.", string.Join('\n', waited.Warnings));
        Assert.Equal(connected, waited.Errors.Count == 0);
    }
}
