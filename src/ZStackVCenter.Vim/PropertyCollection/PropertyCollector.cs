using System.Runtime.CompilerServices;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.PropertyCollection;

/// <summary>Reads properties of managed objects (PropertyCollector in the vSphere API).</summary>
public sealed class PropertyCollector
{
    /// <summary>How many objects a page holds unless told otherwise: enough to hide the way to the server, little enough to begin soon.</summary>
    public const int DefaultPageSize = 1000;

    private readonly VimClient _client;

    internal PropertyCollector(VimClient client) => _client = client;

    /// <summary>Reads selected properties of all objects of a view, page by page, as they stream in. Memory stays flat.</summary>
    /// <param name="view">A container view or a list view.</param>
    /// <param name="selections">What to read of which types.</param>
    /// <param name="pageSize">The most objects in one page; the server may send fewer.</param>
    /// <param name="cancellationToken">Ends the reading at once, also in the middle of a page.</param>
    /// <exception cref="SessionLostException">The session ended between two pages.</exception>
    public IAsyncEnumerable<ObjectRow> RetrieveAsync(
        ManagedObjectReference view,
        IReadOnlyList<PropertySelection> selections,
        int pageSize = DefaultPageSize,
        CancellationToken cancellationToken = default) =>
        RetrieveAsync(FilterSpecs.OfView(view, selections), Ignored(selections), pageSize, cancellationToken);

    /// <summary>Reads properties with a filter specification of the caller's own.</summary>
    /// <param name="spec">Which properties of which objects.</param>
    /// <param name="pageSize">The most objects in one page; the server may send fewer.</param>
    /// <param name="cancellationToken">Ends the reading at once, also in the middle of a page.</param>
    /// <exception cref="SessionLostException">The session ended between two pages.</exception>
    public IAsyncEnumerable<ObjectRow> RetrieveAsync(PropertyFilterSpec spec, int pageSize = DefaultPageSize, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return RetrieveAsync(spec, null, pageSize, cancellationToken);
    }

    /// <summary>
    /// Reads selected properties of given objects; those that are gone are left out. A page is a call of its own and the next is under way while one is
    /// read, so that the server works on two at once, and a session that ends between two of them is renewed like that of any call.
    /// </summary>
    /// <param name="objects">The objects.</param>
    /// <param name="selections">What to read of which types.</param>
    /// <param name="pageSize">The most objects in one page, at least 1; the server may send them in several.</param>
    /// <param name="cancellationToken">Ends the reading at once.</param>
    /// <exception cref="SessionLostException">The session ended in the middle of a page, or cannot be renewed.</exception>
    public IAsyncEnumerable<ObjectRow> RetrieveAsync(
        IEnumerable<ManagedObjectReference> objects,
        IReadOnlyList<PropertySelection> selections,
        int pageSize = DefaultPageSize,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        var parts = objects.Chunk(pageSize).Select(part => FilterSpecs.OfObjects(part, selections));
        var columns = new PropertyColumns(selections.SelectMany(s => s.Paths));
        return new Retrieval(_client, parts, columns, Ignored(selections), pageSize).RunAsync(cancellationToken);
    }

    /// <summary>Reads some properties of one object.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="paths">The property paths.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Faults.VimFaultException">The object does not exist (ManagedObjectNotFound), or a path does not (InvalidProperty).</exception>
    /// <exception cref="SessionLostException">The session ended and cannot be renewed.</exception>
    public async Task<ObjectRow> ReadAsync(ManagedObjectReference obj, IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        var session = _client.Session.Generation;
        var row = await ReadOnceAsync(obj, paths, renew: true, cancellationToken).ConfigureAwait(false);
        if (SessionLoss.IsLost(row) && _client.Session.CanRenew)
        {
            await _client.Session.RenewAsync(session, cancellationToken).ConfigureAwait(false);
            row = await ReadOnceAsync(obj, paths, renew: true, cancellationToken).ConfigureAwait(false);
        }

        return SessionLoss.IsLost(row) ? throw new SessionLostException(null) : row;
    }

    internal async Task<ObjectRow> ReadOnceAsync(ManagedObjectReference obj, IReadOnlyList<string> paths, bool renew, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(obj);
        var spec = FilterSpecs.OfObjects([obj], [new PropertySelection(obj.Type, paths)]) with { ReportMissingObjectsInResults = null };
        var columns = new PropertyColumns(paths);
        var rows = new List<ObjectRow>(1);
        var call = Requests.Retrieve(_client, spec, 0) with { WithoutRenewal = !renew };
        using var answer = await _client.SendAsync(call, cancellationToken).ConfigureAwait(false);
        answer.Read(reader =>
        {
            var page = new PropertyPage(reader, columns);
            return page.ReadHead() && page.ReadInto(rows, int.MaxValue);
        });
        return rows.Count > 0 ? rows[0] : new ObjectRow(obj, columns, new PropertyValue[columns.Count], []);
    }

    /// <summary>Reads one property of one object; null when it has none.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="path">The property path.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<object?> ReadAsync(ManagedObjectReference obj, string path, CancellationToken cancellationToken = default) =>
        (await ReadAsync(obj, [path], cancellationToken).ConfigureAwait(false))[0].Boxed;

    /// <summary>
    /// Watches properties: first comes the whole state (every object entering), then each change as it happens. Ends with the
    /// caller's token, leaving nothing on the server.
    /// </summary>
    /// <param name="spec">Which properties of which objects.</param>
    /// <param name="options">How long one wait lasts and how much one set may hold.</param>
    /// <param name="cancellationToken">Ends the watching at once.</param>
    /// <returns>The sets in order. One whose <see cref="UpdateSet.Truncated"/> is true goes on in the next.</returns>
    /// <exception cref="SessionLostException">The session ended; begin anew and compare with what was seen.</exception>
    /// <exception cref="Transport.VimTransportException">The connection broke; begin anew and compare with what was seen.</exception>
    public async IAsyncEnumerable<UpdateSet> WatchAsync(
        PropertyFilterSpec spec,
        WatchOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        options ??= new WatchOptions { LongestWait = _client.Options.UpdateWait };
        await using var watch = await Watch.StartAsync(_client, spec, cancellationToken).ConfigureAwait(false);
        await foreach (var set in watch.AllAsync(options.LongestWait, options.MaxObjects, cancellationToken).ConfigureAwait(false))
        {
            yield return set;
        }
    }

    private IAsyncEnumerable<ObjectRow> RetrieveAsync(PropertyFilterSpec spec, IReadOnlySet<string>? ignored, int pageSize, CancellationToken cancellationToken)
    {
        var columns = new PropertyColumns(spec.PropSet.SelectMany(p => p.PathSet));
        return new Retrieval(_client, [spec], columns, ignored, pageSize).RunAsync(cancellationToken);
    }

    private static HashSet<string>? Ignored(IReadOnlyList<PropertySelection> selections) =>
        selections.Any(s => s.Ignored.Count > 0) ? new(selections.SelectMany(s => s.Ignored), StringComparer.Ordinal) : null;
}

/// <summary>How to watch.</summary>
public sealed record WatchOptions
{
    /// <summary>How long one call waits on the server when nothing changes; then the next begins. 1 minute by default.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most objects in one set; zero leaves it to the server. 500 by default.</summary>
    public int MaxObjects { get; init; } = 500;
}
