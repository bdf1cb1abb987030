using Xunit;

namespace ZStackVCenter.Testing;

/// <summary>
/// One simulated vCenter for a whole test class: <c>class MyTests(VCenterFixture vcenter) : IClassFixture&lt;VCenterFixture&gt;</c>.
/// Derive to give other options. Tests that change the inventory start their own <see cref="SimulatedVCenter"/> instead.
/// </summary>
public class VCenterFixture : IAsyncLifetime
{
    private SimulatedVCenter? _vcenter;

    /// <summary>The running server.</summary>
    public SimulatedVCenter VCenter => _vcenter ?? throw new InvalidOperationException("The fixture was not initialized by xunit.");

    /// <summary>What the server holds; a derived fixture gives its own.</summary>
    protected virtual SimulatedVCenterOptions Options => new();

    /// <inheritdoc/>
    public async Task InitializeAsync() => _vcenter = await SimulatedVCenter.StartAsync(Options);

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_vcenter is not null)
        {
            await _vcenter.DisposeAsync();
        }
    }
}

/// <summary>The demonstration inventory as a class fixture.</summary>
public sealed class DemoVCenterFixture : VCenterFixture
{
    /// <inheritdoc/>
    protected override SimulatedVCenterOptions Options => new() { Demo = true };
}
