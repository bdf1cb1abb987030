using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Tests.Inventory;

/// <summary>What the user of a watch sees while a vCenter restarts.</summary>
public sealed class OutageTests(DemoVCenterFixture demo) : IClassFixture<DemoVCenterFixture>
{
    private const int Tries = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("Watch-ZsVCenter -Type Vm -First 1 -Verbose", "web02")]
    [InlineData("Watch-ZsEvent -First 1 -Verbose", "web03")]
    public async Task A_vCenter_that_is_away_is_said_once_and_so_is_that_it_is_back(string watch, string vm)
    {
        await using var proxy = FaultProxy.StartTls(demo.VCenter.Uri);
        using var module = new ModuleShell().Knowing(demo.VCenter, proxy.Uri);
        module.Run("Connect-ZsVCenter $server -Port $port -Credential $credential -SkipCertificateCheck -Name lab").Succeed();
        using var limit = new CancellationTokenSource(Limit);
        using var back = new CancellationTokenSource();
        for (var call = 1; call <= Tries; call++)
        {
            proxy.On("CreatePropertyCollector", call, Weather.Answer(503, "text/plain", "starting"));
        }
        proxy.On("CreatePropertyCollector", Tries + 1, Weather.First(_ => back.CancelAsync()));
        using var watching = module.Shell.Start(watch);
        while (!back.IsCancellationRequested || proxy.Calls("WaitForUpdatesEx") < 2)
        {
            await Task.Delay(50, limit.Token);
        }
        await demo.VCenter.Control.PowerVmAsync(vm, "off");
        Assert.NotNull(await watching.NextAsync(limit.Token));

        var result = watching.Wait();
        Assert.Empty(result.Errors);
        Assert.Equal(2, result.Warnings.Count);
        Assert.StartsWith("vCenter 'lab': ", result.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("waits for it", result.Warnings[0], StringComparison.Ordinal);
        Assert.Equal("vCenter 'lab' answers again; the watch goes on.", result.Warnings[1]);
        Assert.Equal(Tries, result.Verbose.Count(v => v.Contains("Trying again in", StringComparison.Ordinal)));
    }
}
