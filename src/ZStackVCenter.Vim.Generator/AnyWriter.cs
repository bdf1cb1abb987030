using System.Collections.Immutable;
using System.Text;

namespace ZStackVCenter.Vim.Generator;

/// <summary>Writes the tables that read a value whose type only its <c>xsi:type</c> tells: properties, event arguments, option values.</summary>
internal static class AnyWriter
{
    public static string Write(ImmutableArray<TypeModel> types, ImmutableArray<EnumModel> enums)
    {
        var code = new StringBuilder(ValueCode.Header)
            .Append("namespace ZStackVCenter.Vim.Xml;\n\ninternal static class VimAny\n{\n")
            .Append("    internal static object? ReadObject(VimReader reader, string type)\n    {\n        switch (type)\n        {\n");
        foreach (var type in types)
        {
            code.Append($"            case \"{type.WireName}\": return new {type.FullName}(reader);\n");
        }

        code.Append("            default: return null;\n        }\n    }\n\n")
            .Append("    internal static object? ReadArray(VimReader reader, string item)\n    {\n        switch (item)\n        {\n");
        foreach (var type in types)
        {
            code.Append($"            case \"{type.WireName}\": return {type.FullName}.ReadArray(reader);\n");
        }

        foreach (var one in enums)
        {
            code.Append($"            case \"{one.WireName}\": return reader.ReadArray(static r => {one.FullName}Names.Parse(r.ReadText()));\n");
        }

        code.Append("            default: return null;\n        }\n    }\n\n")
            .Append("    internal static object? ReadEnum(VimReader reader, string type)\n    {\n        switch (type)\n        {\n");
        foreach (var one in enums)
        {
            code.Append($"            case \"{one.WireName}\": return {one.FullName}Names.Parse(reader.ReadText());\n");
        }

        return code.Append("            default: return null;\n        }\n    }\n}\n").ToString();
    }
}
