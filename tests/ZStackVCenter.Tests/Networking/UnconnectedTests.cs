namespace ZStackVCenter.Tests.Networking;

/// <summary>Without a session what works on a vCenter is refused, and the records still change.</summary>
public sealed class UnconnectedTests : OwnModule
{
    [Theory]
    [InlineData("New-ZsNetwork later -Flat -Switch dvs-production -Cluster Production -Cidr 10.99.0.0/24")]
    [InlineData("New-ZsVm later -Image tpl-ubuntu-22.04 -CpuCount 1 -MemorySize 1GB -Network there")]
    [InlineData("Stop-ZsVm web01")]
    public void The_vCenter_is_named_that_is_not_connected(string command)
    {
        Module.Run("New-ZsNetwork there -Flat -Switch dvs-production -Cluster Production -VlanId 2701; Disconnect-ZsVCenter lab").Succeed();

        foreach (var whatIf in new[] { "", " -WhatIf" })
        {
            var error = Module.Run(command + whatIf).Error();
            Assert.StartsWith("ZsNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal("vCenter 'lab' is not connected.", error.Exception.Message);
        }
        Assert.Equal("away", Assert.Single(Get<ZsNetwork>("Set-ZsNetwork there -Description away -PassThru")).Description);
    }
}
