using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using ZStackVCenter.Help.Markdown;

namespace ZStackVCenter.Help.Pages;

/// <summary>Takes the prose out of a page's markdown.</summary>
internal static class PageReader
{
    /// <summary>The sections of PlatyPS's schema 2024-05-01, in their order.</summary>
    private static readonly string[] Titles =
    [
        "SYNOPSIS", "SYNTAX", "ALIASES", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS",
    ];

    /// <summary>Reads a page.</summary>
    /// <param name="file">The page's markdown.</param>
    /// <param name="problems">Where what is not as the schema wants it is said.</param>
    public static Page Read(MarkdownFile file, ICollection<Problem> problems)
    {
        CheckTitles(file, problems);
        return new Page
        {
            Title = file.Sections.FirstOrDefault(section => section.Level == 1)?.Title ?? "",
            Date = file.FrontMatter.GetValueOrDefault("ms.date", ""),
            Synopsis = Body(file, "SYNOPSIS"),
            Description = Body(file, "DESCRIPTION"),
            Examples = Parts(file, "EXAMPLES"),
            Parameters = [.. Parts(file, "PARAMETERS").Where(part => part.Title.StartsWith('-')).Select(part => Parameter(file, part, problems))],
            Inputs = Parts(file, "INPUTS"),
            Outputs = Parts(file, "OUTPUTS"),
            Notes = Body(file, "NOTES"),
            RelatedLinks = Body(file, "RELATED LINKS"),
        };
    }

    private static void CheckTitles(MarkdownFile file, ICollection<Problem> problems)
    {
        var found = file.Sections.Where(section => section.Level == 2).ToList();
        foreach (var section in found.Where(section => !Titles.Contains(section.Title, StringComparer.Ordinal)))
        {
            problems.Add(file.Problem(section.Line, $"The schema has no section '{section.Title}': it has {string.Join(", ", Titles)}."));
        }

        foreach (var twice in found.GroupBy(section => section.Title).Where(group => group.Count() > 1))
        {
            problems.Add(file.Problem(twice.Last().Line, $"'{twice.Key}' stands twice."));
        }

        foreach (var title in Titles.Where(title => found.All(section => section.Title != title)))
        {
            problems.Add(file.Problem(1, $"The section '## {title}' is missing."));
        }
    }

    private static string Body(MarkdownFile file, string title) => file.Find(2, title)?.Body ?? "";

    private static IReadOnlyList<Part> Parts(MarkdownFile file, string title) => file.Find(2, title) is { } section
        ? [.. file.Below(section).Select(part => new Part(part.Title, part.Body, part.Line))]
        : [];

    /// <summary>Leaves the block of YAML out of a parameter's text, and keeps of it only the default value.</summary>
    private static ParameterPart Parameter(MarkdownFile file, Part part, ICollection<Problem> problems)
    {
        var name = part.Title[1..];
        var block = part.Markdown.IndexOf("```yaml", StringComparison.Ordinal);
        if (block < 0)
        {
            return new ParameterPart(name, part.Markdown, "", part.Line);
        }

        var yaml = PlainText.Read(part.Markdown[block..]).OfType<Preformatted>().First();
        var description = part.Markdown[..block].Trim('\n');
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml.Text));
            var standard = stream.Documents is [{ RootNode: YamlMappingNode root }] && root.Children.TryGetValue("DefaultValue", out var node)
                ? (node as YamlScalarNode)?.Value
                : null;
            return new ParameterPart(name, description, standard ?? "", part.Line);
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException)
        {
            problems.Add(file.Problem(part.Line, $"The block below '-{name}' is not YAML: {exception.Message}"));
            return new ParameterPart(name, description, "", part.Line);
        }
    }
}
