using System.Text;

namespace ZStackVCenter.Vim.Generator;

/// <summary>Writes the constructor that reads a type from XML, and the method that writes it.</summary>
internal static class TypeWriter
{
    public static string Write(TypeModel type)
    {
        var isRoot = type.BaseFullName is null;
        var members = type.Inherited.Concat(type.Own).ToList();
        var code = new StringBuilder(ValueCode.Header)
            .Append("namespace ").Append(type.Namespace).Append(";\n\npartial record ").Append(type.Name).Append("\n{\n")
            .Append("    /// <summary>Makes one whose members are given by name.</summary>\n")
            .Append("    public ").Append(type.Name).Append("()\n    {\n    }\n\n")
            .Append("    [global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]\n")
            .Append("    internal ").Append(type.Name).Append("(VimReader reader)\n    {\n")
            .Append("        VimTypeName = reader.TypeName!;\n");
        AppendReader(code, type.WireName, members);
        code.Append("    }\n\n")
            .Append("    internal ").Append(isRoot ? "" : "new ").Append("const string WireName = \"").Append(type.WireName).Append("\";\n\n")
            .Append("    private protected ").Append(isRoot ? "virtual" : "override").Append(" string RecordTypeName => WireName;\n\n")
            .Append("    private protected ").Append(isRoot ? "virtual" : "override").Append(" void WriteMembers(VimWriter writer)\n    {\n");
        if (!isRoot)
        {
            code.Append("        base.WriteMembers(writer);\n");
        }

        foreach (var member in type.Own)
        {
            code.Append("        ").Append(ValueCode.Write(member)).Append('\n');
        }

        return code.Append("    }\n}\n").ToString();
    }

    private static void AppendReader(StringBuilder code, string wireName, List<MemberModel> members)
    {
        foreach (var list in members.Where(m => m.Value.IsList))
        {
            code.Append($"        global::System.Collections.Generic.List<{list.Value.TypeName}>? _{list.Element} = null;\n");
        }

        code.Append("        for (var more = reader.Enter(); more && reader.Next();)\n        {\n            switch (reader.Name)\n            {\n");
        foreach (var member in members)
        {
            var read = ValueCode.Read(member.Value);
            code.Append($"                case \"{member.Element}\": ")
                .Append(member.Value.IsList ? $"(_{member.Element} ??= []).Add({read});" : $"this.{member.Property} = {read};")
                .Append(" break;\n");
        }

        code.Append("                default: reader.Skip(); break;\n            }\n        }\n");
        foreach (var list in members.Where(m => m.Value.IsList))
        {
            code.Append($"        if (_{list.Element} is not null) {{ this.{list.Property} = _{list.Element}; }}\n");
        }

        // A server that leaves out a reference it must send is met with an empty one, not with a null that the type denies.
        foreach (var one in members.Where(m => m.Value is { Kind: ValueKind.Reference, IsList: false, IsNullable: false }))
        {
            code.Append($"        this.{one.Property} ??= VimReader.NoReference;\n");
        }

        // An object it must send has no such empty form.
        foreach (var one in members.Where(m => m.Value is { Kind: ValueKind.Object, IsList: false, IsNullable: false }))
        {
            code.Append($"        if (this.{one.Property} is null) {{ throw VimReader.Lacks(\"{wireName}\", \"{one.Element}\"); }}\n");
        }
    }
}
