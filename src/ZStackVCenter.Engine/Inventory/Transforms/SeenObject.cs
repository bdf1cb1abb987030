using System.Collections;
using System.Diagnostics.CodeAnalysis;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>
/// A managed object with the properties that were read of it, by path. A full read makes one of a row as it streams in; a watch keeps one
/// and puts each change over it, so that both go through the same transform.
/// </summary>
internal sealed class SeenObject
{
    private readonly ObjectRow? _row;
    private Dictionary<string, object?>? _changed;
    private HashSet<string>? _missing;

    public SeenObject(ManagedObjectReference reference) => Reference = reference;

    public SeenObject(ObjectRow row)
    {
        Reference = row.Object;
        _row = row;
        foreach (var missing in row.Missing)
        {
            SetMissing(missing.Path);
        }
    }

    /// <summary>Which object it is.</summary>
    public ManagedObjectReference Reference { get; }

    /// <summary>Its managed object id.</summary>
    public string Id => Reference.Value;

    /// <summary>The paths that the server would not give, such as for want of a right.</summary>
    public IReadOnlyCollection<string> Missing => (IReadOnlyCollection<string>?)_missing ?? [];

    /// <summary>Sets a value over what was read; null takes it away.</summary>
    public void Set(string path, object? value)
    {
        (_changed ??= new(StringComparer.Ordinal))[path] = value;
        _missing?.Remove(path);
    }

    /// <summary>Takes over the values of another read of the same object.</summary>
    public void Take(ObjectRow row, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            Set(path, row[path].Boxed);
        }
        foreach (var missing in row.Missing)
        {
            SetMissing(missing.Path);
        }
    }

    /// <summary>Drops values that were taken over: they are in the records now, and large.</summary>
    public void Forget(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            _changed?.Remove(path);
        }
    }

    /// <summary>Notes that the server would not give a path.</summary>
    public void SetMissing(string path) => (_missing ??= new(StringComparer.Ordinal)).Add(path);

    /// <summary>True when the path has a value.</summary>
    public bool Has(string path) => TryChanged(path, out var value) ? value is not null : _row is not null && _row[path].IsSet;

    /// <summary>True when the server would not give the path, or what it is part of.</summary>
    public bool IsMissing(string path) =>
        _missing is not null && _missing.Any(m => m == path || path.StartsWith(m + ".", StringComparison.Ordinal));

    /// <summary>The value as text: a string, or the name of an enumeration's value; null when it has none.</summary>
    public string? Text(string path) => TryChanged(path, out var value)
        ? value switch { string text => text, Enum name => name.ToString(), _ => null }
        : _row?[path].Text;

    /// <summary>True or false; null when it has no value.</summary>
    public bool? Flag(string path) => TryChanged(path, out var value) ? value as bool? : _row?[path].Boolean;

    /// <summary>The value as a number, whichever width the server used; 0 when it has none.</summary>
    public long Number(string path) => TryChanged(path, out var value)
        ? value switch { int number => number, long number => number, short number => number, sbyte number => number, _ => 0 }
        : _row?[path].Int64 ?? 0;

    /// <summary>The value as a time (UTC); null when it has none.</summary>
    public DateTime? Time(string path) => TryChanged(path, out var value) ? (value as DateTime?)?.ToUniversalTime() : _row?[path].DateTime;

    /// <summary>The object that the value refers to; null when it has none.</summary>
    public ManagedObjectReference? Link(string path) => TryChanged(path, out var value) ? value as ManagedObjectReference : _row?[path].Reference;

    /// <summary>The items of a list that are of a type; empty when it has none.</summary>
    public IReadOnlyList<T> List<T>(string path)
        where T : class
    {
        var value = TryChanged(path, out var changed) ? changed : _row?[path].As<object>();
        return value as IReadOnlyList<T> ?? (value is IEnumerable items and not string ? [.. items.OfType<T>()] : []);
    }

    /// <summary>A data object; false when the path has no value of that type.</summary>
    public bool TryGet<T>(string path, [NotNullWhen(true)] out T? value)
        where T : class
    {
        value = TryChanged(path, out var changed) ? changed as T : _row?[path].As<T>();
        return value is not null;
    }

    private bool TryChanged(string path, out object? value)
    {
        value = null;
        return _changed is not null && _changed.TryGetValue(path, out value);
    }
}
