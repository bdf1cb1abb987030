using System.Text;

namespace ZStackVCenter.Vim.Generator;

/// <summary>Writes the bodies of the methods: arguments in the order of the signature, the result from <c>returnval</c>.</summary>
internal static class MethodWriter
{
    public static string Write(IReadOnlyList<MethodModel> methods)
    {
        var code = new StringBuilder(ValueCode.Header)
            .Append("namespace ").Append(methods[0].Namespace).Append(";\n\nstatic partial class ").Append(methods[0].Class).Append("\n{\n");
        foreach (var method in methods)
        {
            Append(code, method);
        }

        return code.Append("}\n").ToString();
    }

    private static void Append(StringBuilder code, MethodModel method)
    {
        code.Append("    ").Append(method.Signature).Append('\n')
            .Append($"        => {method.Client}.InvokeAsync(new global::ZStackVCenter.Vim.Transport.VimCall(\"{method.WireName}\", {method.Target}, {(method.Repeatable ? "true" : "false")}, ");
        if (method.Arguments.Count == 0)
        {
            code.Append("null)");
        }
        else
        {
            code.Append("writer =>\n        {\n");
            foreach (var argument in method.Arguments)
            {
                code.Append("            ").Append(ValueCode.Write(argument)).Append('\n');
            }

            code.Append("        })");
        }

        if (method.Result is { } result)
        {
            code.Append(", static reader =>\n        {\n");
            AppendResult(code, result);
            code.Append("        }");
        }

        code.Append($", {method.Cancellation});\n\n");
    }

    private static void AppendResult(StringBuilder code, ValueModel result)
    {
        var read = ValueCode.Read(result);
        if (result.IsList)
        {
            code.Append($"            var result = new global::System.Collections.Generic.List<{result.TypeName}>();\n")
                .Append($"            for (var more = reader.Enter(); more && reader.Next();) {{ if (reader.Name == \"returnval\") {{ result.Add({read}); }} else {{ reader.Skip(); }} }}\n")
                .Append($"            return (global::System.Collections.Generic.IReadOnlyList<{result.TypeName}>)result;\n");
            return;
        }

        code.Append($"            {result.TypeName}? result = null;\n")
            .Append($"            for (var more = reader.Enter(); more && reader.Next();) {{ if (reader.Name == \"returnval\") {{ result = {read}; }} else {{ reader.Skip(); }} }}\n")
            .Append(result.IsNullable ? "            return result;\n" : "            return result ?? throw VimReader.NothingReturned();\n");
    }
}
