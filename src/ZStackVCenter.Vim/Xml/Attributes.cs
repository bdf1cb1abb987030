namespace ZStackVCenter.Vim.Xml;

/// <summary>
/// Marks a partial record as a vim25 data object: the generator writes its reader and its writer. Its public init-only properties
/// are the elements, in the schema's order; a base type's come first. The name is the record's unless one is given.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class VimTypeAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>Marks an enumeration of vim25. The value zero stands for a name that this version does not know.</summary>
[AttributeUsage(AttributeTargets.Enum)]
internal sealed class VimEnumAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>Gives the XML name of a member that is not the C# name with a small first letter.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class VimNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>
/// Marks a static partial extension method as a vim25 method: the client, the object, the arguments in the schema's order with the
/// schema's names, and a cancellation token.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VimMethodAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;

    /// <summary>The method changes nothing, so that it may be sent again after a lost connection.</summary>
    public bool Repeatable { get; set; }
}
