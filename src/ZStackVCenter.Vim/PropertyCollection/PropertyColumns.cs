namespace ZStackVCenter.Vim.PropertyCollection;

/// <summary>Gives each property path of a retrieval its place in a row.</summary>
internal sealed class PropertyColumns
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<string> _paths = [];

    public PropertyColumns(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (_indexes.TryAdd(path, _paths.Count))
            {
                _paths.Add(path);
            }
        }

        _bySpan = _indexes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count => _paths.Count;

    public bool TryFind(string path, out int index) => _indexes.TryGetValue(path, out index);

    /// <summary>Finds a path's place; servers send the properties in one order for all objects, so the place after the last is tried first.</summary>
    public int Find(ReadOnlySpan<char> path, int expected)
    {
        if (expected < _paths.Count && path.SequenceEqual(_paths[expected]))
        {
            return expected;
        }

        return _bySpan.TryGetValue(path, out var index) ? index : -1;
    }
}
