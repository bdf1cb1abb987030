namespace ZStackVCenter.Tests.Support;

/// <summary>A session connected to a demonstration's inventory of its own, for tests that change it. Those of one class may share it.</summary>
public class OwnModule : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(5));
    private SimulatedVCenter? _vcenter;
    private ModuleShell? _module;

    public CancellationToken Patience => _patience.Token;

    public SimulatedVCenter VCenter => _vcenter ?? throw new InvalidOperationException("Not initialized.");

    internal ModuleShell Module => _module ?? throw new InvalidOperationException("Not initialized.");

    public async Task InitializeAsync()
    {
        _vcenter = await SimulatedVCenter.StartAsync(new() { Demo = true });
        _module = new ModuleShell(new ShellOptions { Width = 120 }).Connected(_vcenter);
    }

    public async Task DisposeAsync()
    {
        _module?.Dispose();
        await VCenter.DisposeAsync();
    }

    public void Dispose()
    {
        _patience.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a script writes, which goes well.</summary>
    public IReadOnlyList<T> Get<T>(string script) => Module.Run(script).Succeed().As<T>();

    /// <summary>The state of one VM, also of one in the recycle bin.</summary>
    public ZsVmState StateOf(string vm) => Assert.Single(Get<ZsVm>($"Get-ZsVm {vm} -State {string.Join(',', Enum.GetNames<ZsVmState>())}")).State;

    /// <summary>Another session of the same process with the same records.</summary>
    internal PowerShellSession Another()
    {
        var session = PowerShellSession.Create(new ShellOptions { Module = Repository.ModuleManifest });
        session.Run($"Set-ZsContext -StorePath '{Module.StorePath}'").Succeed();
        return session;
    }

    /// <summary>Waits until something holds.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(50, Patience);
        }
    }
}
