namespace ZStackVCenter.Tests.Support;

/// <summary>A session connected to the demonstration's inventory as <c>lab</c>, for tests that only read. Those of one collection share it.</summary>
public sealed class DemoModule : IAsyncLifetime
{
    public const string Name = "Demo inventory";

    private SimulatedVCenter? _vcenter;
    private ModuleShell? _module;

    public SimulatedVCenter VCenter => _vcenter ?? throw new InvalidOperationException("Not initialized.");

    internal ModuleShell Module => _module ?? throw new InvalidOperationException("Not initialized.");

    /// <summary>The objects that a script writes.</summary>
    public IReadOnlyList<T> Get<T>(string script) => Module.Run(script).Succeed().As<T>();

    /// <summary>The names of the objects that a script writes, in order of the alphabet.</summary>
    public IEnumerable<string> Names(string script) => Get<ZsResource>(script).Select(r => r.Name).Order(StringComparer.Ordinal);

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

[CollectionDefinition(DemoModule.Name)]
public sealed class DemoModuleGroup : ICollectionFixture<DemoModule>;
