using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Views;

/// <summary>Makes views: sets of managed objects that a retrieval or a property filter begins with (ViewManager in the vSphere API).</summary>
public sealed class ViewManager
{
    private readonly VimClient _client;

    internal ViewManager(VimClient client) => _client = client;

    private ManagedObjectReference Manager => _client.Content.ViewManager
        ?? throw new VimTransportException(VimTransportError.NotVSphere, $"{_client.Endpoint} makes no views; it is no vSphere service of 5.5 or later.", null);

    /// <summary>Makes a view of all objects of some types below a container, kept up to date by the server.</summary>
    /// <param name="container">A folder, datacenter, compute resource, resource pool or host; null for the whole inventory.</param>
    /// <param name="types">The managed object types, as <c>VirtualMachine</c>; none means every type.</param>
    /// <param name="recursive">Whether what is further below belongs to it too.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<View> CreateContainerViewAsync(
        ManagedObjectReference? container,
        IReadOnlyList<string> types,
        bool recursive = true,
        CancellationToken cancellationToken = default) =>
        new(_client, await _client.CreateContainerView(Manager, container ?? _client.Content.RootFolder, types, recursive, cancellationToken).ConfigureAwait(false));

    /// <summary>Makes a view of given objects, which can be changed later.</summary>
    /// <param name="objects">The objects at the start; may be none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<View> CreateListViewAsync(IReadOnlyList<ManagedObjectReference> objects, CancellationToken cancellationToken = default) =>
        new(_client, await _client.CreateListView(Manager, objects, cancellationToken).ConfigureAwait(false));
}

/// <summary>A view on the server; disposing it takes it away there.</summary>
public sealed class View : IAsyncDisposable
{
    private readonly VimClient _client;
    private readonly int _session;
    private bool _destroyed;

    internal View(VimClient client, ManagedObjectReference reference)
    {
        _client = client;
        _session = client.Session.Generation;
        Reference = reference;
    }

    /// <summary>The view, for retrievals and filters.</summary>
    public ManagedObjectReference Reference { get; }

    /// <summary>The objects that are in it now (ContainerView.view, ListView.view).</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SessionLostException">The session ended, and the view with it.</exception>
    public async Task<IReadOnlyList<ManagedObjectReference>> ReadAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var row = await _client.Properties.ReadOnceAsync(Reference, ["view"], renew: true, cancellationToken).ConfigureAwait(false);
            return SessionLoss.IsLost(row) ? throw new SessionLostException(null) : row[0].References;
        }
        catch (VimFaultException e) when (e.Fault is NotAuthenticated or ManagedObjectNotFound)
        {
            // Nobody but its owner and the end of its session takes a view away.
            throw new SessionLostException(e);
        }
    }

    /// <summary>Takes the view away on the server. One that went with its session is no error.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_destroyed)
        {
            _destroyed = true;
            await _client.CleanUpAsync(_session, stop => _client.DestroyView(Reference, stop)).ConfigureAwait(false);
        }
    }
}
