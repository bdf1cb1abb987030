using ZStackVCenter.Engine.Connections;

namespace ZStackVCenter.Commands;

/// <summary>
/// Tells the user of a watch that a vCenter is away, once it has been for a moment, and that it is back; each try goes to the verbose stream.
/// </summary>
/// <param name="warn">Writes a warning, on the pipeline's thread.</param>
/// <param name="trace">Writes a verbose line, from any thread.</param>
/// <param name="post">Has something done on the pipeline's thread.</param>
internal sealed class OutageWords(Action<string> warn, Action<string> trace, Action<Action> post) : IProgress<WatchOutage>
{
    // A connection that is back at once is no news.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _away = new(StringComparer.Ordinal);

    public void Report(WatchOutage value) => post(() =>
    {
        if (value.Failures == 0)
        {
            if (_away.Remove(value.VCenter))
            {
                warn($"vCenter '{value.VCenter}' answers again; the watch goes on.");
            }
            return;
        }
        trace($"{value.Reason} Trying again in {value.Pause.TotalSeconds:0.#} s.");
        if (value.Pause >= Moment && _away.Add(value.VCenter))
        {
            warn($"{value.Reason} The watch waits for it, until -TimeoutSec or Ctrl+C.");
        }
    });
}
