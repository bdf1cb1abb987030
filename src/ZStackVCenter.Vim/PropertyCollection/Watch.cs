using System.Runtime.CompilerServices;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Sessions;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.PropertyCollection;

/// <summary>
/// Waits for changes of what filters let through, with a property collector of its own on the server, so that other waits are not
/// disturbed and one call takes everything away.
/// </summary>
internal sealed class Watch : IAsyncDisposable
{
    private readonly VimClient _client;
    private readonly ManagedObjectReference _collector;
    private readonly int _session;
    private string _version = "";

    private Watch(VimClient client, ManagedObjectReference collector, int session)
    {
        _client = client;
        _collector = collector;
        _session = session;
    }

    public static async Task<Watch> StartAsync(VimClient client, PropertyFilterSpec spec, CancellationToken cancellationToken)
    {
        var before = client.Session.Generation;
        var collector = await client.CreatePropertyCollector(client.Content.PropertyCollector, cancellationToken).ConfigureAwait(false);
        // The call itself may have renewed the session: the collector belongs to the one that gave it.
        var watch = new Watch(client, collector, client.Session.Generation);
        try
        {
            await client.OfSessionAsync(before, () => client.CreateFilter(collector, spec, false, cancellationToken)).ConfigureAwait(false);
            return watch;
        }
        catch
        {
            await watch.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits for the next changes; null when none came within the time.</summary>
    /// <exception cref="SessionLostException">The session ended, and the filter with it.</exception>
    public async Task<UpdateSet?> NextAsync(TimeSpan longestWait, int maxObjects, CancellationToken cancellationToken)
    {
        var set = await _client.OfSessionAsync(_session, () => _client.InvokeAsync(Call(longestWait, maxObjects), ReadUpdates, cancellationToken)).ConfigureAwait(false);
        _version = set?.Version ?? _version;
        return set;
    }

    public async IAsyncEnumerable<UpdateSet> AllAsync(TimeSpan longestWait, int maxObjects, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await NextAsync(longestWait, maxObjects, cancellationToken).ConfigureAwait(false) is { } set)
            {
                yield return set;
            }
        }
    }

    /// <summary>Takes the collector and its filter away; the server then also ends a wait that was given up.</summary>
    public ValueTask DisposeAsync() => _client.CleanUpAsync(_session, stop => _client.DestroyPropertyCollector(_collector, stop));

    private VimCall Call(TimeSpan longestWait, int maxObjects) =>
        new("WaitForUpdatesEx", _collector, false, writer =>
        {
            writer.WriteString("version", _version);
            new WaitOptions
            {
                MaxWaitSeconds = Math.Max(1, (int)longestWait.TotalSeconds),
                MaxObjectUpdates = maxObjects > 0 ? maxObjects : null,
            }.Write(writer, "options", WaitOptions.WireName);
        })
        {
            AnswerTimeout = longestWait + _client.Options.AnswerTimeout,
        };

    private static UpdateSet? ReadUpdates(VimReader reader)
    {
        UpdateSet? set = null;
        for (var more = reader.Enter(); more && reader.Next();)
        {
            set = UpdateSet.Read(reader);
        }

        return set;
    }
}
