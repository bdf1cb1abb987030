using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ZStackVCenter.Help.Markdown;

/// <summary>A markdown file cut at its headings.</summary>
internal sealed class MarkdownFile
{
    /// <summary>The markdown that the pages are written in: CommonMark, front matter, and tables with pipes.</summary>
    public static MarkdownPipeline Pipeline { get; } =
        new MarkdownPipelineBuilder().UsePreciseSourceLocation().UseYamlFrontMatter().UsePipeTables().Build();

    private MarkdownFile(string path, string text, IReadOnlyDictionary<string, string> frontMatter, IReadOnlyList<Section> sections)
    {
        FilePath = path;
        Text = text;
        FrontMatter = frontMatter;
        Sections = sections;
    }

    public string FilePath { get; }

    /// <summary>The whole text, lines ended by a line feed.</summary>
    public string Text { get; }

    public IReadOnlyDictionary<string, string> FrontMatter { get; }

    /// <summary>The headings in their order, each with the text up to the next heading.</summary>
    public IReadOnlyList<Section> Sections { get; }

    public Problem Problem(int line, string text) => new(FilePath, line, text);

    /// <summary>The section of that level and title; null when there is none.</summary>
    public Section? Find(int level, string title) =>
        Sections.FirstOrDefault(section => section.Level == level && section.Title == title);

    /// <summary>The sections one level below the given one, up to the next of its own level.</summary>
    public IEnumerable<Section> Below(Section section) => Sections
        .SkipWhile(candidate => candidate != section)
        .Skip(1)
        .TakeWhile(candidate => candidate.Level > section.Level);

    /// <summary>Reads a file.</summary>
    /// <exception cref="HelpException">Its front matter is not YAML.</exception>
    public static MarkdownFile Read(string path) => Parse(path, File.ReadAllText(path));

    /// <summary>Cuts a text at its headings.</summary>
    /// <exception cref="HelpException">Its front matter is not YAML.</exception>
    public static MarkdownFile Parse(string path, string text)
    {
        text = text.ReplaceLineEndings("\n");
        var document = Markdig.Markdown.Parse(text, Pipeline);
        var headings = document.OfType<HeadingBlock>().ToList();
        var sections = headings.Select((heading, index) =>
        {
            var bodyStart = Math.Min(heading.Span.End + 1, text.Length);
            var bodyEnd = index + 1 < headings.Count ? headings[index + 1].Span.Start : text.Length;
            var body = text[bodyStart..bodyEnd];
            var blankLines = body.TakeWhile(character => character == '\n').Count();
            var title = text.Substring(heading.Span.Start, heading.Span.Length).TrimStart('#').Trim();
            return new Section(heading.Level, title, heading.Line + 1, body.Trim('\n'), heading.Line + 1 + blankLines);
        });
        return new MarkdownFile(path, text, ReadFrontMatter(path, document), [.. sections]);
    }

    private static Dictionary<string, string> ReadFrontMatter(string path, MarkdownDocument document)
    {
        if (document.OfType<YamlFrontMatterBlock>().FirstOrDefault() is not { } block)
        {
            return [];
        }

        try
        {
            return new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(block.Lines.ToString()) ?? [];
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException)
        {
            throw new HelpException(new Problem(path, 2, $"The front matter is not YAML: {exception.Message}"));
        }
    }
}

/// <summary>A heading and the text up to the next heading.</summary>
/// <param name="Level">1 for <c>#</c>.</param>
/// <param name="Title">The heading's text.</param>
/// <param name="Line">The heading's line, from 1.</param>
/// <param name="Body">The markdown below it, without blank lines around it.</param>
/// <param name="BodyLine">The line on which the body begins.</param>
internal sealed record Section(int Level, string Title, int Line, string Body, int BodyLine);

/// <summary>A page that cannot be read at all.</summary>
internal sealed class HelpException(Problem problem) : Exception(problem.ToString())
{
    public Problem Problem { get; } = problem;
}
