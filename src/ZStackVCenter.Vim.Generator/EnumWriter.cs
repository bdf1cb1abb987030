using System.Text;

namespace ZStackVCenter.Vim.Generator;

/// <summary>Writes the two-way table between an enumeration's values and their names in the XML.</summary>
internal static class EnumWriter
{
    public static string Write(EnumModel model)
    {
        var code = new StringBuilder(ValueCode.Header)
            .Append("namespace ").Append(model.Namespace).Append(";\n\ninternal static class ").Append(model.Name).Append("Names\n{\n")
            .Append("    internal static ").Append(model.FullName).Append(" Parse(global::System.ReadOnlySpan<char> text) => text switch\n    {\n");
        foreach (var value in model.Values)
        {
            code.Append($"        \"{value.WireName}\" => {model.FullName}.{value.Name},\n");
        }

        code.Append("        _ => default,\n    };\n\n")
            .Append("    internal static string Text(").Append(model.FullName).Append(" value) => value switch\n    {\n");
        foreach (var value in model.Values)
        {
            code.Append($"        {model.FullName}.{value.Name} => \"{value.WireName}\",\n");
        }

        return code.Append($"        _ => throw VimWriter.NoSuchValue(\"{model.WireName}\"),\n    }};\n}}\n").ToString();
    }
}
