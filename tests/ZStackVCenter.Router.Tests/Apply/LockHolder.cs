using System.Diagnostics;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>Somebody who holds a router's lock, as an applier at work does.</summary>
internal sealed class LockHolder : IAsyncDisposable
{
    private readonly Process _process;

    private LockHolder(Process process) => _process = process;

    public static async Task<LockHolder> StartAsync(ApplyLab lab)
    {
        var holder = new LockHolder(lab.Machine.Start("flock", $"{ApplyLab.Root}/lock", "cat"));
        await Eventually.TrueAsync("the lock is held", async () => !(await lab.Machine.TryAsync("flock", "-n", $"{ApplyLab.Root}/lock", "true")).Ok);
        return holder;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }
}
