using System.Collections.Immutable;
using System.Text;

namespace ZStackVCenter.Vim.Generator;

/// <summary>Writes the tables that read a value whose type only its <c>xsi:type</c> tells: properties, event arguments, option values.</summary>
internal static class AnyWriter
{
    public static string Write(ImmutableArray<TypeModel> types)
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

        return code.Append("            default: return null;\n        }\n    }\n}\n").ToString();
    }
}
