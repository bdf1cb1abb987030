using ZStackVCenter.Testing;

namespace ZStackVCenter.Demo;

/// <summary>Another administrator, who works on the same vCenter while the demonstration watches it.</summary>
internal static class Somebody
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LittleLater = TimeSpan.FromSeconds(1);

    /// <summary>Powers the VM off soon after somebody began to watch; ends quietly when the demonstration does.</summary>
    public static async Task PowersOffAsync(SimulatorControl control, string vm, CancellationToken cancellationToken)
    {
        try
        {
            // Tasks in flight are watched too, for a moment; only a watch that stays is the one that the script asked for.
            for (int steady = 0; steady < 3; steady = await control.WatcherCountAsync() > 0 ? steady + 1 : 0)
            {
                await Task.Delay(Often, cancellationToken);
            }

            await Task.Delay(LittleLater, cancellationToken);
            await control.PowerVmAsync(vm, "off");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }
}
