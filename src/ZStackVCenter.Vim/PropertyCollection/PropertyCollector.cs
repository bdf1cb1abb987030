using ZStackVCenter.Vim.Transport;
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
        RetrieveAsync(FilterSpecs.OfView(view, selections), pageSize, cancellationToken);

    /// <summary>Reads properties with a filter specification of the caller's own.</summary>
    /// <param name="spec">Which properties of which objects.</param>
    /// <param name="pageSize">The most objects in one page; the server may send fewer.</param>
    /// <param name="cancellationToken">Ends the reading at once, also in the middle of a page.</param>
    /// <exception cref="SessionLostException">The session ended between two pages.</exception>
    public IAsyncEnumerable<ObjectRow> RetrieveAsync(PropertyFilterSpec spec, int pageSize = DefaultPageSize, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var columns = new PropertyColumns(spec.PropSet.SelectMany(p => p.PathSet));
        return new Retrieval(_client, [spec], columns, pageSize).RunAsync(cancellationToken);
    }

    /// <summary>Reads selected properties of given objects; those that are gone are left out.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="selections">What to read of which types.</param>
    /// <param name="pageSize">The most objects in one page.</param>
    /// <param name="cancellationToken">Ends the reading at once.</param>
    public IAsyncEnumerable<ObjectRow> RetrieveAsync(
        IEnumerable<ManagedObjectReference> objects,
        IReadOnlyList<PropertySelection> selections,
        int pageSize = DefaultPageSize,
        CancellationToken cancellationToken = default) =>
        RetrieveAsync(FilterSpecs.OfObjects(objects, selections), pageSize, cancellationToken);

    /// <summary>Reads some properties of one object.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="paths">The property paths.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Faults.VimFaultException">The object does not exist (ManagedObjectNotFound), or a path does not (InvalidProperty).</exception>
    public async Task<ObjectRow> ReadAsync(ManagedObjectReference obj, IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(obj);
        var spec = FilterSpecs.OfObjects([obj], [new PropertySelection(obj.Type, paths)]) with { ReportMissingObjectsInResults = null };
        var columns = new PropertyColumns(paths);
        var rows = new List<ObjectRow>(1);
        using var answer = await _client.SendAsync(Requests.Retrieve(_client, [spec], 0), cancellationToken).ConfigureAwait(false);
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
}
