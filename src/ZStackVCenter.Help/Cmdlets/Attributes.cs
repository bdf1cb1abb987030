using System.Reflection;

namespace ZStackVCenter.Help.Cmdlets;

/// <summary>
/// Reads attributes from metadata by name. PowerShellStandard's attribute classes have no bodies, so an instance of one would hold nothing.
/// </summary>
internal static class Attributes
{
    private const string PowerShell = "System.Management.Automation.";

    public static IEnumerable<CustomAttributeData> Of(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(data => data.AttributeType.FullName == $"{PowerShell}{name}Attribute");

    public static CustomAttributeData? OneOf(MemberInfo member, string name) => Of(member, name).FirstOrDefault();

    public static T? Named<T>(this CustomAttributeData data, string name, T? absent = default)
    {
        foreach (var argument in data.NamedArguments)
        {
            if (argument.MemberName == name)
            {
                return (T?)argument.TypedValue.Value;
            }
        }

        return absent;
    }

    /// <summary>The elements of the constructor's arguments, those of arrays one by one.</summary>
    public static IEnumerable<object?> Positional(this CustomAttributeData data) =>
        data.ConstructorArguments.SelectMany(argument => argument.Value is IEnumerable<CustomAttributeTypedArgument> elements
            ? elements.Select(element => element.Value)
            : [argument.Value]);
}
