using System.Globalization;
using System.Text;
using ZStackVCenter.Help.Cmdlets;

namespace ZStackVCenter.Help.Pages;

/// <summary>Writes the block of YAML below a parameter's description, as PlatyPS's schema 2024-05-01 has it.</summary>
internal static class ParameterBlock
{
    /// <summary>The block's lines, each ended by a line feed.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="parameter">Its parameter.</param>
    /// <param name="pageDefault">The default value that the page names; what the code carries comes first.</param>
    public static string Write(CmdletInfo cmdlet, ParameterInfo parameter, string pageDefault)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Type: {parameter.FullType}\n");
        text.Append(CultureInfo.InvariantCulture, $"DefaultValue: {PageWriter.Quoted(DefaultOf(parameter, pageDefault))}\n");
        text.Append(CultureInfo.InvariantCulture, $"SupportsWildcards: {Bool(parameter.SupportsWildcards)}\n");
        List(text, "Aliases", parameter.Aliases);
        text.Append("ParameterSets:\n");
        foreach (var membership in MembershipsOf(cmdlet, parameter))
        {
            var name = membership.Set == ParameterInfo.AllSets ? "(All)" : membership.Set;
            text.Append(
                CultureInfo.InvariantCulture,
                $"""
                - Name: {name}
                  Position: {membership.Position?.ToString(CultureInfo.InvariantCulture) ?? "Named"}
                  IsRequired: {Bool(membership.IsRequired)}
                  ValueFromPipeline: {Bool(membership.FromPipeline)}
                  ValueFromPipelineByPropertyName: {Bool(membership.FromPipelineByPropertyName)}
                  ValueFromRemainingArguments: {Bool(membership.FromRemainingArguments)}
                """).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"DontShow: {Bool(parameter.DontShow)}\n");
        List(text, "AcceptedValues", parameter.AcceptedValues);
        text.Append(CultureInfo.InvariantCulture, $"HelpMessage: {PageWriter.Quoted(parameter.HelpMessage)}\n");
        return text.ToString();
    }

    /// <summary>The value that a parameter has when it is left out: the code's word before the page's.</summary>
    public static string DefaultOf(ParameterInfo parameter, string pageDefault) => parameter switch
    {
        { DefaultValue.Length: > 0 } => parameter.DefaultValue,
        { IsSwitch: true } => "False",
        _ => pageDefault,
    };

    /// <summary>The sets in the cmdlet's order, so that the order does not hang on that of the attributes.</summary>
    private static IEnumerable<Membership> MembershipsOf(CmdletInfo cmdlet, ParameterInfo parameter) =>
        parameter.Memberships.OrderBy(membership => cmdlet.Sets.Select(set => set.Name).ToList().IndexOf(membership.Set));

    private static void List(StringBuilder text, string name, IReadOnlyList<string> values)
    {
        text.Append(name).Append(values.Count == 0 ? ": []\n" : ":\n");
        foreach (var value in values)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {PageWriter.Quoted(value)}\n");
        }
    }

    private static string Bool(bool value) => value ? "true" : "false";
}
