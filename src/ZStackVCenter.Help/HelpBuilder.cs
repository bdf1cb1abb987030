using ZStackVCenter.Help.About;
using ZStackVCenter.Help.Cmdlets;
using ZStackVCenter.Help.Maml;
using ZStackVCenter.Help.Markdown;
using ZStackVCenter.Help.Pages;

namespace ZStackVCenter.Help;

/// <summary>Checks the pages against the cmdlets, and builds or updates them.</summary>
/// <param name="cmdlets">The cmdlets.</param>
/// <param name="module">The module's name.</param>
internal sealed class HelpBuilder(IReadOnlyList<CmdletInfo> cmdlets, string module)
{
    private readonly MentionCheck _mentions = new(cmdlets);

    /// <summary>Builds the help of all cmdlets and topics. Writes nothing when there is a problem.</summary>
    /// <returns>What is wrong, file by file; empty when all was built.</returns>
    public IReadOnlyList<Problem> Build(string pageFolder, string? aboutFolder, string output)
    {
        var problems = new List<Problem>();
        var pages = ReadPages(pageFolder, problems);
        var topics = ReadTopics(aboutFolder, problems);
        if (problems.Count > 0)
        {
            return problems;
        }

        Directory.CreateDirectory(output);
        MamlFile.Save(MamlFile.Create(pages), Path.Combine(output, $"{module}.dll-Help.xml"));
        foreach (var (name, text) in topics)
        {
            File.WriteAllText(Path.Combine(output, $"{name}.help.txt"), text);
        }

        return [];
    }

    /// <summary>
    /// Brings what the pages take from the code up to date, and writes a skeleton where a page is missing. A page that describes a
    /// parameter that the cmdlet no longer has is left alone: only its author knows where the text belongs now.
    /// </summary>
    /// <returns>The pages that were left alone, and why.</returns>
    public IReadOnlyList<Problem> Update(string pageFolder, DateOnly today)
    {
        var problems = new List<Problem>();
        Directory.CreateDirectory(pageFolder);
        foreach (var cmdlet in cmdlets)
        {
            var path = PathOf(pageFolder, cmdlet);
            if (!File.Exists(path))
            {
                File.WriteAllText(path, PageWriter.Write(cmdlet, module, Skeleton.For(cmdlet, today)));
                continue;
            }

            Guard(problems, () =>
            {
                var file = MarkdownFile.Read(path);
                var found = new List<Problem>();
                var page = PageReader.Read(file, found);
                found.AddRange(page.Parameters
                    .Where(part => cmdlet.Parameters.All(parameter => parameter.Name != part.Name))
                    .Select(part => file.Problem(part.Line, $"{cmdlet.Name} has no parameter -{part.Name}: rename or delete the section.")));
                problems.AddRange(found);
                if (found.Count == 0)
                {
                    WriteIfChanged(file, PageWriter.Write(cmdlet, module, WithNewParameters(cmdlet, page)));
                }
            });
        }

        return problems;
    }

    private static Page WithNewParameters(CmdletInfo cmdlet, Page page) => page with
    {
        Parameters =
        [
            .. page.Parameters,
            .. cmdlet.Parameters
                .Where(parameter => page.Find(parameter.Name) is null)
                .Select(parameter => new ParameterPart(parameter.Name, Skeleton.TextFor(parameter.Name))),
        ],
    };

    private static void WriteIfChanged(MarkdownFile file, string text)
    {
        if (text != file.Text)
        {
            File.WriteAllText(file.FilePath, text);
        }
    }

    private List<(CmdletInfo Cmdlet, Page Page)> ReadPages(string folder, List<Problem> problems)
    {
        var pages = new List<(CmdletInfo, Page)>();
        foreach (var cmdlet in cmdlets)
        {
            var path = PathOf(folder, cmdlet);
            if (!File.Exists(path))
            {
                problems.Add(new Problem(path, 1, $"{cmdlet.Name} has no page: './build.sh docs' writes the skeleton of one."));
                continue;
            }

            Guard(problems, () => pages.Add((cmdlet, ReadPage(cmdlet, MarkdownFile.Read(path), problems))));
        }

        foreach (var path in MarkdownFiles(folder).Where(path => cmdlets.All(cmdlet => cmdlet.Name != Path.GetFileNameWithoutExtension(path))))
        {
            problems.Add(new Problem(path, 1, $"The module has no cmdlet {Path.GetFileNameWithoutExtension(path)}: rename or delete the page."));
        }

        return pages;
    }

    private Page ReadPage(CmdletInfo cmdlet, MarkdownFile file, List<Problem> problems)
    {
        var found = new List<Problem>();
        var page = PageReader.Read(file, found);
        found.AddRange(PageCheck.Check(cmdlet, file, page));
        found.AddRange(_mentions.Check(file));
        if (found.Count == 0 && FirstDifference(file.Text, PageWriter.Write(cmdlet, module, page)) is { } line)
        {
            found.Add(file.Problem(line, "The page is not as the code has it: './build.sh docs' brings syntax and parameter blocks up to date."));
        }

        problems.AddRange(found);
        return page;
    }

    private List<(string Name, string Text)> ReadTopics(string? folder, List<Problem> problems)
    {
        var topics = new List<(string, string)>();
        foreach (var path in folder is null ? [] : MarkdownFiles(folder))
        {
            Guard(problems, () =>
            {
                var file = MarkdownFile.Read(path);
                problems.AddRange(_mentions.Check(file));
                if (AboutTopic.Build(file, problems) is { } text)
                {
                    topics.Add((Path.GetFileNameWithoutExtension(path), text));
                }
            });
        }

        return topics;
    }

    private static void Guard(List<Problem> problems, Action read)
    {
        try
        {
            read();
        }
        catch (HelpException exception)
        {
            problems.Add(exception.Problem);
        }
    }

    private static int? FirstDifference(string left, string right)
    {
        if (left == right)
        {
            return null;
        }

        var same = left.Split('\n').Zip(right.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count();
        return same + 1;
    }

    private static IEnumerable<string> MarkdownFiles(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal) : [];

    private static string PathOf(string folder, CmdletInfo cmdlet) => Path.Combine(folder, $"{cmdlet.Name}.md");
}
