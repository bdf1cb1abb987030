using System.Globalization;
using System.Text;
using ZStackVCenter.Help.Cmdlets;

namespace ZStackVCenter.Help.Pages;

/// <summary>
/// Writes a page: its prose, and around it what the code says. A page in the repository is exactly what this writes; so a page that
/// says something else than the code is seen at its first differing line.
/// </summary>
internal static class PageWriter
{
    private const string CommonParameters = """
        This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable,
        -InformationAction, -InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable,
        -ProgressAction, -Verbose, -WarningAction, and -WarningVariable. For more information, see
        [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).
        """;

    /// <summary>The page's markdown, lines ended by a line feed.</summary>
    public static string Write(CmdletInfo cmdlet, string module, Page page)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            ---
            document type: cmdlet
            external help file: {module}.dll-Help.xml
            HelpUri: {Quoted(cmdlet.HelpUri)}
            Locale: en-US
            Module Name: {module}
            ms.date: {page.Date}
            PlatyPS schema version: 2024-05-01
            title: {cmdlet.Name}
            ---

            # {cmdlet.Name}
            """).Append("\n\n");
        Section(text, "## SYNOPSIS", page.Synopsis);
        Section(text, "## SYNTAX");
        foreach (var set in cmdlet.Sets)
        {
            Section(text, $"### {set.Name}{(set.IsDefault ? " (Default)" : "")}", $"```\n{SyntaxText.Write(cmdlet, set)}\n```");
        }

        Section(text, "## ALIASES", AliasText(cmdlet));
        Section(text, "## DESCRIPTION", page.Description);
        Section(text, "## EXAMPLES");
        for (var index = 0; index < page.Examples.Count; index++)
        {
            Section(text, $"### Example {index + 1}: {page.Examples[index].Subject}", page.Examples[index].Markdown);
        }

        Section(text, "## PARAMETERS");
        foreach (var parameter in cmdlet.Parameters)
        {
            var part = page.Find(parameter.Name);
            var block = ParameterBlock.Write(cmdlet, parameter, part?.Default ?? "");
            Section(text, $"### -{parameter.Name}", part?.Markdown ?? "", $"```yaml\n{block}```");
        }

        Section(text, "### CommonParameters", CommonParameters);
        Parts(text, "## INPUTS", page.Inputs);
        Parts(text, "## OUTPUTS", page.Outputs);
        Section(text, "## NOTES", page.Notes);
        Section(text, "## RELATED LINKS", page.RelatedLinks);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>A scalar in YAML: quoted where it is empty or could be read as something else.</summary>
    public static string Quoted(string value) =>
        value.Length > 0 && value.All(character => char.IsAsciiLetterOrDigit(character) || "._-/".Contains(character, StringComparison.Ordinal))
            && char.IsAsciiLetterOrDigit(value[0])
            ? value
            : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static void Parts(StringBuilder text, string title, IEnumerable<Part> parts)
    {
        Section(text, title);
        foreach (var part in parts)
        {
            Section(text, $"### {part.Title}", part.Markdown);
        }
    }

    private static void Section(StringBuilder text, params IEnumerable<string> pieces)
    {
        foreach (var piece in pieces.Where(piece => piece.Length > 0))
        {
            text.Append(piece).Append("\n\n");
        }
    }

    private static string AliasText(CmdletInfo cmdlet) => cmdlet.Aliases.Count == 0
        ? "This cmdlet has no aliases."
        : $"This cmdlet has the following aliases,\n  {string.Join(", ", cmdlet.Aliases)}";
}
