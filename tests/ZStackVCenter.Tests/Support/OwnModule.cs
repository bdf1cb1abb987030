namespace ZStackVCenter.Tests.Support;

/// <summary>A session connected to a demonstration's inventory of its own, for tests that change it.</summary>
public abstract class OwnModule : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(3));
    private SimulatedVCenter? _vcenter;
    private ModuleShell? _module;

    protected CancellationToken Patience => _patience.Token;

    protected SimulatedVCenter VCenter => _vcenter ?? throw new InvalidOperationException("Not initialized.");

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
    protected IReadOnlyList<T> Get<T>(string script) => Module.Run(script).Succeed().As<T>();

    /// <summary>The state of one VM.</summary>
    protected ZsVmState StateOf(string vm) => Assert.Single(Get<ZsVm>($"Get-ZsVm {vm} -State {string.Join(',', Enum.GetNames<ZsVmState>())}")).State;

    /// <summary>Another session of the same process with the same records.</summary>
    internal PowerShellSession Another()
    {
        var session = PowerShellSession.Create(new ShellOptions { Module = Repository.ModuleManifest });
        session.Run($"Set-ZsContext -StorePath '{Module.StorePath}'").Succeed();
        return session;
    }

    /// <summary>Waits until something holds.</summary>
    protected async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(50, Patience);
        }
    }
}
