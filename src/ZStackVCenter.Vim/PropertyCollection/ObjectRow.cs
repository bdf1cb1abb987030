using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.PropertyCollection;

/// <summary>The selected properties of one managed object.</summary>
public sealed class ObjectRow
{
    private readonly PropertyColumns _columns;
    private readonly PropertyValue[] _values;

    internal ObjectRow(ManagedObjectReference obj, PropertyColumns columns, PropertyValue[] values, IReadOnlyList<MissingProperty> missing)
    {
        Object = obj;
        _columns = columns;
        _values = values;
        Missing = missing;
    }

    /// <summary>The object.</summary>
    public ManagedObjectReference Object { get; }

    /// <summary>Properties that could not be read, with the reason: mostly a privilege that the user lacks.</summary>
    public IReadOnlyList<MissingProperty> Missing { get; }

    /// <summary>A value by its place: the place of its path among those asked for, all selections' paths counted through, repeats once.</summary>
    public PropertyValue this[int index] => _values[index];

    /// <summary>A value by its path; unset for a path that was not asked for.</summary>
    public PropertyValue this[string path] => _columns.TryFind(path, out var index) ? _values[index] : default;
}
