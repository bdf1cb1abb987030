using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.PropertyCollection;

/// <summary>Filter specifications for the usual cases.</summary>
public static class FilterSpecs
{
    /// <summary>Selected properties of all objects of a view.</summary>
    /// <param name="view">A container view or a list view.</param>
    /// <param name="selections">What to read of which types.</param>
    public static PropertyFilterSpec OfView(ManagedObjectReference view, IEnumerable<PropertySelection> selections)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new PropertyFilterSpec
        {
            PropSet = Properties(selections),
            ObjectSet =
            [
                new ObjectSpec
                {
                    Obj = view,
                    Skip = true,
                    SelectSet = [new TraversalSpec { Name = "view", Type = view.Type, Path = "view", Skip = false }],
                },
            ],
        };
    }

    /// <summary>Selected properties of given objects; those that are gone are left out.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="selections">What to read of which types.</param>
    public static PropertyFilterSpec OfObjects(IEnumerable<ManagedObjectReference> objects, IEnumerable<PropertySelection> selections) => new()
    {
        PropSet = Properties(selections),
        ObjectSet = [.. objects.Select(obj => new ObjectSpec { Obj = obj })],
        ReportMissingObjectsInResults = true,
    };

    private static IReadOnlyList<PropertySpec> Properties(IEnumerable<PropertySelection> selections) =>
        [.. selections.Select(s => new PropertySpec { Type = s.Type, PathSet = s.Paths })];
}
