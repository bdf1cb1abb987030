using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Xml;

/// <content>Values whose type only the element's own <c>xsi:type</c> tells.</content>
internal sealed partial class VimReader
{
    private const string ArrayPrefix = "ArrayOf";

    /// <summary>
    /// Reads a value of any type: a .NET primitive, a reference, a data object, or an array of these. The value of an enumeration
    /// stays text, so that one which this version does not know is not lost; an object of an unknown type becomes a
    /// <see cref="DynamicData"/> that keeps the type's name.
    /// </summary>
    public object? ReadAny()
    {
        if (ReadTypeName() is not { } type)
        {
            return ReadString();
        }

        return type == "ManagedObjectReference" && !TypeIsXsd ? ReadReference() : ReadLeafOrObject(type);
    }

    /// <summary>Reads such a value when its type has been looked at already and is no reference.</summary>
    public object? ReadLeafOrObject(string type)
    {
        if (TypeIsXsd)
        {
            return ReadPrimitive(type);
        }

        return type.StartsWith(ArrayPrefix, StringComparison.Ordinal)
            ? ReadArrayOf(type[ArrayPrefix.Length..])
            : VimAny.ReadObject(this, type) ?? ReadPrimitive(type);
    }

    private object? ReadPrimitive(string type) => type switch
    {
        "string" or "anyURI" or "normalizedString" or "token" => ReadString(),
        "boolean" => ReadBoolean(),
        "int" => ReadInt32(),
        "long" => ReadInt64(),
        "short" => ReadInt16(),
        "byte" => ReadSByte(),
        "double" => ReadDouble(),
        "float" => ReadSingle(),
        "dateTime" => ReadDateTime(),
        "base64Binary" => ReadBytes(),
        _ => ReadUnknown(type),
    };

    private object? ReadArrayOf(string item) => item switch
    {
        "ManagedObjectReference" => ReadArray(static r => r.ReadReference()),
        "String" or "AnyURI" => ReadArray(static r => r.ReadString()),
        "Int" => ReadArray(static r => r.ReadInt32()),
        "Long" => ReadArray(static r => r.ReadInt64()),
        "Short" => ReadArray(static r => r.ReadInt16()),
        "Byte" => ReadArray(static r => r.ReadSByte()),
        "Double" => ReadArray(static r => r.ReadDouble()),
        "Boolean" => ReadArray(static r => r.ReadBoolean()),
        "DateTime" => ReadArray(static r => r.ReadDateTime()),
        "Base64Binary" => ReadArray(static r => r.ReadBytes()),
        "AnyType" => ReadArray(static r => r.ReadAny()),
        _ => VimAny.ReadArray(this, item) ?? ReadArray(static r => r.ReadAny()),
    };

    private object ReadUnknown(string type)
    {
        var text = ReadText(out var hasChildren);
        return hasChildren || text.IsEmpty ? DynamicData.OfUnknownType(type) : _pool.Get(text);
    }
}
