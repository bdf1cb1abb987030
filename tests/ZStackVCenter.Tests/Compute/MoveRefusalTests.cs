namespace ZStackVCenter.Tests.Compute;

/// <summary>
/// A VM is not moved to where it could not run, though the simulator would move it: each refusal names its reason and begins nothing,
/// also with -WhatIf and -RunAsync.
/// </summary>
public sealed class MoveRefusalTests(OwnModule own) : IClassFixture<OwnModule>
{
    [Theory]
    [InlineData("web01", "esx-05.example.com", "ZsHostUnfit", "Host 'esx-05.example.com' is in maintenance mode.")]
    [InlineData("app01", "esx-04.example.com", "ZsVmOnLocalStorage", "on 'nvme-prod-01', which host 'esx-04.example.com' does not reach")]
    [InlineData("local", "esx-02.example.com", "ZsVmOnLocalStorage", "on 'local-esx-01', which host 'esx-02.example.com' does not reach: it is local to one host")]
    [InlineData("app01", "esx-without-vmotion", "ZsVMotionDisabled", "Host 'esx-03.example.com' has no VMkernel adapter with vMotion")]
    [InlineData("lonely", "esx-06.example.com", "ZsHostLacksNetwork", "Host 'esx-06.example.com' has no port group 'test-lan', which VM 'lonely' is on.")]
    [InlineData("alone", "", "ZsNoHostFits", "No other host of cluster 'Development' can take VM 'alone'. The one with most free memory cannot because: ")]
    [InlineData("app02", "the-same", "ZsHostUnfit", "is on host 'esx-02.example.com' already")]
    [InlineData("app01", "esx-away", "ZsHostUnfit", "Host 'esx-03.example.com' is not connected to its vCenter.")]
    public async Task It_stays_where_it_is_and_the_reason_is_said(string vm, string destination, string errorId, string reason)
    {
        var control = own.VCenter.Control;
        switch (destination)
        {
            case "esx-without-vmotion":
                await control.SetPropertyAsync("HostSystem", "esx-03.example.com", "summary.config.vmotionEnabled", "false");
                break;
            case "esx-away":
                await control.SetConnectionAsync("esx-03.example.com", "notResponding");
                break;
        }
        if (vm is "lonely" or "alone")
        {
            await control.AddVmAsync(vm, "Development", "esx-04.example.com", "test-lan", "ssd-dev-01");
            await control.RemovePortGroupAsync("esx-06.example.com", "test-lan");
        }
        if (vm == "local")
        {
            await control.AddLocalDatastoreAsync("esx-01.example.com", "local-esx-01");
            await control.AddVmAsync("local", "Production", "esx-01.example.com", "prod-web", "local-esx-01");
        }
        own.Module.Run("Sync-ZsVCenter").Succeed();
        var before = Assert.Single(own.Get<ZsVm>($"Get-ZsVm {vm}"));
        var to = destination switch
        {
            "" => "",
            "the-same" => $"-Destination {before.VMHost}",
            "esx-without-vmotion" or "esx-away" => "-Destination esx-03.example.com",
            _ => $"-Destination {destination}",
        };
        reason = reason.Replace("esx-02.example.com' already", $"{before.VMHost}' already", StringComparison.Ordinal);

        foreach (var more in new[] { "", "-WhatIf", "-RunAsync" })
        {
            var error = own.Module.Run($"Move-ZsVm {vm} {to} {more}").Error();
            Assert.Equal($"{errorId},ZStackVCenter.Commands.MoveZsVmCommand", error.FullyQualifiedErrorId);
            Assert.Contains(reason, error.Exception.Message, StringComparison.Ordinal);
        }

        Assert.Empty(own.Get<ZsTask>($"Get-ZsVm {vm} | Get-ZsTask"));
        Assert.Equal(before.VMHost, Assert.Single(own.Get<ZsVm>($"Get-ZsVm {vm} -Refresh")).VMHost);
        if (vm is "lonely" or "alone")
        {
            await control.AddPortGroupAsync("esx-06.example.com", "vSwitch1", "test-lan", 310);
        }
        await control.SetPropertyAsync("HostSystem", "esx-03.example.com", "summary.config.vmotionEnabled", "true");
        await control.SetConnectionAsync("esx-03.example.com", "connected");
    }

    [Fact]
    public void A_host_is_emptied_of_what_can_move_and_says_why_the_rest_stays()
    {
        var result = own.Module.Run("Get-ZsHost esx-05* | Get-ZsVm | Move-ZsVm -Destination esx-01.example.com -PassThru");
        Assert.Empty(result.Objects);
        Assert.Contains(result.Errors, e => e.FullyQualifiedErrorId.StartsWith("ZsVmOnLocalStorage", StringComparison.Ordinal));
    }
}
