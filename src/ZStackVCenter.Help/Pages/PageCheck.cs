using ZStackVCenter.Help.Cmdlets;
using ZStackVCenter.Help.Markdown;

namespace ZStackVCenter.Help.Pages;

/// <summary>What a page must hold before it is built.</summary>
internal static class PageCheck
{
    private const int LeastExamples = 2;

    /// <summary>Marks that a page's author has left something to write.</summary>
    private static readonly string[] Placeholders = ["{{", "TODO", "TBD", "FIXME"];

    /// <summary>What is wrong with a page.</summary>
    public static IEnumerable<Problem> Check(CmdletInfo cmdlet, MarkdownFile file, Page page)
    {
        int LineOf(string title) => file.Find(2, title)?.Line ?? 1;
        return
        [
            .. CheckPlaceholders(file),
            .. Needed(page.Synopsis, file, LineOf("SYNOPSIS"), "The synopsis is empty."),
            .. Needed(page.Description, file, LineOf("DESCRIPTION"), "The description is empty."),
            .. CheckParameters(cmdlet, file, page, LineOf("PARAMETERS")),
            .. CheckExamples(cmdlet, file, page, LineOf("EXAMPLES")),
            .. CheckInputs(cmdlet, file, page, LineOf("INPUTS")),
            .. CheckOutputs(cmdlet, file, page, LineOf("OUTPUTS")),
            .. CheckLinks(file, page, LineOf("RELATED LINKS")),
        ];
    }

    private static IEnumerable<Problem> CheckPlaceholders(MarkdownFile file) =>
        from line in file.Text.Split('\n').Index()
        let placeholder = Placeholders.FirstOrDefault(mark => line.Item.Contains(mark, StringComparison.Ordinal))
        where placeholder is not null
        select file.Problem(line.Index + 1, $"'{placeholder}' stands for something still to be written.");

    private static IEnumerable<Problem> CheckParameters(CmdletInfo cmdlet, MarkdownFile file, Page page, int line)
    {
        foreach (var parameter in cmdlet.Parameters)
        {
            if (page.Find(parameter.Name) is not { } part)
            {
                yield return file.Problem(line, $"{cmdlet.Name} has a parameter -{parameter.Name}, and the page has no section '### -{parameter.Name}'.");
            }
            else if (part.Markdown.Length == 0)
            {
                yield return file.Problem(part.Line, $"-{parameter.Name} is not described.");
            }
        }

        foreach (var part in page.Parameters.Where(part => !cmdlet.Parameters.Any(parameter => parameter.Name == part.Name)))
        {
            yield return file.Problem(part.Line, $"{cmdlet.Name} has no parameter -{part.Name}: rename or delete the section.");
        }

        foreach (var twice in page.Parameters.GroupBy(part => part.Name).Where(group => group.Count() > 1))
        {
            yield return file.Problem(twice.Last().Line, $"-{twice.Key} is described twice.");
        }
    }

    private static IEnumerable<Problem> CheckExamples(CmdletInfo cmdlet, MarkdownFile file, Page page, int line)
    {
        if (page.Examples.Count < LeastExamples)
        {
            yield return file.Problem(line, $"The page has {page.Examples.Count} examples; it needs {LeastExamples} or more.");
        }

        foreach (var example in page.Examples)
        {
            if (example.Code is not { } code)
            {
                yield return file.Problem(example.Line, "The example has no block of code that begins with ```powershell.");
            }
            else if (!code.Text.Contains(cmdlet.Name, StringComparison.OrdinalIgnoreCase))
            {
                yield return file.Problem(example.Line, $"The example does not use {cmdlet.Name}.");
            }

            if (PlainText.Read(example.Markdown).OfType<Paragraph>().FirstOrDefault() is null)
            {
                yield return file.Problem(example.Line, "The example does not say what it does.");
            }
        }
    }

    private static IEnumerable<Problem> CheckInputs(CmdletInfo cmdlet, MarkdownFile file, Page page, int line)
    {
        var piped = cmdlet.Parameters.FirstOrDefault(parameter => parameter.Memberships.Any(membership => membership.FromPipeline));
        var none = page.Inputs is [{ Title: "None" }];
        if (page.Inputs.Count == 0)
        {
            yield return file.Problem(line, "The page names no input: '### None', or a section for each type that can be piped.");
        }
        else if (piped is null && !none && !cmdlet.Parameters.Any(parameter => parameter.Memberships.Any(m => m.FromPipelineByPropertyName)))
        {
            yield return file.Problem(line, $"{cmdlet.Name} takes nothing from the pipeline: the only input is '### None'.");
        }
        else if (piped is not null && none)
        {
            yield return file.Problem(line, $"-{piped.Name} takes its value from the pipeline: the page must name the types that can be piped.");
        }
    }

    private static IEnumerable<Problem> CheckOutputs(CmdletInfo cmdlet, MarkdownFile file, Page page, int line)
    {
        var named = page.Outputs.Where(part => part.Title != "None").ToList();
        foreach (var part in named.Where(part => !cmdlet.OutputTypes.Contains(part.Title, StringComparer.Ordinal)))
        {
            yield return file.Problem(part.Line, $"{cmdlet.Name} does not say in its OutputType that it writes {part.Title}.");
        }

        foreach (var type in cmdlet.OutputTypes.Where(type => named.All(part => part.Title != type)))
        {
            yield return file.Problem(line, $"{cmdlet.Name} writes {type}, and the page has no section '### {type}'.");
        }

        if (page.Outputs.Count == 0)
        {
            yield return file.Problem(line, "The page names no output: '### None', or a section for each type of the cmdlet's OutputType.");
        }
    }

    /// <summary>A link without a scheme is a file beside the page.</summary>
    private static IEnumerable<Problem> CheckLinks(MarkdownFile file, Page page, int line) =>
        from link in PlainText.Links(page.RelatedLinks)
        where !link.Address.Contains("://", StringComparison.Ordinal)
        where !File.Exists(Path.Combine(Path.GetDirectoryName(file.FilePath) ?? "", link.Address))
        select file.Problem(line, $"The link '{link.Text}' leads to {link.Address}, which does not exist.");

    private static IEnumerable<Problem> Needed(string text, MarkdownFile file, int line, string problem) =>
        text.Length > 0 ? [] : [file.Problem(line, problem)];
}
