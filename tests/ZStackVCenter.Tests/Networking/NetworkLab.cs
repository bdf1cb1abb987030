namespace ZStackVCenter.Tests.Networking;

/// <summary>A session connected to a vCenter of the class's own, which its tests change. Each test uses names of its own.</summary>
public sealed class NetworkLab : IAsyncLifetime
{
    private SimulatedVCenter? _vcenter;
    private ModuleShell? _module;

    public SimulatedVCenter VCenter => _vcenter ?? throw new InvalidOperationException("Not initialized.");

    internal ModuleShell Module => _module ?? throw new InvalidOperationException("Not initialized.");

    internal ShellResult Run(string script) => Module.Run(script);

    internal IReadOnlyList<T> Get<T>(string script) => Module.Run(script).Succeed().As<T>();

    /// <summary>Makes a flat network on the distributed switch.</summary>
    internal ZsNetwork Network(string name, int vlan, string range) =>
        Assert.Single(Get<ZsNetwork>($"New-ZsNetwork {name} -Flat -Switch dvs-production -Cluster Production -VlanId {vlan} {range}"));

    public async Task InitializeAsync()
    {
        _vcenter = await SimulatedVCenter.StartAsync(new() { Demo = true });
        _module = new ModuleShell(new ShellOptions { Width = 100 }).Connected(_vcenter);
    }

    public async Task DisposeAsync()
    {
        _module?.Dispose();
        if (_vcenter is not null)
        {
            await _vcenter.DisposeAsync();
        }
    }
}
