using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Methods;

/// <summary>Methods of PropertyCollector and PropertyFilter; those that retrieve are in <see cref="PropertyCollection.PropertyCollector"/>.</summary>
public static partial class PropertyCollectorMethods
{
    /// <summary>Makes a property collector with filters of its own (PropertyCollector.CreatePropertyCollector).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> CreatePropertyCollector(this VimClient client, ManagedObjectReference propertyCollector, CancellationToken cancellationToken = default);

    /// <summary>Takes a property collector and its filters away (PropertyCollector.DestroyPropertyCollector).</summary>
    [VimMethod]
    public static partial Task DestroyPropertyCollector(this VimClient client, ManagedObjectReference propertyCollector, CancellationToken cancellationToken = default);

    /// <summary>Makes a filter whose objects are watched (PropertyCollector.CreateFilter).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> CreateFilter(this VimClient client, ManagedObjectReference propertyCollector, PropertyFilterSpec spec, bool partialUpdates, CancellationToken cancellationToken = default);

    /// <summary>Takes a filter away (PropertyFilter.DestroyPropertyFilter).</summary>
    [VimMethod]
    public static partial Task DestroyPropertyFilter(this VimClient client, ManagedObjectReference filter, CancellationToken cancellationToken = default);

    /// <summary>Ends a wait in progress, which then fails with RequestCanceled (PropertyCollector.CancelWaitForUpdates).</summary>
    [VimMethod]
    public static partial Task CancelWaitForUpdates(this VimClient client, ManagedObjectReference propertyCollector, CancellationToken cancellationToken = default);
}
