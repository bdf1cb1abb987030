using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Which properties of which objects (PropertyFilterSpec in the vSphere API).</summary>
[VimType]
public sealed partial record PropertyFilterSpec : DynamicData
{
    /// <summary>The properties, type by type.</summary>
    public IReadOnlyList<PropertySpec> PropSet { get; init; } = [];

    /// <summary>Where to begin, and how to go on from there.</summary>
    public IReadOnlyList<ObjectSpec> ObjectSet { get; init; } = [];

    /// <summary>Whether an object that is gone is left out instead of failing the call.</summary>
    public bool? ReportMissingObjectsInResults { get; init; }
}

/// <summary>The properties of one type (PropertySpec in the vSphere API).</summary>
[VimType]
public sealed partial record PropertySpec : DynamicData
{
    /// <summary>The managed object type.</summary>
    public string Type { get; init; } = "";

    /// <summary>Whether all properties are meant; <see cref="PathSet"/> is then unused.</summary>
    public bool? All { get; init; }

    /// <summary>The property paths, as <c>config.hardware.numCPU</c>.</summary>
    public IReadOnlyList<string> PathSet { get; init; } = [];
}

/// <summary>One object to begin at (ObjectSpec in the vSphere API).</summary>
[VimType]
public sealed partial record ObjectSpec : DynamicData
{
    /// <summary>The object.</summary>
    public required ManagedObjectReference Obj { get; init; }

    /// <summary>Whether the object itself is left out of the result.</summary>
    public bool? Skip { get; init; }

    /// <summary>How to go on from it.</summary>
    public IReadOnlyList<SelectionSpec> SelectSet { get; init; } = [];
}

/// <summary>A traversal by its name (SelectionSpec in the vSphere API).</summary>
[VimType]
public partial record SelectionSpec : DynamicData
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }
}

/// <summary>How to go from an object to others (TraversalSpec in the vSphere API).</summary>
[VimType]
public sealed partial record TraversalSpec : SelectionSpec
{
    /// <summary>The type of the object to go on from.</summary>
    public string Type { get; init; } = "";

    /// <summary>The property that holds the references to follow.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether the objects reached are left out of the result.</summary>
    public bool? Skip { get; init; }

    /// <summary>How to go on from them.</summary>
    public IReadOnlyList<SelectionSpec> SelectSet { get; init; } = [];
}

/// <summary>A property that could not be read (MissingProperty in the vSphere API).</summary>
[VimType]
public sealed partial record MissingProperty : DynamicData
{
    /// <summary>The property path.</summary>
    public string Path { get; init; } = "";

    /// <summary>Why.</summary>
    public LocalizedMethodFault? Fault { get; init; }
}

/// <summary>An object that could not be read (MissingObject in the vSphere API).</summary>
[VimType]
public sealed partial record MissingObject : DynamicData
{
    /// <summary>The object.</summary>
    public required ManagedObjectReference Obj { get; init; }

    /// <summary>Why.</summary>
    public LocalizedMethodFault? Fault { get; init; }
}

/// <summary>The changes since a version (UpdateSet in the vSphere API).</summary>
[VimType]
public sealed partial record UpdateSet : DynamicData
{
    /// <summary>The version to ask for the next changes with.</summary>
    public string Version { get; init; } = "";

    /// <summary>The changes, filter by filter.</summary>
    public IReadOnlyList<PropertyFilterUpdate> FilterSet { get; init; } = [];

    /// <summary>Whether there is more for the same moment; ask again at once.</summary>
    public bool? Truncated { get; init; }
}

/// <summary>The changes that one filter saw (PropertyFilterUpdate in the vSphere API).</summary>
[VimType]
public sealed partial record PropertyFilterUpdate : DynamicData
{
    /// <summary>The filter.</summary>
    public required ManagedObjectReference Filter { get; init; }

    /// <summary>The changed objects.</summary>
    public IReadOnlyList<ObjectUpdate> ObjectSet { get; init; } = [];

    /// <summary>Objects that could not be read.</summary>
    public IReadOnlyList<MissingObject> MissingSet { get; init; } = [];
}

/// <summary>What changed of one object (ObjectUpdate in the vSphere API).</summary>
[VimType]
public sealed partial record ObjectUpdate : DynamicData
{
    /// <summary>How the object changed with regard to the filter.</summary>
    public ObjectUpdateKind Kind { get; init; }

    /// <summary>The object.</summary>
    public required ManagedObjectReference Obj { get; init; }

    /// <summary>The changed properties.</summary>
    public IReadOnlyList<PropertyChange> ChangeSet { get; init; } = [];

    /// <summary>Properties that could not be read.</summary>
    public IReadOnlyList<MissingProperty> MissingSet { get; init; } = [];
}

/// <summary>One changed property (PropertyChange in the vSphere API).</summary>
[VimType]
public sealed partial record PropertyChange : DynamicData
{
    /// <summary>The property path; may name a part of what was asked for, as <c>config.extraConfig["key"]</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>How it changed.</summary>
    public PropertyChangeOp Op { get; init; }

    /// <summary>The new value, or null when it has none.</summary>
    public object? Val { get; init; }
}

/// <summary>How long a wait for changes lasts and how much it may bring (WaitOptions in the vSphere API).</summary>
[VimType]
public sealed partial record WaitOptions : DynamicData
{
    /// <summary>The longest wait, in seconds; without one the server decides.</summary>
    public int? MaxWaitSeconds { get; init; }

    /// <summary>The most objects in one answer.</summary>
    public int? MaxObjectUpdates { get; init; }
}

/// <summary>How an object changed with regard to a filter (ObjectUpdateKind in the vSphere API).</summary>
[VimEnum]
public enum ObjectUpdateKind
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>Properties changed.</summary>
    Modify,

    /// <summary>The object came under the filter, or was there at the start.</summary>
    Enter,

    /// <summary>The object is gone, or no longer under the filter.</summary>
    Leave,
}

/// <summary>How a property changed (PropertyChangeOp in the vSphere API).</summary>
[VimEnum]
public enum PropertyChangeOp
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>An item was added to a list.</summary>
    Add,

    /// <summary>An item was removed from a list.</summary>
    Remove,

    /// <summary>It has a new value.</summary>
    Assign,

    /// <summary>It went away because what held it did.</summary>
    IndirectRemove,
}
