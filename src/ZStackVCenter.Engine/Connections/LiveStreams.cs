using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ZStackVCenter.Engine.Connections;

/// <summary>Several streams that go on for as long as somebody listens, as one, in the order in which things arrive.</summary>
internal static class LiveStreams
{
    // Enough for a burst; a slow listener then slows the streams, which the servers bear better than this process's memory.
    private const int Waiting = 4096;

    /// <summary>The merged stream. One source that fails ends it with its error; when it ends, every source has ended too.</summary>
    public static async IAsyncEnumerable<T> MergeAsync<T>(
        IReadOnlyCollection<Func<CancellationToken, IAsyncEnumerable<T>>> sources, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var arrivals = Channel.CreateBounded<T>(new BoundedChannelOptions(Waiting) { SingleReader = true });
        var pumps = Task.WhenAll(sources.Select(s => PumpAsync(s(stop.Token), arrivals.Writer, stop.Token)));
        try
        {
            await foreach (var one in arrivals.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return one;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await pumps.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task PumpAsync<T>(IAsyncEnumerable<T> source, ChannelWriter<T> arrivals, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var one in source.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await arrivals.WriteAsync(one, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            // Whoever reads the channel gets the error as their own.
            arrivals.TryComplete(e);
        }
    }
}
