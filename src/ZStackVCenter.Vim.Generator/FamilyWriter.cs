using System.Collections.Immutable;
using System.Text;

namespace ZStackVCenter.Vim.Generator;

/// <summary>
/// Writes for each type the method that reads an element declared as it: the element's <c>xsi:type</c> picks the record among the
/// type and what derives from it, and a name that is none of them is read as the declared type.
/// </summary>
internal static class FamilyWriter
{
    public static string Write(ImmutableArray<TypeModel> types)
    {
        var code = new StringBuilder(ValueCode.Header);
        foreach (var space in types.GroupBy(t => t.Namespace))
        {
            code.Append("namespace ").Append(space.Key).Append("\n{\n");
            foreach (var type in space)
            {
                Append(code, type, types.Where(t => t.Ancestors.Contains(type.FullName)));
            }

            code.Append("}\n\n");
        }

        return code.ToString();
    }

    private static void Append(StringBuilder code, TypeModel type, IEnumerable<TypeModel> derived)
    {
        var hides = type.BaseFullName is null ? "" : "new ";
        code.Append("    partial record ").Append(type.Name).Append("\n    {\n")
            .Append("        internal static ").Append(hides).Append(type.Name).Append(" Read(VimReader reader)\n        {\n")
            .Append("            switch (reader.ReadTypeName())\n            {\n");
        foreach (var one in derived)
        {
            code.Append("                case \"").Append(one.WireName).Append("\": return new ").Append(one.FullName).Append("(reader);\n");
        }

        code.Append("                default: return new ").Append(type.FullName).Append("(reader);\n            }\n        }\n\n")
            .Append("        internal static ").Append(hides).Append("object ReadArray(VimReader reader) => reader.ReadArray(static r => Read(r));\n    }\n\n");
    }
}
