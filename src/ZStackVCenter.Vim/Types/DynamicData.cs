using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>The root of all data objects (DynamicData in the vSphere API).</summary>
[VimType]
public partial record DynamicData
{
    private readonly string? _typeName;

    /// <summary>
    /// The name of the object's type in the vSphere API. It is the server's, also where the record is only the nearest base that
    /// this version knows.
    /// </summary>
    public string VimTypeName
    {
        get => _typeName ?? RecordTypeName;
        private protected init => _typeName = value;
    }

    internal static DynamicData OfUnknownType(string type) => new() { VimTypeName = type };

    /// <summary>Writes the object as an element; the type stands with it where it is not the declared one.</summary>
    internal void Write(VimWriter writer, string element, string? declaredType)
    {
        writer.StartElement(element, VimTypeName == declaredType ? null : VimTypeName);
        WriteMembers(writer);
        writer.EndElement();
    }
}
