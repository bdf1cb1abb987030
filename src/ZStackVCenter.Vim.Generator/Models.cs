namespace ZStackVCenter.Vim.Generator;

/// <summary>How a member's content stands in the XML.</summary>
internal enum ValueKind
{
    String,
    Boolean,
    SByte,
    Int16,
    Int32,
    Int64,
    Single,
    Double,
    DateTime,
    Bytes,
    Reference,
    Any,
    Enum,
    Object,
}

/// <summary>The shape of one value: its kind, its C# type, and whether it repeats or may be absent.</summary>
internal sealed record ValueModel(ValueKind Kind, string TypeName, bool IsList, bool IsNullable);

/// <summary>One element of a data object, or one argument of a method.</summary>
internal sealed record MemberModel(string Property, string Element, ValueModel Value);

/// <summary>One vim25 data object: its own members, and those of its bases with the root's first.</summary>
internal sealed record TypeModel(
    string Namespace,
    string Name,
    string WireName,
    string? BaseFullName,
    EquatableArray<string> Ancestors,
    EquatableArray<MemberModel> Inherited,
    EquatableArray<MemberModel> Own)
{
    public string FullName => $"global::{Namespace}.{Name}";
}

/// <summary>One value of a vim25 enumeration.</summary>
internal sealed record EnumValueModel(string Name, string WireName);

/// <summary>One vim25 enumeration.</summary>
internal sealed record EnumModel(string Namespace, string Name, string WireName, EquatableArray<EnumValueModel> Values)
{
    public string FullName => $"global::{Namespace}.{Name}";
}

/// <summary>One vim25 method: a static partial extension method of the client.</summary>
internal sealed record MethodModel(
    string Namespace,
    string Class,
    string Name,
    string WireName,
    bool Repeatable,
    string Signature,
    string Client,
    string Target,
    string Cancellation,
    EquatableArray<MemberModel> Arguments,
    ValueModel? Result);
