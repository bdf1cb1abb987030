using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Tests.Networking;

/// <summary>Many networks are looked at in vCenter side by side, and each still says before what would become of it when somebody asks.</summary>
public sealed class ManyNetworksTests : IAsyncLifetime
{
    private const int SideBySide = 3;

    private const string Rows = """
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Name = "net-$_"; Switch = 'dvs-production'; Cluster = 'Production'; VlanId = 600 + $_; Cidr = "10.60.$_.0/24" } }
        """;

    private SimulatedVCenter _vcenter = null!;
    private FaultProxy _proxy = null!;
    private ModuleShell _module = null!;

    public async Task InitializeAsync()
    {
        _vcenter = await SimulatedVCenter.StartAsync(new() { Demo = true });
        _proxy = FaultProxy.Start(_vcenter.Uri);
        _module = new ModuleShell(new ShellOptions { Width = 160 }).Knowing(_vcenter, _proxy.Uri);
        _module.Run("Connect-ZsVCenter -Server $server -Port $port -Protocol Http -Credential $credential -Name lab -TimeoutSec 30").Succeed();
        _module.Run(Rows).Succeed();
    }

    public async Task DisposeAsync()
    {
        _module.Dispose();
        await _proxy.DisposeAsync();
        await _vcenter.DisposeAsync();
    }

    [Fact]
    public void None_waits_for_what_vCenter_says_of_another()
    {
        var (together, arrived) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        for (var call = 1; call <= SideBySide; call++)
        {
            // Nobody is answered before all have asked.
            _proxy.On("POST /sdk", call, Weather.Custom(async (_, next, cancellationToken) =>
            {
                if (Interlocked.Increment(ref arrived) == SideBySide)
                {
                    together.SetResult();
                }
                await together.Task.WaitAsync(cancellationToken);
                await next();
            }));
        }

        var made = _module.Run("$rows | New-ZsNetwork -Flat").Succeed().As<ZsNetwork>();

        Assert.Equal(["net-1", "net-2", "net-3"], made.Select(n => n.Name).Order());
    }

    [Fact]
    public void Whoever_asks_before_hears_what_vCenter_says()
    {
        var shown = _module.Run("$rows | New-ZsNetwork -Flat -WhatIf").Succeed().Display;
        Assert.Equal(3, shown.Split("and make its port group on switch dvs-production").Length - 1);
        Assert.Contains("and make its port group on switch dvs-production, VLAN 601", _module.Run("$WhatIfPreference = $true; $rows | New-ZsNetwork -Flat; $WhatIfPreference = $false").Succeed().Display, StringComparison.Ordinal);

        var refused = _module.Run("New-ZsNetwork prod-web -Flat -Switch dvs-production -Cluster Production -VlanId 4 -Cidr 10.61.0.0/24 -WhatIf").Error();
        Assert.StartsWith("ZsPortGroupDiffers,", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("ZsPortGroupDiffers,", _module.Run("New-ZsNetwork prod-web -Flat -Switch dvs-production -Cluster Production -VlanId 4 -Cidr 10.61.0.0/24").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_module.Run("Get-ZsNetwork").Succeed().Objects);
    }
}
