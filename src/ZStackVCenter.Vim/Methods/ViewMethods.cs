using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Methods;

/// <summary>Methods of ViewManager, View and ListView.</summary>
public static partial class ViewMethods
{
    /// <summary>Makes a view of a container's contents (ViewManager.CreateContainerView).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> CreateContainerView(this VimClient client, ManagedObjectReference viewManager, ManagedObjectReference container, IReadOnlyList<string> type, bool recursive, CancellationToken cancellationToken = default);

    /// <summary>Makes a view of given objects (ViewManager.CreateListView).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> CreateListView(this VimClient client, ManagedObjectReference viewManager, IReadOnlyList<ManagedObjectReference> obj, CancellationToken cancellationToken = default);

    /// <summary>Adds objects to a list view and takes some from it; returns those that do not exist (ListView.ModifyListView).</summary>
    [VimMethod]
    public static partial Task<IReadOnlyList<ManagedObjectReference>> ModifyListView(this VimClient client, ManagedObjectReference listView, IReadOnlyList<ManagedObjectReference> add, IReadOnlyList<ManagedObjectReference> remove, CancellationToken cancellationToken = default);

    /// <summary>Takes a view away (View.DestroyView).</summary>
    [VimMethod]
    public static partial Task DestroyView(this VimClient client, ManagedObjectReference view, CancellationToken cancellationToken = default);
}
