using System.Globalization;
using System.Xml.Linq;
using ZStackVCenter.Help.Cmdlets;
using ZStackVCenter.Help.Pages;
using static ZStackVCenter.Help.Maml.MamlFile;

namespace ZStackVCenter.Help.Maml;

/// <summary>One parameter's element, in a syntax line or in the list of parameters.</summary>
internal static class MamlParameter
{
    public static XElement Create(ParameterInfo parameter, Page page, Membership membership, bool inSyntax = false)
    {
        var part = page.Find(parameter.Name);
        var standard = ParameterBlock.DefaultOf(parameter, part?.Default ?? "");
        var type = parameter.IsSwitch ? "SwitchParameter" : parameter.ShortType;
        return new XElement(
            CommandSpace + "parameter",
            new XAttribute("required", Bool(membership.IsRequired)),
            new XAttribute("variableLength", Bool(parameter.IsArray)),
            new XAttribute("globbing", Bool(parameter.SupportsWildcards)),
            new XAttribute("pipelineInput", PipelineInput(membership)),
            new XAttribute("position", membership.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(MamlSpace + "name", parameter.Name),
            MamlCommand.Text(MamlSpace + "description", part?.Markdown ?? ""),
            inSyntax && parameter.AcceptedValues.Count > 0 ? Values(parameter) : null,
            parameter.IsSwitch && inSyntax ? null : new XElement(
                CommandSpace + "parameterValue",
                new XAttribute("required", Bool(!parameter.IsSwitch)),
                new XAttribute("variableLength", Bool(parameter.IsArray)),
                type),
            new XElement(DevSpace + "type", new XElement(MamlSpace + "name", type)),
            new XElement(DevSpace + "defaultValue", standard.Length == 0 ? "None" : standard));
    }

    /// <summary>What holds of the parameter in any set: required only where it is in all, from the pipeline where it is in one.</summary>
    public static Membership Widest(ParameterInfo parameter) => new(ParameterInfo.AllSets)
    {
        Position = parameter.Memberships.Min(membership => membership.Position),
        IsRequired = parameter.Memberships.All(membership => membership.IsRequired),
        FromPipeline = parameter.Memberships.Any(membership => membership.FromPipeline),
        FromPipelineByPropertyName = parameter.Memberships.Any(membership => membership.FromPipelineByPropertyName),
    };

    private static XElement Values(ParameterInfo parameter) => new(
        CommandSpace + "parameterValueGroup",
        parameter.AcceptedValues.Select(value => new XElement(
            CommandSpace + "parameterValue",
            new XAttribute("required", "false"),
            new XAttribute("variableLength", "false"),
            value)));

    private static string PipelineInput(Membership membership) => (membership.FromPipeline, membership.FromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static string Bool(bool value) => value ? "true" : "false";
}
