using Xunit;
using ZStackVCenter.Router.Transport;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>A router that runs the sample configuration; for tests that leave it as they found it.</summary>
public sealed class RunningRouter : IAsyncLifetime
{
    private ApplyLab? _lab;

    internal ApplyLab Lab => _lab ?? throw new InvalidOperationException("This test needs root and a router's packages.");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Requirement.Missing(ApplyLab.Needs).Count > 0)
        {
            return;
        }

        _lab = await ApplyLab.StartAsync();
        using var client = _lab.Connect();
        await client.ApplyAsync(new SampleConfiguration().Render(), CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }

    /// <summary>Tries to apply what must fail, and sees that nothing at all is different afterwards and everything runs.</summary>
    internal async Task<RouterException> FailsAsync(SampleConfiguration configuration)
    {
        using var client = Lab.Connect();
        var before = await Lab.PictureAsync();
        var processes = await Lab.ProcessesAsync();
        var error = await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(configuration.Render(), CancellationToken.None));
        Assert.Equal(before, await Lab.PictureAsync());
        if (error.Error != RouterError.ApplyFailed)
        {
            Assert.Equal(processes, await Lab.ProcessesAsync());
        }

        Assert.Empty(await Lab.LeftoversAsync());
        Assert.Empty((await client.TestAsync(CancellationToken.None)).Differences);
        return error;
    }

    internal RouterEndpoint Endpoint => Lab.Endpoint;
}

/// <summary>A fact about a router in the laboratory.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ApplyFactAttribute() : NeedsFactAttribute(ApplyLab.Needs);
