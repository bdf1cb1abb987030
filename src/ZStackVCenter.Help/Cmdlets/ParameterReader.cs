using System.Globalization;
using System.Reflection;

namespace ZStackVCenter.Help.Cmdlets;

/// <summary>Reads what a property with <c>[Parameter]</c> declares.</summary>
internal static class ParameterReader
{
    /// <summary>The parameters of a cmdlet's class, in the order of their declaration, the class's own before its base's.</summary>
    public static IReadOnlyList<ParameterInfo> Read(Type cmdlet) =>
    [
        .. cmdlet.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => Attributes.Of(property, "Parameter").Any())
            .DistinctBy(property => property.Name)
            .Select(Read),
    ];

    /// <summary>The parameters that PowerShell adds to a cmdlet that asks before it changes something.</summary>
    public static IReadOnlyList<ParameterInfo> OfShouldProcess { get; } =
    [
        Added("Confirm", "System.Management.Automation.SwitchParameter", "", "cf"),
        Added("WhatIf", "System.Management.Automation.SwitchParameter", "", "wi"),
    ];

    /// <summary>The parameters that PowerShell adds to a cmdlet that gives its answer in pages.</summary>
    public static IReadOnlyList<ParameterInfo> OfPaging { get; } =
    [
        Added("First", "System.UInt64", "ulong"),
        Added("IncludeTotalCount", "System.Management.Automation.SwitchParameter", ""),
        Added("Skip", "System.UInt64", "ulong"),
    ];

    private static ParameterInfo Added(string name, string fullType, string shortType, params string[] aliases) => new()
    {
        Name = name,
        FullType = fullType,
        ShortType = shortType,
        Aliases = aliases,
        Memberships = [new Membership(ParameterInfo.AllSets)],
    };

    private static ParameterInfo Read(PropertyInfo property)
    {
        var declarations = Attributes.Of(property, "Parameter").ToList();
        var allowed = Attributes.OneOf(property, "ValidateSet")?.Positional().OfType<string>().ToList();
        var standard = Attributes.OneOf(property, "PSDefaultValue");
        return new ParameterInfo
        {
            Name = property.Name,
            FullType = TypeText.Full(property.PropertyType),
            ShortType = TypeText.Short(property.PropertyType),
            Aliases = [.. Attributes.OneOf(property, "Alias")?.Positional().OfType<string>() ?? []],
            AcceptedValues = allowed ?? TypeText.ValuesOf(property.PropertyType),
            DefaultValue = standard is null
                ? ""
                : standard.Named<string>("Help") ?? Convert.ToString(standard.Named<object>("Value"), CultureInfo.InvariantCulture) ?? "",
            HelpMessage = declarations.Select(data => data.Named<string>("HelpMessage")).FirstOrDefault(text => text is not null) ?? "",
            SupportsWildcards = Attributes.OneOf(property, "SupportsWildcards") is not null,
            DontShow = declarations.Any(data => data.Named<bool>("DontShow")),
            Memberships = [.. declarations.Select(MembershipOf)],
        };
    }

    private static Membership MembershipOf(CustomAttributeData data)
    {
        var position = data.Named("Position", int.MinValue);
        return new Membership(data.Named("ParameterSetName", ParameterInfo.AllSets)!)
        {
            Position = position < 0 ? null : position,
            IsRequired = data.Named<bool>("Mandatory"),
            FromPipeline = data.Named<bool>("ValueFromPipeline"),
            FromPipelineByPropertyName = data.Named<bool>("ValueFromPipelineByPropertyName"),
            FromRemainingArguments = data.Named<bool>("ValueFromRemainingArguments"),
        };
    }
}
