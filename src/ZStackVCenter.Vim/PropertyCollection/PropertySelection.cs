namespace ZStackVCenter.Vim.PropertyCollection;

/// <summary>Which properties to read of the managed objects of one type.</summary>
/// <param name="type">The managed object type, as <c>VirtualMachine</c>; a base type such as <c>ManagedEntity</c> means all below it.</param>
/// <param name="paths">Property paths, as <c>config.hardware.numCPU</c>. Leaves are cheapest, for the server and for the client.</param>
public sealed class PropertySelection(string type, params IReadOnlyList<string> paths)
{
    /// <summary>The managed object type.</summary>
    public string Type { get; } = type;

    /// <summary>The property paths.</summary>
    public IReadOnlyList<string> Paths { get; } = paths;

    /// <summary>
    /// vim25 types whose objects are left out of the arrays among the values: the server sends all of a property, and what nobody looks at need
    /// not be made of it. They hold for the whole retrieval.
    /// </summary>
    public IReadOnlyCollection<string> Ignored { get; init; } = [];
}
