namespace ZStackVCenter.Help.Cmdlets;

/// <summary>Names of types, as pages and syntax lines write them.</summary>
internal static class TypeText
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.String"] = "string",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.UInt32"] = "uint",
        ["System.UInt64"] = "ulong",
        ["System.Boolean"] = "bool",
        ["System.Double"] = "double",
        ["System.Byte"] = "byte",
        ["System.Object"] = "Object",
    };

    /// <summary>The whole name, an array's with brackets: <c>System.String[]</c>.</summary>
    public static string Full(Type type) => type.ToString();

    /// <summary>The name of a syntax line: <c>string[]</c>, <c>ZsVm</c>; a nullable type has its value's name; a switch has none.</summary>
    public static string Short(Type type)
    {
        if (type.IsArray)
        {
            return $"{Short(type.GetElementType()!)}[]";
        }

        var value = ValueOf(type);
        if (value.FullName == "System.Management.Automation.SwitchParameter")
        {
            return "";
        }

        return Keywords.TryGetValue(value.FullName ?? "", out var keyword) ? keyword : value.Name;
    }

    /// <summary>The names of an enum's values, also when the type is an array of it or nullable.</summary>
    public static IReadOnlyList<string> ValuesOf(Type type)
    {
        var value = ValueOf(type.IsArray ? type.GetElementType()! : type);
        return value.IsEnum ? Enum.GetNames(value) : [];
    }

    private static Type ValueOf(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
